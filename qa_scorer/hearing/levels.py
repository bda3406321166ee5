"""The level of a channel, frame by frame: what loudness, background, rises and values by the second are taken from."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.blocks import FULL_SCALE, blocks
from qa_scorer.hearing.first_use import alone_at_first
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

FRAME_S: Final = 0.05
_FRAME = int(FRAME_S * SAMPLE_RATE_HZ)
# What digital silence counts as: one step of 16 bits.
_SILENT_DBFS = -90.0
# The margin of ITU-T P.56: what is weaker than the active speech level by more than this is a pause, not speech.
ACTIVITY_MARGIN_DB: Final = 15.9

Levels = NDArray[np.float64]
Mask = NDArray[np.bool_]


@alone_at_first
def frame_levels_dbfs(samples: Samples) -> Levels:
    """The level of each 50 ms of one channel, shape (n,) -> (n // 800,): 20 log10(RMS / full scale), at least -90.

    The RMS is librosa.feature.rms of the samples less their mean over the whole channel, so that a DC offset (a
    faulty line card) is not taken for sound.
    """
    import librosa

    if len(samples) < _FRAME:
        return np.empty(0)
    offset = np.float32(samples.mean() / FULL_SCALE)
    rms = [
        librosa.feature.rms(y=block - offset, frame_length=_FRAME, hop_length=_FRAME, center=False)[0]
        for _, block in blocks(samples)
        if len(block) >= _FRAME
    ]
    levels: Levels = 20 * np.log10(np.maximum(np.concatenate(rms).astype(np.float64), 10 ** (_SILENT_DBFS / 20)))
    return levels


def frames_in(spans: Iterable[Span], frames: int, margin_s: float = 0.0) -> Mask:
    """Which of so many frames lie in `spans` by more than half; each span `margin_s` longer at both ends."""
    inside = np.zeros(frames, dtype=np.bool_)
    for span in spans:
        first, last = ((span.start_s - margin_s) / FRAME_S, (span.end_s + margin_s) / FRAME_S)
        inside[max(0, round(first)) : max(0, round(last))] = True
    return inside


def energy_mean_db(levels: Levels) -> float:
    """The level of the mean power of `levels`, shape (frames,), not empty."""
    return float(10 * np.log10(np.mean(10 ** (levels / 10))))


def active(levels: Levels) -> Mask:
    """Which frames of speech, shape (frames,), not empty, are no more than 15.9 dB below the level of those that are.

    The definition of the active speech level in ITU-T P.56, on frames: pauses count neither as speech nor in its level.
    """
    loud: Mask = np.ones(len(levels), dtype=np.bool_)
    while not np.array_equal(loud, now := levels >= energy_mean_db(levels[loud]) - ACTIVITY_MARGIN_DB):
        loud = now
    return loud
