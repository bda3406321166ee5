"""Pure tones on the line: nearly all the sound in one or two frequencies that keep their place.

Call progress tones lie between 380 and 500 Hz: 450 Hz in China (GF 002-9002.1), 425 Hz in most other countries, 440
with 480 Hz in North America, whose busy tone is 480 with 620 Hz (ITU-T E.180, Supplement 2). A DTMF digit is one of
four low with one of four high frequencies (ITU-T Q.23), for 40 ms or more (Q.24).

Thresholds: in 45 minutes of calls and read speech the longest run that looked like one digit lasted 32 ms, like a still
progress tone 230 ms, like another still tone 180 ms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_closing

from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spectra import runs
from qa_scorer.hearing.two_strongest import SPECTRA, Floats, TwoStrongest, two_strongest
from qa_scorer.model import Span

Mask = NDArray[np.bool_]


class Tone(Enum):
    PROGRESS = auto()
    DIGIT = auto()
    OTHER = auto()


_LEAST_S = {Tone.PROGRESS: 0.2, Tone.DIGIT: 0.045, Tone.OTHER: 0.3}
_FAINT = 10 ** (-50 / 10)  # -50 dBFS

_PROGRESS_HZ = (380.0, 500.0)
_PROGRESS_SHARE = 0.7
_BUSY_PAIR_HZ = np.array([480.0, 620.0])
_PAIR_WITHIN_HZ = 15.0
_LOW_HZ = np.array([697.0, 770.0, 852.0, 941.0])
_HIGH_HZ = np.array([1209.0, 1336.0, 1477.0, 1633.0])
_DIGIT_SHARE = 0.8
_DIGIT_WITHIN = 0.018  # 1.8 % off must still be taken (Q.24)
_OTHER_SHARE = 0.9
_OTHER_FROM_HZ = 500.0  # below lie the fundamentals of voices

_DROPOUT_FRAMES = 3  # two tones close together beat
_STILL_HZ = 4.0  # standard deviation of the frequency
_ALONE = 4.0  # the line is this much (6 dB) quieter just before or just after a tone; a note has its music around it
_BESIDE_S = 0.1


@dataclass(frozen=True, slots=True)
class Burst:
    """One uninterrupted tone and its frequency; the mean of both where it has two."""

    tone: Tone
    span: Span
    hz: float


def bursts(samples: Samples) -> tuple[Burst, ...]:
    """Every burst of a tone in one channel, shape (n,), in order of start."""
    return tuple(sorted(_found(two_strongest(samples)), key=lambda burst: burst.span.start_s))


def _found(heard: TwoStrongest) -> Iterator[Burst]:
    audible = heard.energy > _FAINT
    digit = np.where(audible, _digit(heard), 0)
    for key in range(1, 17):
        yield from _bursts_of(Tone.DIGIT, digit == key, heard)
    progress = audible & _progress(heard)
    yield from _bursts_of(Tone.PROGRESS, binary_closing(progress, np.ones(_DROPOUT_FRAMES + 1)), heard)
    other = (heard.share[:, 0] > _OTHER_SHARE) & (heard.hz[:, 0] > _OTHER_FROM_HZ)
    yield from _bursts_of(Tone.OTHER, audible & ~progress & other, heard)


def _bursts_of(tone: Tone, mask: Mask, heard: TwoStrongest) -> Iterator[Burst]:
    least_frames = round(_LEAST_S[tone] / SPECTRA.hop_s)
    mean_hz = heard.mean_hz
    for run in runs(mask):
        if run.stop - run.start < least_frames:
            continue
        if tone is Tone.DIGIT or (np.std(mean_hz[run][2:-2]) < _STILL_HZ and _alone(run, heard.energy)):
            yield Burst(tone, SPECTRA.span(run), float(np.median(mean_hz[run])))


def _alone(run: slice, energy: Floats) -> bool:
    """Whether the sound began, or ended, with the tone."""
    clear, beside = SPECTRA.window // SPECTRA.hop // 2, round(_BESIDE_S / SPECTRA.hop_s)
    before = energy[max(run.start - clear - beside, 0) : max(run.start - clear, 0)]
    after = energy[run.stop + clear : run.stop + clear + beside]
    quieter = min(float(np.median(side)) if side.size else 0.0 for side in (before, after))
    return quieter * _ALONE < float(np.median(energy[run]))


def _progress(heard: TwoStrongest) -> Mask:
    low, high = _PROGRESS_HZ
    one = (heard.share[:, 0] > _PROGRESS_SHARE) & (heard.hz[:, 0] > low) & (heard.hz[:, 0] < high)
    two = np.all(np.abs(heard.pair_hz - _BUSY_PAIR_HZ) < _PAIR_WITHIN_HZ, axis=1)
    return np.asarray(one | (two & (heard.share.sum(axis=1) > _PROGRESS_SHARE)))


def _digit(heard: TwoStrongest) -> NDArray[np.int64]:
    """Which of the sixteen digits, 1..16, each frame holds; 0: none."""
    low_hz, high_hz = heard.pair_hz.T
    row = np.abs(low_hz[:, None] / _LOW_HZ - 1) < _DIGIT_WITHIN
    column = np.abs(high_hz[:, None] / _HIGH_HZ - 1) < _DIGIT_WITHIN
    is_digit = row.any(axis=1) & column.any(axis=1) & (heard.share.sum(axis=1) > _DIGIT_SHARE)
    return np.where(is_digit, 1 + 4 * row.argmax(axis=1) + column.argmax(axis=1), 0)
