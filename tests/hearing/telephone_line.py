"""Tones and music made by formula and sent down a telephone line: band 300-3400 Hz, line noise, G.711 A-law, 8 kHz."""

from collections.abc import Sequence

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, sosfilt

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

Wave = NDArray[np.float64]  # shape (n,), at LINE_HZ, full scale 1

LINE_HZ = 8000
_A = 87.6
_BAND = butter(4, [300, 3400], "bandpass", fs=LINE_HZ, output="sos")
_SCALE_HZ = 220 * 2 ** (np.array([0, 2, 4, 7, 9, 12, 14, 16, 19, 21]) / 12)  # pentatonic on A


def over_the_line(wave: Wave, noise_dbfs: float = -55.0, seed: int = 0) -> Samples:
    """What the recorder keeps of `wave`, as the house hears it: int16 at 16 kHz, shape (2 n,)."""
    noise = np.random.default_rng(seed).normal(size=len(wave)) * 10 ** (noise_dbfs / 20)
    heard = soxr.resample(_a_law(np.clip(sosfilt(_BAND, wave + noise), -1, 1)), LINE_HZ, SAMPLE_RATE_HZ)
    samples: Samples = np.clip(heard * 32768, -32768, 32767).astype(np.int16)
    return samples


def _a_law(wave: Wave) -> Wave:
    """G.711 A-law and back: 8 bits, logarithmic."""
    size, knee = np.abs(wave), 1 + np.log(_A)
    packed = np.where(size < 1 / _A, _A * size, 1 + np.log(np.maximum(_A * size, 1))) / knee
    steps = (np.floor(packed * 128) + 0.5) / 128
    return np.asarray(np.sign(wave) * np.where(steps < 1 / knee, steps * knee / _A, np.exp(steps * knee - 1) / _A))


def at_level(wave: Wave, dbfs: float) -> Wave:
    """`wave` with an RMS of `dbfs` where it sounds."""
    sounding = wave[np.abs(wave) > 1e-6]
    return np.asarray(wave * 10 ** (dbfs / 20) / np.sqrt(np.mean(sounding**2)))


def tone(hz: Sequence[float], seconds: float, dbfs: float) -> Wave:
    """Sines of equal strength."""
    return at_level(np.sum([np.sin(2 * np.pi * f * _time(seconds)) for f in hz], axis=0), dbfs)


def silence(seconds: float) -> Wave:
    return np.zeros(round(seconds * LINE_HZ))


def rhythm(hz: Sequence[float], on_off_s: Sequence[float], times: int, dbfs: float) -> Wave:
    """A tone switched on and off, `times` over; it ends with the last time it is on."""
    pieces = [tone(hz, s, dbfs) if place % 2 == 0 else silence(s) for place, s in enumerate([*on_off_s] * times)]
    return np.concatenate(pieces[:-1])


def melody(seconds: float, seed: int = 0) -> Wave:
    """One voice of FM bells (ratio 1:2), two or three notes a second."""
    return np.concatenate([_bell(hz, s) for hz, s in _notes(seconds, (0.3, 0.5), seed)])


def guitar(seconds: float, seed: int = 0) -> Wave:
    """Plucked strings (Karplus-Strong), broken chords."""
    return np.concatenate([_string(hz, s, seed) for hz, s in _notes(seconds, (0.25, 0.25), seed)])


def chords(seconds: float, seed: int = 0) -> Wave:
    """An organ: three-note chords of six partials, one and a half seconds each."""
    notes = _notes(seconds, (1.5, 1.5), seed)
    return np.concatenate([np.sum([_organ(hz * k, s) for k in (1, 1.26, 1.5)], axis=0) for hz, s in notes])


def band(seconds: float, seed: int = 0) -> Wave:
    """Chords, a melody over them, and drums."""
    drums = np.concatenate([_drum(0.5, seed + beat) for beat in range(round(seconds * 2))])
    parts = [at_level(chords(seconds, seed), -20), at_level(melody(seconds, seed), -20), at_level(drums, -24)]
    length = min(len(part) for part in parts)
    return np.asarray(np.sum([part[:length] for part in parts], axis=0))


MUSIC = {"melody": melody, "guitar": guitar, "chords": chords, "band": band}


def held_vowel(seconds: float, hz: float, glide: float = 0.04, seed: int = 0) -> Wave:
    """A syllable dragged out: pulses of about `hz` that sink by `glide` and waver, through the formants of 嗯 or 啊."""
    time = _time(seconds)
    wavering = 0.01 * np.cumsum(np.random.default_rng(seed).normal(size=len(time))) / np.sqrt(LINE_HZ)
    phase = np.cumsum(hz * (1 - glide * time / seconds + wavering)) / LINE_HZ
    pulses = np.diff(np.floor(phase), prepend=0)
    for formant_hz, width_hz in ((700, 90), (1200, 110), (2600, 160)):
        pole = np.exp(-np.pi * width_hz / LINE_HZ)
        pulses = lfilter([1.0], [1, -2 * pole * np.cos(2 * np.pi * formant_hz / LINE_HZ), pole**2], pulses)
    return np.asarray(pulses)


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * LINE_HZ)) / LINE_HZ


def _notes(seconds: float, lengths_s: tuple[float, float], seed: int) -> list[tuple[float, float]]:
    """(frequency, length) of notes of the scale, at random, for `seconds`."""
    random, notes, left = np.random.default_rng(seed), [], seconds
    while left > 1e-9:
        notes.append((float(random.choice(_SCALE_HZ)), min(float(random.choice(lengths_s)), left)))
        left -= notes[-1][1]
    return notes


def _bell(hz: float, seconds: float) -> Wave:
    time = _time(seconds)
    modulator = 2 * np.exp(-4 * time) * np.sin(4 * np.pi * hz * time)
    return np.asarray(np.exp(-3 * time) * np.sin(2 * np.pi * hz * time + modulator))


def _string(hz: float, seconds: float, seed: int) -> Wave:
    period = round(LINE_HZ / hz)
    pluck = np.zeros(round(seconds * LINE_HZ))
    pluck[:period] = np.random.default_rng(seed).uniform(-1, 1, period)
    return np.asarray(lfilter([1.0], [1, *np.zeros(period - 1), -0.498, -0.498], pluck))


def _organ(hz: float, seconds: float) -> Wave:
    return np.asarray(np.sum([np.sin(2 * np.pi * k * hz * _time(seconds)) / k for k in range(1, 7)], axis=0))


def _drum(seconds: float, seed: int) -> Wave:
    time = _time(seconds)
    return np.exp(-25 * time) * np.random.default_rng(seed).normal(size=len(time))
