"""A few seconds each of real calls, and what is heard of them in this process."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import soundfile

from qa_scorer.hearing.decode import decode
from qa_scorer.model import Call, CallData, Recording
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.here import Here
from tests.command import SAMPLES

_CUT_S = {"C0001": 6, "C0003": 5, "C0004": 4}  # seconds of each of these calls, in whatever format they are
_RATE_HZ = 16_000


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three recordings of 6, 5 and 4 seconds."""
    folder = tmp_path_factory.mktemp("short")
    for call, seconds in _CUT_S.items():
        (path,) = SAMPLES.glob(f"*_{call}.*")
        sound = decode(Recording(path=path, name=path.name, call=CallData()))
        soundfile.write(folder / f"{call}.wav", sound.samples[:, : seconds * _RATE_HZ].T, _RATE_HZ, subtype="PCM_16")
    return folder


@pytest.fixture(scope="session")
def recordings(folder: Path) -> Sequence[Recording]:
    return [Recording(path=path, name=path.name, call=CallData()) for path in sorted(folder.iterdir())]


@pytest.fixture(scope="session")
def heard_here(recordings: Sequence[Recording]) -> dict[str, Call]:
    """What one engine in this process hears: what any number of workers, lost or not, must hear as well."""
    results = Here(Ears().open(threads=1)).heard(recordings)
    return {result.name: result for result in results if isinstance(result, Call)}
