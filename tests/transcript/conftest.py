"""The default engine with its real weights, loaded once for all tests of this room."""

import pytest

from qa_scorer.transcript.engine import Engine, open_engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return open_engine("faster-whisper", "base", device="cpu")
