"""Long samples in pieces, so that a two-hour call costs no more memory than a short one."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

_BLOCK_S = 300
FULL_SCALE = 32768.0


def blocks(samples: Samples) -> Iterator[tuple[float, NDArray[np.float32]]]:
    """(start in seconds, float32 samples in -1..1) of each five minutes of one channel, shape (n,)."""
    step = _BLOCK_S * SAMPLE_RATE_HZ
    for start in range(0, len(samples), step):
        yield start / SAMPLE_RATE_HZ, samples[start : start + step].astype(np.float32) / np.float32(FULL_SCALE)
