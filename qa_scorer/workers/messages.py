"""What is told of a worker to the one who hands out the recordings, one object a message."""

from dataclasses import dataclass

from qa_scorer.errors import QaScorerError
from qa_scorer.model import Call, UnscoredCall
from qa_scorer.workers.losses import Loss


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

    The worker is of no use after that.
    """

    problem: QaScorerError | None


@dataclass(frozen=True, slots=True)
class Ended:
    """The worker is gone. `blameless`: not over its recording; the whole machine it was on is gone."""

    loss: Loss
    blameless: bool = False


Message = Ready | Decoded | Finished | GaveOut | Ended
