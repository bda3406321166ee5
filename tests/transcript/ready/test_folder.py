"""Which transcript belongs to a recording."""

from pathlib import Path

import pytest

from qa_scorer.errors import RecordingError, UsageError
from qa_scorer.model import CallData, Recording
from qa_scorer.transcript.ready.folder import ReadyTranscripts

_ONE = '{"turns": [{"start_s": 0, "end_s": 1, "text": "NAME"}]}'


def _write(folder: Path, *names: str) -> ReadyTranscripts:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_ONE.replace("NAME", "".join(filter(str.isalpha, name))), "utf-8")
    return ReadyTranscripts(folder)


def _of(transcripts: ReadyTranscripts, name: str) -> str:
    found = transcripts.of(Recording(path=Path(name), name=name, call=CallData()))
    return found.where


@pytest.mark.parametrize("name", ["a.json", "A.SRT", "a.wav.json", "day1/a.vtt", "deep/er/a.WAV.json"])
def test_it_is_named_like_the_recording(name: str, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(_ONE)
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("WEBVTT\n" if name.lower().endswith(("srt", "vtt")) else _ONE)
    assert _of(ReadyTranscripts(tmp_path), "day1/a.wav") == name


def test_the_one_in_the_same_folder_goes_first(tmp_path: Path) -> None:
    transcripts = _write(tmp_path, "day1/a.json", "day2/a.json")
    assert _of(transcripts, "day2/a.wav") == "day2/a.json"


def test_two_that_may_be_it_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"more than one transcript: day1/a\.json, day2/a\.json"):
        _of(_write(tmp_path, "day1/a.json", "day2/a.json"), "a.wav")


def test_a_recording_without_one_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"no transcript of it.*add b\.json, b\.srt or b\.vtt"):
        _of(_write(tmp_path, "a.json"), "day1/b.wav")


@pytest.mark.parametrize("folder", ["", "not there", "a file"])
def test_a_folder_without_transcripts_is_refused(folder: str, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("words")
    with pytest.raises(UsageError, match="there are no transcripts in it"):
        ReadyTranscripts(tmp_path / folder)
