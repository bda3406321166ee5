"""What the channels of a recording are to each other: two sides of a call, the same sound twice, or one dead."""

from enum import StrEnum

import numpy as np

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.sound import Sound

_DEAD_DBFS = -75.0  # below any telephone line's noise
_SAME_DB = -25.0  # the difference of two channels carrying one sound, relative to the sound


class Channels(StrEnum):
    MONO = "mono"
    STEREO = "stereo"
    SAME_TWICE = "same_twice"
    LEFT_ONLY = "left_only"
    RIGHT_ONLY = "right_only"


def tell_channels(sound: Sound) -> Channels:
    """Compare the two channels over the whole recording."""
    if sound.channels == 1:
        return Channels.MONO
    left = right = difference = 0.0
    for (_, a), (_, b) in zip(blocks(sound.samples[0]), blocks(sound.samples[1]), strict=True):
        left += float(np.dot(a, a))
        right += float(np.dot(b, b))
        difference += float(np.dot(a - b, a - b))
    length = max(sound.samples.shape[1], 1)
    if _db(right / length) < _DEAD_DBFS:
        return Channels.LEFT_ONLY
    if _db(left / length) < _DEAD_DBFS:
        return Channels.RIGHT_ONLY
    return Channels.SAME_TWICE if _db(difference / max(left, right)) < _SAME_DB else Channels.STEREO


def _db(power: float) -> float:
    return 10 * np.log10(power) if power > 0 else -np.inf
