"""How a voice went second by second, for the page of a call."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.levels import FRAME_S, Levels, frames_in
from qa_scorer.hearing.pitch import Pitch
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ
from qa_scorer.model import Span

BySecond = tuple[float | None, ...]

_LEAST_SPOKEN: Final = 4  # frames of 50 ms: a syllable
_LEAST_VOICED: Final = 5  # frames of 20 ms
_FRAMES: Final = round(1 / FRAME_S)


def seconds_of(samples: int) -> int:
    """How many seconds so many samples take, the last part counted as one."""
    return -(-samples // SAMPLE_RATE_HZ)


def level_per_second(levels: Levels, speech: Sequence[Span], seconds: int) -> BySecond:
    """The energy mean, in dBFS, of the frames in `speech` of each second; None where there are less than 0.2 s."""
    spoken = np.flatnonzero(frames_in(speech, len(levels)))
    second = spoken // _FRAMES
    count = np.bincount(second, minlength=seconds)
    power = np.bincount(second, weights=10 ** (levels[spoken] / 10), minlength=seconds)
    mean_dbfs = 10 * np.log10(power / np.maximum(count, 1), where=count > 0, out=np.zeros(len(count)))
    return _told(mean_dbfs, count >= _LEAST_SPOKEN, seconds)


def pitch_per_second(pitch: Pitch, seconds: int) -> BySecond:
    """The median pitch, in hertz, of the voiced frames of each second; None where there is less than 0.1 s."""
    edges = np.searchsorted(pitch.at_s, np.arange(seconds + 1))
    count = np.diff(edges)
    median_hz = [np.median(pitch.hz[a:b]) if b > a else 0.0 for a, b in pairwise(edges)]
    return _told(np.asarray(median_hz), count >= _LEAST_VOICED, seconds)


def _told(values: NDArray[np.float64], known: NDArray[np.bool_], seconds: int) -> BySecond:
    pairs = zip(values[:seconds].tolist(), known[:seconds].tolist(), strict=True)
    return tuple(round(value, 1) if is_known else None for value, is_known in pairs)
