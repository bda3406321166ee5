"""Where, inside one unbroken stretch, one voice hands over to another that the model of local voices took for it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.local_voices import FRAME_SAMPLES
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.voice_groups import Prints
from qa_scorer.hearing.voice_print import middle, voice_print

# What another voice must be likelier by (dot product, a look of usual length) for one change to be believed.
CHANGE_COST: Final = 0.15
_NARROW: Final = 60  # frames: closer than this a print cannot tell
_LOOK: Final = 80


def smoothest(scores: NDArray[np.float32]) -> list[int]:
    """The best voice for each look, from scores of shape (looks, voices); each change costs.

    Viterbi's algorithm with the same cost for every change.
    """
    best, came_from = scores[0], []
    change = CHANGE_COST * (1 - np.eye(scores.shape[1], dtype=np.float32))
    for score in scores[1:]:
        reached = best[:, None] - change  # from, to
        came_from.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + score
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


def handover(samples: Samples, frames: NDArray[np.intp], before: Prints, after: Prints) -> int:
    """The frame at which the voice `before` ends and `after` begins, both known to speak at the ends of `frames`.

    Halves the frames by listening in their middle until a print can tell no finer, then takes the quietest moment.
    """
    first, last = 0, len(frames) - 1
    while last - first > _NARROW:
        half = (first + last) // 2
        heard = voice_print(samples, middle(frames[max(0, half - _LOOK // 2) : half + _LOOK // 2], _LOOK))
        first, last = (half, last) if heard @ before > heard @ after else (first, half)
    levels = [_level(samples, int(frame)) for frame in frames[first : last + 1]]
    smooth = np.convolve(levels, np.ones(5), "same")
    return int(frames[first + int(smooth.argmin())])


def _level(samples: Samples, frame: int) -> float:
    piece = samples[frame * FRAME_SAMPLES : (frame + 1) * FRAME_SAMPLES].astype(np.float64)
    return float(np.log10(np.mean(piece**2) + 1.0)) if len(piece) else 0.0
