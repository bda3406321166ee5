"""A night with transcripts that were ready: no recogniser, every format, one bad transcript stopping none."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import SAMPLES, qa_scorer

_Turns = list[dict[str, Any]]


def _own(turns: _Turns) -> str:
    keys = ("role", "start_s", "end_s", "text")
    return json.dumps({"turns": [{key: turn[key] for key in keys} | {"probability": 1} for turn in turns]})


def _srt(turns: _Turns) -> str:
    def clock(at_s: float) -> str:
        return f"00:{int(at_s) // 60:02}:{at_s % 60:06.3f}".replace(".", ",")

    who = {"agent": "坐席", "customer": "客户"}
    return "\n".join(
        f"{place}\n{clock(turn['start_s'])} --> {clock(turn['end_s'])}\n{who[turn['role']]}：{turn['text']}\n"
        for place, turn in enumerate(turns, 1)
    )


def _funasr(turns: _Turns) -> str:
    speakers = list(dict.fromkeys(turn["role"] for turn in turns))
    sentences = [
        {"text": turn["text"], "start": round(turn["start_s"] * 1000), "end": round(turn["end_s"] * 1000),
         "spk": speakers.index(turn["role"])}
        for turn in turns
    ]  # fmt: skip
    return json.dumps([{"key": "a", "text": "".join(turn["text"] for turn in turns), "sentence_info": sentences}])


def _call_analytics(turns: _Turns) -> str:
    parts = [
        {"ParticipantRole": turn["role"].upper(), "BeginOffsetMillis": round(turn["start_s"] * 1000),
         "EndOffsetMillis": round(turn["end_s"] * 1000), "Content": turn["text"], "Items": []}
        for turn in turns
    ]  # fmt: skip
    return json.dumps({"JobStatus": "COMPLETED", "Transcript": parts})


_FORMATS: dict[str, tuple[str, Callable[[_Turns], str]]] = {
    "C0001": (".json", _own),
    "C0005": (".srt", _srt),
    "C0007": (".json", _funasr),
    "C0010": (".json", _call_analytics),  # on a single channel
}
_WITHOUT, _ANOTHERS = "C0003", "C0004"


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
    """Four calls with their script for a transcript, one without any, one with that of another call."""
    folder = tmp_path_factory.mktemp("calls")
    (folder / "texts").mkdir()
    for call in (*_FORMATS, _WITHOUT, _ANOTHERS):
        shutil.copy(_recording(call), folder)
    header, *rows = (SAMPLES / "calls.csv").read_text("utf-8").splitlines()
    own = [row for row in rows if (folder / row.split(",")[0]).exists()]
    (folder / "calls.csv").write_text("\n".join([header, *own]) + "\n", "utf-8")
    for call, (ending, written) in _FORMATS.items():
        (folder / "texts" / f"{_recording(call).stem}{ending}").write_text(written(_script(call)), "utf-8")
    late = [turn | {"start_s": turn["start_s"] + 500, "end_s": turn["end_s"] + 500} for turn in _script("C0001")]
    (folder / "texts" / f"{_recording(_ANOTHERS).stem}.json").write_text(_own(late), "utf-8")
    done = qa_scorer("run", folder, "--out", folder / "out", "--transcripts", folder / "texts")
    return done, json.loads((folder / "out" / "scorecards.json").read_text("utf-8"))


def _recording(call: str) -> Path:
    return next(SAMPLES.glob(f"*_{call}.*"))


def _script(call: str) -> _Turns:
    turns = json.loads(next((SAMPLES / "truth").glob(f"*_{call}.json")).read_text("utf-8"))["turns"]
    return [turn for turn in turns if turn["role"] in ("agent", "customer")]


Night = tuple[subprocess.CompletedProcess[str], dict[str, Any]]


def test_what_was_said_is_what_the_transcript_says(night: Night) -> None:
    done, scorecards = night
    assert done.returncode == 3, done.stderr
    assert [call["file"].split("_")[-1][:5] for call in scorecards["calls"]] == list(_FORMATS)
    for call, name in zip(scorecards["calls"], _FORMATS, strict=True):
        for role in ("agent", "customer"):
            said = "".join(turn["text"] for turn in call["turns"] if turn["role"] == role)
            assert said == "".join(turn["text"] for turn in _script(name) if turn["role"] == role), (name, role)


def test_its_rules_are_judged_by_its_words_and_its_sound(night: Night) -> None:
    """The first call's transcript is one that people vouch for: every answer of its script, none in doubt."""
    assert night[1]["run"]["engine"] == "transcripts texts"
    call = night[1]["calls"][0]
    truth = json.loads(next((SAMPLES / "truth").glob("*_C0001.json")).read_text("utf-8"))["outcomes"]
    found = {finding["rule"]: finding["outcome"] for finding in call["findings"] if finding["rule"] in truth}
    assert found == {rule: outcome for rule, outcome in truth.items() if rule in found}
    assert all(side["level_dbfs"] is not None for side in call["measures"])


def test_a_missing_and_a_wrong_transcript_are_told_recording_by_recording(night: Night) -> None:
    why = {left["file"].split("_")[-1][:5]: left["why"] + left["what_to_do"] for left in night[1]["not_scored"]}
    assert list(why) == [_WITHOUT, _ANOTHERS]
    assert "no transcript of it" in why[_WITHOUT] and "leave out --transcripts" in why[_WITHOUT]
    assert "do not fit the recording" in why[_ANOTHERS]


def test_a_folder_without_transcripts_is_refused_before_anything_is_heard(tmp_path: Path) -> None:
    done = qa_scorer("run", SAMPLES, "--out", tmp_path / "out", "--transcripts", tmp_path)
    assert done.returncode == 2 and "there are no transcripts in it" in done.stderr
    assert not (tmp_path / "out").exists()
