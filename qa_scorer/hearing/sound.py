"""Sound as the rest of the house hears it: 16,000 samples a second, 16 bits, one or two channels."""

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.model import AudioFacts

SAMPLE_RATE_HZ: Final = 16_000  # what Whisper and the speech detectors expect

# What a header may say: below, no speech would be left, and a damaged header could make an hour of sound out of a
# second; above, no sound card goes.
POSSIBLE_RATES_HZ: Final = range(1000, 768_001)

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A decoded recording.

    `samples` has the shape (channels, n), channels 1 or 2, left first; full scale is 32768. The rows of a stereo
    recording may be views with a stride (the two hours of a long call are kept only once). Read-only.
    """

    samples: Samples
    facts: AudioFacts

    sample_rate_hz: ClassVar[int] = SAMPLE_RATE_HZ

    @property
    def channels(self) -> int:
        return int(self.samples.shape[0])

    @property
    def duration_s(self) -> float:
        return float(self.samples.shape[1]) / SAMPLE_RATE_HZ
