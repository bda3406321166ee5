"""The outline of a recording, kept so that its page can be drawn when the sound is no longer at hand."""

from base64 import b64encode
from typing import Final

import numpy as np

from qa_scorer.hearing.blocks import FULL_SCALE
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples, Sound
from qa_scorer.model import Outline, Side

_STEP: Final = round(Outline.STEP_S * SAMPLE_RATE_HZ)


def outlines(sound: Sound) -> tuple[Outline, ...]:
    """One a channel: two on stereo, left first."""
    sides: tuple[Side | None, ...] = ("left", "right") if sound.channels == 2 else (None,)
    return tuple(Outline(peaks=_peaks(channel), side=side) for channel, side in zip(sound.samples, sides, strict=True))


def _peaks(samples: Samples) -> str:
    """Shape (n,); the largest deviation from the channel's mean in each step, the last one as long as it is."""
    if not len(samples):
        return ""
    steps, middle = np.arange(0, len(samples), _STEP), samples.mean()
    peak = np.maximum(np.maximum.reduceat(samples, steps) - middle, middle - np.minimum.reduceat(samples, steps))
    return b64encode(np.rint(255 * np.sqrt(np.minimum(peak / FULL_SCALE, 1))).astype(np.uint8).tobytes()).decode()
