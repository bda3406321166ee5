"""The envelope of a voice: what beats at its pitch, whichever of its harmonics the line let through."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

TIMES: Final = 4  # so many samples of sound are one of envelope
RATE_HZ: Final = SAMPLE_RATE_HZ // TIMES

Frames = NDArray[np.float32]


def envelope(samples: Samples) -> Frames:
    """Rectified, at 4 kHz: shape (n,) -> (n // 4,). The difference keeps a DC offset and rumble out."""
    waves = _halved(samples.astype(np.float32))
    beating: Frames = uniform_filter1d(_halved(np.abs(np.diff(waves, append=waves[-1:]))), 3)
    return beating


def _halved(wave: Frames) -> Frames:
    """Every other sample, behind a half-band filter (-1 0 9 16 9 0 -1)/32; those without neighbours are left zero."""
    even, odd = wave[::2], wave[1::2]
    half = np.zeros(len(odd), np.float32)
    inner = odd[:-3] + odd[3:]
    half[2:-1] = (16 * even[2 : len(odd) - 1] + 9 * (odd[1:-2] + odd[2:-1]) - inner) / 32
    return half
