"""Short-time power spectra of a channel of any length, in pieces: memory does not grow with the call."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from qa_scorer.hearing.blocks import FULL_SCALE
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

Power = NDArray[np.float32]

_PIECE_FRAMES = 1875  # 60 s at a hop of 32 ms
_HANN_MEAN_SQUARE = 0.375


@dataclass(frozen=True, slots=True, kw_only=True)
class Spectra:
    """How to look: windows of `window` samples, `hop` apart, from `low_hz` to `high_hz`; window n starts at n * hop."""

    window: int
    hop: int
    low_hz: float
    high_hz: float

    @property
    def bin_hz(self) -> float:
        return SAMPLE_RATE_HZ / self.window

    @property
    def first_bin(self) -> int:
        return round(self.low_hz / self.bin_hz)

    @property
    def hop_s(self) -> float:
        return self.hop / SAMPLE_RATE_HZ

    @property
    def window_s(self) -> float:
        return self.window / SAMPLE_RATE_HZ

    def frames_of(self, span: Span) -> slice:
        """The frames that hear anything of `span`."""
        first = int((span.start_s - self.window_s) / self.hop_s) + 1
        return slice(max(first, 0), max(int(span.end_s / self.hop_s) + 1, 1))

    def span(self, frames: slice) -> Span:
        """The time of a run of frames: each stands for a hop in the middle of its window."""
        lead_s = (self.window_s - self.hop_s) / 2
        return Span(frames.start * self.hop_s + lead_s, frames.stop * self.hop_s + lead_s)

    def of(self, samples: Samples) -> Iterator[Power]:
        """Power in each bin, shape (frames, bins), piece by piece. A window sums to its mean square (full scale 1)."""
        shape = np.hanning(self.window).astype(np.float32)
        scale = np.float32(2 / (_HANN_MEAN_SQUARE * self.window**2) / FULL_SCALE**2)
        bins = slice(self.first_bin, round(self.high_hz / self.bin_hz))
        frames = 1 + (len(samples) - self.window) // self.hop
        for first in range(0, frames, _PIECE_FRAMES):
            last = min(first + _PIECE_FRAMES, frames) - 1
            piece = samples[first * self.hop : last * self.hop + self.window].astype(np.float32)
            windows = np.lib.stride_tricks.sliding_window_view(piece, self.window)[:: self.hop]
            spectrum = scipy.fft.rfft(windows * shape, axis=1)[:, bins]
            yield (spectrum.real**2 + spectrum.imag**2) * scale


def runs(mask: NDArray[np.bool_]) -> list[slice]:
    """The runs of True in `mask`, shape (frames,)."""
    edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
    return [slice(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
