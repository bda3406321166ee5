"""`qa-scorer transcribe`, with the real recogniser on the first seconds of sample calls."""

import json
from pathlib import Path

import pytest
import soundfile

from qa_scorer.cli import main
from qa_scorer.cli.transcribe import masked
from qa_scorer.model import Role, Turn, Word
from qa_scorer.transcript.ready.read import read_transcript
from tests.command import SAMPLES

_BEGINNINGS = {"a.wav": "*C0007.wav", "b.wav": "*C0001.wav"}
_SECONDS = 10.0


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stereo calls cut short, and a file that only claims to be one."""
    folder = tmp_path_factory.mktemp("calls")
    for name, sample in _BEGINNINGS.items():
        sound, rate_hz = soundfile.read(next(SAMPLES.glob(sample)))
        soundfile.write(folder / name, sound[: round(_SECONDS * rate_hz)], rate_hz)
    (folder / "c.wav").write_bytes(b"RIFF and nothing after it")
    return folder


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(["transcribe", *map(str, arguments)])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_a_single_recording_goes_to_the_screen(calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing else does: it may be sent on."""
    assert run(calls / "a.wav", "--agent-channel", "left", "--lang", "zh") == 0
    shown, problems = capsys.readouterr()
    lines = shown.splitlines()
    assert lines[0].startswith("00:00:00.") and "坐席: " in lines[0] and "云海电信" in shown
    assert any("客户: " in line for line in lines) and problems == ""


def test_several_go_into_a_folder_and_a_bad_one_stops_none(
    calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is written can be read again as a ready transcript, and says who speaks on which channel."""
    assert run(calls, "--format", "json", "--out", tmp_path / "texts", "--agent-channel", "left") == 3
    shown, problems = capsys.readouterr()
    assert sorted(file.name for file in (tmp_path / "texts").iterdir()) == ["a.json", "b.json"]
    assert [Path(line).name for line in shown.splitlines()] == ["a.json", "b.json"]
    assert problems.startswith("c.wav: ") and "What to do" in problems
    read = read_transcript(tmp_path / "texts" / "a.json")
    agent = next(speaker for speaker in read.speakers if speaker.role is Role.AGENT)
    assert agent.side == "left"
    held = json.loads((tmp_path / "texts" / "a.json").read_text("utf-8"))
    assert held["file"] == "a.wav" and held["recogniser"] == "faster-whisper base int8"
    assert "".join(word["text"] for turn in held["turns"] for word in turn["words"]) == "".join(
        turn["text"] for turn in held["turns"]
    )


def test_an_older_file_is_kept_and_named(calls: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And subtitles can be read again too."""
    (tmp_path / "a.srt").write_text("corrected by hand")
    assert run(calls / "a.wav", "--format", "srt", "--out", tmp_path, "--agent-channel", "left") == 0
    (kept,) = (file for file in tmp_path.iterdir() if file.name != "a.srt")
    assert kept.read_text() == "corrected by hand" and str(kept) in capsys.readouterr().out
    roles = {speaker.role for speaker in read_transcript(tmp_path / "a.srt").speakers}
    assert roles == {Role.AGENT, Role.CUSTOMER}


def test_none_that_could_be_heard_is_code_four(calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(calls / "c.wav") == 4
    assert capsys.readouterr().out == ""


def test_several_need_a_folder(calls: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(calls) == 2
    assert "give a folder with --out" in capsys.readouterr().err


def test_where_there_is_no_recording_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--lang", "zh") == 2
    assert "没有找到录音" in capsys.readouterr().err


def test_private_numbers_are_hidden_across_words_and_the_words_keep_their_times() -> None:
    words = tuple(
        Word(text=text, start_s=place, end_s=place + 1, probability=0.9)
        for place, text in enumerate(("我的号码是", "138", "0013", "8000"))
    )
    hidden = masked(Turn(role=Role.CUSTOMER, start_s=0, end_s=4, words=words))
    assert hidden.text == "我的号码是138****8000"
    assert [word.start_s for word in hidden.words] == [0, 1, 2, 3]
