"""What the channels of a recording are to each other: two sides of a call, the same sound twice, or one dead."""

import numpy as np

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.sound import Sound
from qa_scorer.model import ChannelLayout

_DEAD_DBFS = -75.0  # below any telephone line's noise
_SAME_DB = -25.0  # what is left of one channel after the other, at its best gain, is taken off; relative to it


def tell_channels(sound: Sound) -> ChannelLayout:
    """Compare the two channels over the whole recording."""
    if sound.channels == 1:
        return ChannelLayout.MONO
    left = right = common = 0.0
    for (_, a), (_, b) in zip(blocks(sound.samples[0]), blocks(sound.samples[1]), strict=True):
        left += float(np.dot(a, a))
        right += float(np.dot(b, b))
        common += float(np.dot(a, b))
    length = max(sound.samples.shape[1], 1)
    if _db(right / length) < _DEAD_DBFS:
        return ChannelLayout.LEFT_ONLY
    if _db(left / length) < _DEAD_DBFS:
        return ChannelLayout.RIGHT_ONLY
    return ChannelLayout.SAME_TWICE if _db(1 - common**2 / (left * right)) < _SAME_DB else ChannelLayout.STEREO


def _db(power: float) -> float:
    return 10 * np.log10(power) if power > 0 else -np.inf
