"""The two strongest pure tones at every moment of a channel, as far as there are any."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spectra import Power, Spectra

Floats = NDArray[np.float32]

# 32 ms windows every 8 ms: short enough for a digit, long enough to tell 697 from 770 Hz.
SPECTRA: Final = Spectra(window=512, hop=128, low_hz=200, high_hz=3600)
_LOBE = np.arange(-2, 3)  # a tone fills these bins around its peak (main lobe of a Hann window)
_WEAKER_SHARE = 0.1  # with less the second tone does not matter; the two of a DTMF digit differ by 8 dB at most (Q.24)


@dataclass(frozen=True, slots=True)
class TwoStrongest:
    """`energy` is the mean square from 200 to 3600 Hz, shape (frames,). `hz` and `share` are the frequency of the
    strongest tone and of the next, and the share of the energy in each, both of shape (frames, 2)."""

    energy: Floats
    hz: Floats
    share: Floats

    @property
    def pair_hz(self) -> Floats:
        """The two frequencies, lower first, where both matter; NaN where they do not."""
        both = self.share.min(axis=1, keepdims=True) >= _WEAKER_SHARE
        return np.where(both, np.sort(self.hz, axis=1), np.nan)

    @property
    def mean_hz(self) -> Floats:
        """The mean of the two frequencies weighted by energy; the stronger one where only that matters."""
        weight = np.where(self.share >= _WEAKER_SHARE, self.share, [1e-9, 0])
        return np.asarray((self.hz * weight).sum(axis=1) / weight.sum(axis=1), np.float32)


def two_strongest(samples: Samples) -> TwoStrongest:
    """Look at one channel, shape (n,)."""
    nothing = (np.zeros(0, np.float32), np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32))
    pieces = [nothing, *(_in_spectra(power) for power in SPECTRA.of(samples))]
    return TwoStrongest(*(np.concatenate(column) for column in zip(*pieces, strict=True)))


def _in_spectra(power: Power) -> tuple[Floats, Floats, Floats]:
    """The three arrays of `TwoStrongest` for power spectra of shape (frames, bins)."""
    total = power.sum(axis=1) + np.float32(1e-20)
    rest, rows = power.copy(), np.arange(len(power))[:, None]
    hz, share = np.empty((2, len(power), 2), np.float32)
    for place in range(2):
        lobe = np.clip(rest.argmax(axis=1)[:, None] + _LOBE, 0, power.shape[1] - 1)
        inside = rest[rows, lobe]
        weight = inside.sum(axis=1)
        centre_bin = (inside * lobe).sum(axis=1) / (weight + np.float32(1e-20))
        hz[:, place] = (SPECTRA.first_bin + centre_bin) * SPECTRA.bin_hz
        share[:, place] = weight / total
        rest[rows, lobe] = 0
    return total, hz, share
