"""What a worker process tells the one that started it, one object a message; log records travel as they are."""

from dataclasses import dataclass

from qa_scorer.errors import QaScorerError
from qa_scorer.model import Call, UnscoredCall


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The recording in hand holds that many seconds of sound; now it is heard."""

    duration_s: float


@dataclass(frozen=True, slots=True)
class Finished:
    result: Call | UnscoredCall


@dataclass(frozen=True, slots=True)
class GaveOut:
    """The machine gave out (None: of memory), while loading the model or over the recording in hand.

    The worker ends after that.
    """

    problem: QaScorerError | None
