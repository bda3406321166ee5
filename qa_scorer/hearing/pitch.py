"""How high a voice is, and how much it moves.

On a telephone line (300-3400 Hz) the fundamental of most voices is missing, and a close vowel of a man is little more
than his third harmonic, which any pitch tracker takes for a high voice. So the tracker listens to the envelope: the
rectified signal beats at the fundamental whichever harmonics came through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.envelope import RATE_HZ, TIMES, Frames, envelope
from qa_scorer.hearing.first_use import alone_at_first
from qa_scorer.hearing.levels import FRAME_S, Levels, active, frames_in
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spectra import runs
from qa_scorer.model import Span

_LOWEST_HZ, _HIGHEST_HZ = 65.0, 500.0  # of speaking voices
_HOP_S, _WINDOW_S = 0.02, 0.08  # five periods of the lowest voice
_HOP, _WINDOW = round(_HOP_S * RATE_HZ), round(_WINDOW_S * RATE_HZ)
_PIECE = 1500  # frames looked at in one go, half a minute: memory stays flat
_TROUGH = 0.2  # YIN's absolute threshold
_VOICED = 0.5  # normalised autocorrelation at the period; white noise in the band stays below 0.3
_STEADY_SEMITONES = 3.0  # from one frame to the next; the fourth tone falls by about half of that
_STEADY_FRAMES = 5
_LEAST_VOICED = 50  # frames: one second

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pitch:
    """The voiced frames of one party, each 80 ms long, every 20 ms: middle in seconds and pitch in hertz, shape (n,).

    median_hz        their median
    range_semitones  95th less 5th percentile, 12 log2(Hz): 12 is an octave
    """

    at_s: Numbers
    hz: Numbers

    @property
    def median_hz(self) -> float | None:
        return float(np.median(self.hz)) if len(self.hz) >= _LEAST_VOICED else None

    @property
    def range_semitones(self) -> float | None:
        if len(self.hz) < _LEAST_VOICED:
            return None
        low, high = np.percentile(self.hz, [5, 95])
        return float(12 * np.log2(high / low))


def pitch(samples: Samples, levels: Levels, speech: Sequence[Span]) -> Pitch:
    """Follow the voice in `speech` on one channel, shape (n,); `levels` as `frame_levels_dbfs` gives them.

    YIN (de Cheveigné & Kawahara 2002; librosa.yin) on the envelope of the channel, twice, as De Looze & Hirst (2008)
    have it: between 65 and 500 Hz first, then between 0.75 times the first quartile found and 1.5 times the third,
    which leaves octave errors little room. A frame is voiced if it is active speech (within 15.9 dB of the speech
    level, ITU-T P.56) and its normalised autocorrelation at the period is 0.5 or more (Boersma 1993 has 0.45). What
    does not go on for 100 ms without a jump of 3 semitones is an octave error or no voice, and dropped.
    """
    wanted = _speech_frames(len(samples), levels, speech)
    _, first_hz = _voiced(samples, wanted[::2], _LOWEST_HZ, _HIGHEST_HZ)
    if len(first_hz) < _LEAST_VOICED // 2:
        return Pitch(at_s=np.empty(0), hz=np.empty(0))
    low, high = np.percentile(first_hz, [25, 75])
    frames, hz = _voiced(samples, wanted, max(_LOWEST_HZ, 0.75 * low), min(_HIGHEST_HZ, 1.5 * high))
    steady = _steady(frames, hz)
    return Pitch(at_s=(frames[steady] * _HOP_S + _WINDOW_S / 2).astype(np.float64), hz=hz[steady])


def _speech_frames(length: int, levels: Levels, speech: Sequence[Span]) -> NDArray[np.intp]:
    """The frames whose middle is active speech."""
    speaking = frames_in(speech, len(levels))
    if speaking.any():
        speaking[speaking] = active(levels[speaking])
    frames = np.arange(max(0, (length // TIMES - _WINDOW) // _HOP + 1))
    middle = ((frames * _HOP_S + _WINDOW_S / 2) / FRAME_S).astype(np.intp)
    in_time = frames[middle < len(levels)]
    return in_time[speaking[middle[in_time]]]


@alone_at_first
def _voiced(
    samples: Samples, wanted: NDArray[np.intp], low_hz: float, high_hz: float
) -> tuple[NDArray[np.intp], Numbers]:
    """Those of the `wanted` frames that are voiced, and their pitch."""
    import librosa

    frames, pitches = [np.zeros(0, np.intp)], [np.zeros(0)]
    for numbers, windows in _windows(samples, wanted):
        hz = librosa.yin(
            windows,
            fmin=low_hz,
            fmax=high_hz,
            sr=RATE_HZ,
            frame_length=_WINDOW,
            center=False,
            trough_threshold=_TROUGH,
        )[:, 0]
        voiced = _periodicity(windows, hz) >= _VOICED
        frames.append(numbers[voiced])
        pitches.append(hz[voiced])
    return np.concatenate(frames), np.concatenate(pitches)


def _windows(samples: Samples, wanted: NDArray[np.intp]) -> Iterator[tuple[NDArray[np.intp], Frames]]:
    """(frame numbers, their envelopes less the mean, shape (frames, 320)), piece by piece."""
    for first in range(0, int(wanted.max(initial=-1)) + 1, _PIECE):
        here = wanted[np.searchsorted(wanted, first) : np.searchsorted(wanted, first + _PIECE)]
        if here.size:
            heard = envelope(samples[TIMES * first * _HOP : TIMES * (here[-1] * _HOP + _WINDOW)])
            windows = np.lib.stride_tricks.sliding_window_view(heard, _WINDOW)[(here - first) * _HOP]
            yield here, windows - windows.mean(axis=1, keepdims=True)


def _periodicity(windows: Frames, hz: Numbers) -> Numbers:
    """Normalised autocorrelation at the period, the better of the two whole lags around it; 0 for silence."""
    lags = np.floor(RATE_HZ / hz).astype(np.intp)
    length = _WINDOW - round(RATE_HZ / _LOWEST_HZ) - 2
    now = windows[:, :length]
    return np.maximum(*(_likeness(now, _later(windows, lags + extra, length)) for extra in (0, 1)))


def _later(windows: Frames, lags: NDArray[np.intp], length: int) -> Frames:
    return np.take_along_axis(windows, np.arange(length) + lags[:, np.newaxis], axis=1)


def _likeness(a: Frames, b: Frames) -> Numbers:
    product, energies = np.einsum("ij,ij->i", a, b), np.einsum("ij,ij->i", a, a) * np.einsum("ij,ij->i", b, b)
    return np.asarray(product / np.sqrt(energies + 1e-9), np.float64)


def _steady(frames: NDArray[np.intp], hz: Numbers) -> NDArray[np.bool_]:
    """Which frames stand in a run of at least 100 ms in which the pitch never jumps."""
    steady = np.zeros(len(frames), dtype=np.bool_)
    goes_on = (np.diff(frames) == 1) & (np.abs(12 * np.diff(np.log2(hz))) <= _STEADY_SEMITONES)
    for run in runs(goes_on):
        if run.stop - run.start + 1 >= _STEADY_FRAMES:
            steady[run.start : run.stop + 1] = True
    return steady
