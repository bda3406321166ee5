"""Log mel energies as Kaldi computes them (compute-fbank-feats): what the voice print model was trained on.

25 ms every 10 ms, the mean taken off, pre-emphasis 0.97, Hamming window, power spectrum of 512 points, 80 triangles
evenly spaced from 20 Hz to 8 kHz on the mel scale 1127 ln(1 + f / 700), natural logarithm. No dither.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

BANDS: Final = 80
HOP: Final = 160  # samples
_WINDOW, _FFT = 400, 512
_LOW_HZ, _HIGH_HZ = 20.0, 8000.0
_PRE_EMPHASIS = 0.97
_FLOOR = 1.1920929e-07  # Kaldi's: the float32 epsilon


def log_mel(samples: Samples) -> NDArray[np.float32]:
    """Shape (frames, 80) from samples of shape (n,) at full scale 32768; fewer than 400 samples give no frame."""
    if len(samples) < _WINDOW:
        return np.zeros((0, BANDS), np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, _WINDOW)[::HOP].astype(np.float32)
    frames -= frames.mean(axis=1, keepdims=True)
    before = np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    power = np.abs(np.fft.rfft((frames - _PRE_EMPHASIS * before) * _HAMMING, _FFT)) ** 2
    energies: NDArray[np.float32] = np.log(np.maximum(power @ _TRIANGLES, _FLOOR)).astype(np.float32)
    return energies


def _mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1127.0 * np.log1p(hz / 700.0)


def _triangles() -> NDArray[np.float64]:
    """Shape (257, 80): how much of each point of the spectrum each band takes. The last point is left out."""
    low, high = _mel(np.array([_LOW_HZ, _HIGH_HZ]))
    edges = np.linspace(low, high, BANDS + 2)
    points = _mel(np.arange(_FFT // 2 + 1) * SAMPLE_RATE_HZ / _FFT)[:, None]
    rising, falling = points - edges[:-2], edges[2:] - points
    weights: NDArray[np.float64] = np.maximum(0.0, np.minimum(rising, falling) / (edges[1] - edges[0]))
    weights[-1] = 0.0
    return weights


_HAMMING = (0.54 - 0.46 * np.cos(2 * np.pi * np.arange(_WINDOW) / (_WINDOW - 1))).astype(np.float32)
_TRIANGLES = _triangles()
