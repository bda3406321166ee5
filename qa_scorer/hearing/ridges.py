"""How much of the sound stands still: the measurement by which music is told from speech.

A note keeps its pitch: its partials are level lines (ridges) in the spectrogram. The harmonics of a voice glide all the
time, in Mandarin with every tone. The *ridge share* is the share of the energy between 300 and 3400 Hz that lies in
peaks of the spectrum which keep their place, to within one bin of 7.8 Hz, for a quarter of a second.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spectra import Power, Spectra
from qa_scorer.model import Span

Mask = NDArray[np.bool_]

# 128 ms windows tell the partials of a chord apart; 300-3400 Hz is what a telephone carries (ITU-T G.712).
SPECTRA: Final = Spectra(window=2048, hop=512, low_hz=300, high_hz=3400)
_KEEPS_FRAMES = 8  # a ridge lasts at least this many hops of 32 ms
_STANDS_FRAMES = 375  # what stands still for 12 s is no note: mains hum, a fan
_ABOVE_AROUND = np.float32(np.log(4.0))  # a peak stands 6 dB above the mean level of the 200 Hz around it
_AROUND_BINS = 25


@dataclass(frozen=True, slots=True)
class Ridges:
    """Frame by frame, shape (frames,): mean square between 300 and 3400 Hz, and how much of it lies in ridges."""

    energy: NDArray[np.float32]
    standing: NDArray[np.float32]

    def share(self, span: Span) -> float:
        """The ridge share of a stretch of time, 0..1."""
        frames = SPECTRA.frames_of(span)
        return float(self.standing[frames].sum() / (self.energy[frames].sum() + 1e-12))

    def free_of(self, spans: Iterable[Span]) -> Mask:
        """The frames that hear nothing of `spans`, shape (frames,)."""
        free = np.ones(len(self.energy), dtype=np.bool_)
        for span in spans:
            free[SPECTRA.frames_of(span)] = False
        return free


def ridges(samples: Samples) -> Ridges:
    """Measure one channel, shape (n,)."""
    energy, standing = [np.zeros(0, np.float32)], [np.zeros(0, np.float32)]
    for power in SPECTRA.of(samples):
        energy.append(power.sum(axis=1))
        standing.append((power * _ridge_mask(power)).sum(axis=1))
    return Ridges(np.concatenate(energy), np.concatenate(standing))


def _ridge_mask(power: Power) -> Mask:
    """Which cells, shape (frames, bins), belong to a peak that keeps its place."""
    level = np.log(power + np.float32(1e-12))
    peak = level > uniform_filter1d(level, _AROUND_BINS, axis=1) + _ABOVE_AROUND
    peak[:, 1:] &= level[:, 1:] >= level[:, :-1]
    peak[:, :-1] &= level[:, :-1] >= level[:, 1:]
    near = peak.copy()
    near[:, 1:] |= peak[:, :-1]
    near[:, :-1] |= peak[:, 1:]
    return _lasting(near, _KEEPS_FRAMES) & ~_lasting(near, _STANDS_FRAMES)


def _lasting(mask: Mask, frames: int) -> Mask:
    """What stays of `mask`, shape (frames, bins), when every run in time shorter than `frames` is taken out."""
    if len(mask) < frames:
        return np.zeros_like(mask)
    whole_runs = _over_time(np.logical_and, mask, frames)
    return _over_time(np.logical_or, np.pad(whole_runs, ((frames - 1, frames - 1), (0, 0))), frames)


def _over_time(combine: Callable[[Mask, Mask], Mask], mask: Mask, frames: int) -> Mask:
    """Each frame combined with the `frames` - 1 after it, in as few steps as doubling takes."""
    done = 1
    while done < frames:
        step = min(done, frames - done)
        mask = combine(mask[:-step], mask[step:])
        done += step
    return mask
