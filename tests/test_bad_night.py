"""Whatever a recorder wrote, the night goes on: each bad file is named with the reason and what to do, in both
languages, and the others are scored."""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from scipy.signal import resample_poly

from qa_scorer import load_rubric, open_engine, shipped_rubric
from qa_scorer.hearing.decode import decode
from qa_scorer.intake import gather
from qa_scorer.model import CallData, Recording
from qa_scorer.nightly import run_night
from qa_scorer.workers.here import Here
from tests.command import SAMPLES, qa_scorer
from tests.hearing.sound_files import Wave, by_libsndfile, encode, silence, tone, wav

SAMPLE = SAMPLES / "1206_20261118093012_C0001.wav"
_RATE = 16000


def speech(seconds: float) -> Wave:
    """The opening of a real sample call: shape (channels, n), 16 kHz."""
    sound = decode(Recording(path=SAMPLE, name=SAMPLE.name, call=CallData()))
    return np.ascontiguousarray(sound.samples[:, : int(seconds * _RATE)])


def noise(seconds: float) -> Wave:
    return np.random.default_rng(3).normal(0, 1000, (1, int(seconds * _RATE))).astype(np.int16)


def music(seconds: float) -> Wave:
    """Four chords with a beat, over and over."""
    time = np.arange(int(seconds * _RATE)) / _RATE
    beat = 0.4 + 0.6 * np.exp(-4 * (time % 0.5))
    chords = np.array([[262, 330, 392], [220, 262, 330], [175, 220, 262], [196, 247, 294]])[(time // 2).astype(int) % 4]
    return (3000 * beat * np.sin(2 * np.pi * chords.T * time).sum(axis=0)).astype(np.int16)[np.newaxis]


def cut(path: Path, share: float) -> Path:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    return path


def promise_more(path: Path) -> Path:
    """A WAV whose header counts twice the samples there are."""
    whole = bytearray(path.read_bytes())
    at = whole.index(b"data") + 4
    size = int.from_bytes(whole[at : at + 4], "little")
    whole[at : at + 4] = (size * 2).to_bytes(4, "little")
    path.write_bytes(whole)
    return path


def make_folder(folder: Path) -> None:
    said = speech(8)
    (folder / "empty.wav").touch()
    (folder / "text.wav").write_text("这不是录音\n" * 50, "utf-8")
    cut(wav(folder / "cut.wav", said, _RATE), 0.6)
    cut(encode(folder / "cut.mp3", said, "mp3", "libmp3lame", _RATE), 0.6)
    promise_more(wav(folder / "promises.wav", said, _RATE))
    wav(folder / "short.wav", tone(0.1))
    wav(folder / "silence.wav", silence(10))
    wav(folder / "noise.wav", noise(10), _RATE)
    wav(folder / "music.wav", music(20), _RATE)
    wav(folder / "six.wav", np.concatenate([said, np.zeros((4, said.shape[1]), np.int16)]), _RATE)
    wav(folder / "slow 4k.wav", resample_poly(said, 1, 4, axis=1).astype(np.int16), 4000)
    by_libsndfile(folder / "fast96k.wav", np.repeat(said, 6, axis=1), 96000)
    wav(folder / "whose.wav", said, _RATE)
    wav(folder / "坐席 😀 a.wav", said, _RATE)
    (folder / "inside").mkdir()
    wav(folder / "inside" / "deep.wav", said, _RATE)
    if sys.platform != "win32":
        (folder / "out.wav").symlink_to(SAMPLE)
    _call_table(folder / "calls.xlsx")


def _call_table(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["录音文件", "工号", "姓名", "开始时间"])
    for row in (
        ["cut.wav", "1206", "林晓雯", "2026-11-18 09:30:12"],
        ["cut.mp3", None, None, "昨天"],
        ["promises.wav", None, None, "2026-11-18 10:30:12"],
        ["six.wav", "1206", "林晓雯", "2026-11-18 11:30:12"],
        ["six.wav", "1206", "林晓雯", "2026-11-18 11:30:12"],
        ["whose.wav", "1206", "林晓雯", "2026-11-18 12:30:12"],
        ["whose.wav", "1315", "赵志强", "2026-11-18 12:30:12"],
        ["gone.wav", "1315", "赵志强", "2026-11-18 13:30:12"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("C2:C4")
    book.save(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    make_folder(folder)
    return folder


@pytest.fixture(scope="module", params=["zh", "en"])
def night(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("out")
    done = qa_scorer("run", folder, "--recursive", "--out", out, lang=request.param)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    return request.param, json.loads((out / "scorecards.json").read_text("utf-8"))


UNSCORED = {
    "empty.wav": ("空", "empty"),
    "text.wav": ("文本", "text"),
    "short.wav": ("秒", "too short"),
    "silence.wav": ("静音", "silence"),
    "noise.wav": ("噪声", "noise"),
    "music.wav": ("音乐", "music"),
    "whose.wav": ("calls.xlsx:7", "calls.xlsx:7"),
    "gone.wav": ("calls.xlsx:9", "calls.xlsx:9"),
    "out.wav": ("外", "out of the folder"),
}


@pytest.mark.parametrize("name", UNSCORED)
def test_what_cannot_be_scored_says_why_and_what_to_do(night: Any, name: str) -> None:
    if name == "out.wav" and sys.platform == "win32":
        pytest.skip("links need a privilege on Windows")
    lang, scorecards = night
    entry = next(entry for entry in scorecards["not_scored"] if entry["file"] == name)
    assert UNSCORED[name][0 if lang == "zh" else 1] in entry["why"] + entry["what_to_do"]
    assert entry["what_to_do"]
    assert any("\u4e00" <= char <= "\u9fff" for char in entry["why"]) == (lang == "zh")


@pytest.mark.parametrize(
    "name",
    ["cut.wav", "cut.mp3", "promises.wav", "six.wav", "slow 4k.wav", "fast96k.wav", "坐席 😀 a.wav", "inside/deep.wav"],
)
def test_what_can_be_heard_is_scored(night: Any, name: str) -> None:
    call = next(call for call in night[1]["calls"] if call["file"] == name)
    assert any(turn["text"] for turn in call["turns"])


@pytest.mark.parametrize(("name", "missing_s"), [("cut.wav", 3.2), ("cut.mp3", 3.2), ("promises.wav", 8.0)])
def test_what_is_missing_is_told(night: Any, name: str, missing_s: float) -> None:
    call = next(call for call in night[1]["calls"] if call["file"] == name)
    assert call["audio"]["missing_s"] == pytest.approx(missing_s, abs=0.2)
    assert call["audio"]["remarks"]


def test_nothing_else_is_scored_and_nothing_is_lost(night: Any, folder: Path) -> None:
    recordings = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".wav", ".mp3")}
    told = {entry["file"] for entry in (*night[1]["calls"], *night[1]["not_scored"])}
    assert told == recordings | {"gone.wav"}


def test_merged_cells_name_the_agent_and_a_bad_date_is_a_remark(night: Any) -> None:
    calls = {call["file"]: call for call in night[1]["calls"]}
    assert [calls[name]["agent_id"] for name in ("cut.wav", "cut.mp3", "promises.wav", "six.wav")] == ["1206"] * 4
    assert calls["cut.mp3"]["started_at"] is None
    remarks = "\n".join(night[1]["run"]["remarks"])
    assert "calls.xlsx:3" in remarks  # 昨天 is no date
    assert "calls.xlsx:6" in remarks  # the row that stands twice
    assert calls["fast96k.wav"]["agent_id"] == "unknown"


def test_a_recording_that_vanishes_in_the_night_stops_nobody(tmp_path: Path) -> None:
    for name in ("a.wav", "b.wav"):
        wav(tmp_path / name, speech(8), _RATE)
    batch = gather([tmp_path])
    (tmp_path / "a.wav").unlink()
    night = run_night(batch.recordings, load_rubric(shipped_rubric()), Here(open_engine("faster-whisper", "base")))
    assert [scored.call.name for scored in night.scored] == ["b.wav"]
    assert [unscored.name for unscored in night.unscored] == ["a.wav"]
    assert night.unscored[0].why.zh != night.unscored[0].why.en
