"""Words are recognised once: with other call data a call is heard anew, but its words are known.

With the real recogniser on some seconds of a sample call, as stereo and as mono.
"""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from qa_scorer import load_rubric, shipped_rubric
from qa_scorer.hearing.decode import decode
from qa_scorer.ledger import ALL_TRUST, Trust
from qa_scorer.listening.settings import VERSIONS
from qa_scorer.model import Call, CallData, Recording, Side
from qa_scorer.nightly import run_night
from qa_scorer.store import Store
from qa_scorer.transcript.engine import Heard
from qa_scorer.transcript.faster_whisper_engine import FasterWhisper
from qa_scorer.workers.here import Here
from tests.command import SAMPLES, qa_scorer

_SECONDS, _RATE_HZ = 12, 16_000
_AS_BEFORE = CallData()
_OTHERWISE = {
    "agent channel": CallData(agent_channel="right"),
    "job number": CallData(agent_id="2048", call_id="7"),
    "direction": CallData(direction="outbound"),
}


class Counting(FasterWhisper):
    """The real engine, and how often it was asked."""

    asked = 0

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> tuple[Heard, ...]:
        self.asked += 1
        return super().recognise(chunks)


@pytest.fixture(scope="module")
def engine() -> Counting:
    return Counting("base", device="cpu", threads=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("short")
    path = next(SAMPLES.glob("*_C0001.wav"))
    samples = decode(Recording(path=path, name=path.name, call=CallData())).samples[:, : _SECONDS * _RATE_HZ]
    soundfile.write(folder / "stereo.wav", samples.T, _RATE_HZ, subtype="PCM_16")
    soundfile.write(folder / "mono.wav", samples.sum(axis=0, dtype=np.int32) // 2 / 32768, _RATE_HZ, subtype="PCM_16")
    return folder


@pytest.fixture(scope="module")
def once(folder: Path, engine: Counting, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store after a first night."""
    path = tmp_path_factory.mktemp("once") / "qa.db"
    calls = night(path, folder, engine)
    assert all(any(turn.words for turn in call.evidence.turns) for call in calls)
    return path


@pytest.fixture
def store(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(once, tmp_path / "qa.db"))


def night(
    store: Path,
    folder: Path,
    engine: FasterWhisper,
    data: CallData = _AS_BEFORE,
    channel: Side | None = None,
    trust: Trust = ALL_TRUST,
) -> list[Call]:
    """The calls of the store after a night in which all recordings were those of `data`."""
    recordings = [Recording(path=path, name=path.name, call=data) for path in sorted(folder.iterdir())]
    with Store.open_to_write(store, "run") as opened:
        run_night(recordings, load_rubric(shipped_rubric()), Here(engine, channel), store=opened, trust=trust)
        assert opened.runs()[0].counts == {"heard": len(recordings)}, "all of them are to be heard anew"
        return list(opened.calls())


@pytest.mark.parametrize("data", _OTHERWISE.values(), ids=_OTHERWISE)
def test_other_call_data_recognise_nothing_and_hear_what_a_first_night_hears(
    data: CallData, store: Path, folder: Path, engine: Counting, tmp_path: Path
) -> None:
    before = engine.asked
    known = night(store, folder, engine, data)
    assert engine.asked == before
    assert known == night(tmp_path / "fresh.db", folder, engine, data)
    assert engine.asked > before


def test_another_channel_for_all_recognises_nothing(store: Path, folder: Path, engine: Counting) -> None:
    before = engine.asked
    night(store, folder, engine, channel="right")
    assert engine.asked == before


def test_other_terms_recognise_nothing(store: Path, folder: Path, engine: Counting) -> None:
    engine.terms, before = ("青春套餐",), engine.asked
    night(store, folder, engine)
    engine.terms = ()
    assert engine.asked == before


def test_another_model_recognises_again(
    store: Path, folder: Path, engine: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.asked
    monkeypatch.setattr(engine, "name", "faster-whisper another int8")
    night(store, folder, engine)
    assert engine.asked > before


def test_again_recognises_again(store: Path, folder: Path, engine: Counting) -> None:
    before = engine.asked
    night(store, folder, engine, trust=Trust(again=True))
    assert engine.asked > before


def test_another_version_of_the_stage_recognises_again(
    store: Path, folder: Path, engine: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = engine.asked
    monkeypatch.setitem(VERSIONS, "words", VERSIONS["words"] + 1)
    night(store, folder, engine)
    assert engine.asked > before


def test_damaged_words_are_named_by_a_check_and_recognised_again(store: Path, folder: Path, engine: Counting) -> None:
    with Store.open_to_write(store, "test") as opened:
        opened.db.execute("UPDATE stages SET body = zeroblob(9)")
    check = qa_scorer("store", "check", "--store", store)
    assert check.returncode == 1 and check.stderr.count("what was recognised in the sound") == 2
    before = engine.asked
    night(store, folder, engine, _OTHERWISE["job number"])
    assert engine.asked > before
    assert qa_scorer("store", "check", "--store", store).returncode == 0


def test_words_of_another_sound_are_not_taken(folder: Path, engine: Counting) -> None:
    stereo, mono = (Recording(path=folder / name, name=name, call=CallData()) for name in ("stereo.wav", "mono.wav"))
    (of_mono,) = Here(engine).heard([mono])
    (fresh,) = Here(engine).heard([stereo])
    assert isinstance(of_mono, Call) and of_mono.evidence.recognised
    assert [fresh] == list(Here(engine).heard([replace(stereo, recognised=of_mono.evidence.recognised)]))


def test_a_forgotten_call_leaves_no_words(store: Path) -> None:
    assert qa_scorer("store", "forget", "--call", "stereo.wav", "--store", store, "--yes").returncode == 0
    with Store.open(store) as opened:
        assert opened.db.execute("SELECT count(*) FROM stages").fetchone() == (1,)
