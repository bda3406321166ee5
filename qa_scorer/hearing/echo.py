"""Hands-free echo: the other party's voice coming back on this channel, late and weaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from qa_scorer.hearing.levels import FRAME_S, frames_in
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

# Sooner, a copy is heard as the voice's own side-tone (ITU-T G.131), or leaks inside the switch.
SOONEST_S: Final = 0.02
LATEST_S: Final = 0.4
WEAKEST_DB: Final = -40.0  # weaker is lost in the noise of an ordinary line
# How far the copy stands out from chance: calls without echo came to 1.2 dB at most, one with an echo at -35 dB to 10.
_STANDS_OUT_DB = 6.0

# Every other sample: what lies above 4 kHz folds in both channels alike, and only 300-3400 Hz is looked at.
_RATE_HZ = SAMPLE_RATE_HZ // 2
_FRAME = round(FRAME_S * _RATE_HZ)
_REACH = round(LATEST_S * _RATE_HZ)
_STEP = 3 * _REACH
_LENGTH = _STEP + 2 * _REACH
_HZ = np.arange(_LENGTH // 2 + 1) * _RATE_HZ / _LENGTH
_BAND = (_HZ >= 300) & (_HZ <= 3400)
_LEAST_STEPS = 3  # 3.6 s of the other's voice
_REFLECTIONS = round(0.005 * _RATE_HZ)  # a path is as wide as a loudspeaker and a table make it
_TAIL = round(0.05 * _RATE_HZ)  # and a room makes it longer

Response = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """`level_db`: the copy relative to the voice it is of, between 300 and 3400 Hz; `delay_s`: how late it is."""

    level_db: float
    delay_s: float


def echo(own: Samples, other: Samples, others_speech: Sequence[Span]) -> Echo | None:
    """The echo in channel `own` of the voice in channel `other`, both of shape (n,); None where there is none.

    The path from one channel to the other is estimated from the cross spectrum over the spectrum of the other's voice
    (the H1 estimator; Bendat & Piersol, "Random Data"), averaged over all of its speech; moments at which this channel
    is loud by itself weigh less. A copy must come 20 to 400 ms late and stand 6 dB out of the strongest that seems to
    come as much too *early*, which can only be chance, and be no weaker than -40 dB. None with less than 3.6 s of the
    other's speech.
    """
    cross, voice, steps = np.zeros(len(_HZ), np.complex128), np.zeros(len(_HZ)), 0
    for here, there in _steps(own, other, others_speech):
        heard, said = scipy.fft.rfft(here), scipy.fft.rfft(there)
        weight = 1 / (float(np.mean(here**2)) + 1.0)
        cross += weight * heard * said.conj()
        voice += weight * np.abs(said) ** 2
        steps += 1
    if steps < _LEAST_STEPS or not voice[_BAND].any():
        return None
    path = scipy.fft.irfft(np.where(_BAND, cross / (voice + 0.01 * voice[_BAND].mean()), 0), _LENGTH)
    return _found(path, voice)


def _steps(
    own: Samples, other: Samples, speech: Sequence[Span]
) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """1.2 s of the other's voice with 0.4 s of zeros around them, and all 2 s of this channel."""
    here, there = own[::2], other[::2]
    speaking = frames_in(speech, len(there) // _FRAME)
    for start in range(_REACH, len(there) - _STEP - _REACH + 1, _STEP):
        if speaking[start // _FRAME : (start + _STEP) // _FRAME].mean() > 0.5:
            said = np.zeros(_LENGTH, np.float32)
            said[_REACH:-_REACH] = there[start : start + _STEP]
            yield here[start - _REACH : start + _STEP + _REACH].astype(np.float32), said


def _found(path: Response, voice: Response) -> Echo | None:
    soonest = round(SOONEST_S * _RATE_HZ)
    energy = np.convolve(path**2, np.ones(_REFLECTIONS), "same")
    late, early = energy[soonest:_REACH], energy[-_REACH:-soonest]
    if late.max() <= early.max() * 10 ** (_STANDS_OUT_DB / 10):
        return None
    delay = soonest + int(late.argmax())
    copy = np.zeros(_LENGTH)
    copy[delay - _REFLECTIONS : delay + _TAIL] = path[delay - _REFLECTIONS : delay + _TAIL]
    gain = np.abs(scipy.fft.rfft(copy)) ** 2
    level_db = float(10 * np.log10((gain * voice)[_BAND].sum() / voice[_BAND].sum()))
    return Echo(level_db=level_db, delay_s=delay / _RATE_HZ) if level_db >= WEAKEST_DB else None
