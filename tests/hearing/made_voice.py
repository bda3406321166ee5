"""A voice made by formula, of known pitch and level, sent down a telephone line.

Syllables of 0.2 s with 0.06 s between them: impulses at the pitch through the resonances of a vowel (Klatt 1980), each
syllable gliding up or down as a Mandarin tone does. The line leaves 300-3400 Hz of it: the pitch itself is gone.
"""

import numpy as np
from scipy.signal import lfilter

from qa_scorer.hearing.sound import Samples
from qa_scorer.model import Span
from tests.hearing.telephone_line import LINE_HZ, Wave, at_level, over_the_line, silence

SYLLABLE_S, PAUSE_S = 0.2, 0.06
_VOWELS = (
    ((700, 80), (1200, 90), (2600, 120)),  # a
    ((300, 60), (2300, 100), (3000, 120)),  # i
    ((320, 60), (800, 80), (2400, 120)),  # u
)


def vowel(hz: Wave, formants: tuple[tuple[int, int], ...]) -> Wave:
    """A vowel whose pitch is `hz`, shape (n,), from sample to sample at 8 kHz."""
    sound = np.diff(np.floor(np.cumsum(hz) / LINE_HZ), prepend=0.0)
    for formant_hz, width_hz in formants:
        radius = np.exp(-np.pi * width_hz / LINE_HZ)
        turn = -2 * radius * np.cos(2 * np.pi * formant_hz / LINE_HZ)
        sound = lfilter([1], [1, turn, radius**2], sound)
    return np.asarray(sound)


def voice(seconds: float, hz: float, dbfs: float = -20.0, glide_semitones: float = 4.0, seed: int = 0) -> Wave:
    """Speech of so many seconds around the pitch `hz`; every syllable's RMS is `dbfs`."""
    rng = np.random.default_rng(seed)
    pieces = []
    for _ in range(round(seconds / (SYLLABLE_S + PAUSE_S))):
        start, end = hz * 2 ** (rng.uniform(-glide_semitones, glide_semitones, 2) / 12)
        glide = np.linspace(start, end, round(SYLLABLE_S * LINE_HZ))
        pieces += [at_level(vowel(glide, _VOWELS[rng.integers(len(_VOWELS))]), dbfs), silence(PAUSE_S)]
    return np.concatenate(pieces)


def spoken(*pieces: Wave, noise_dbfs: float = -60.0, seed: int = 0) -> tuple[Samples, tuple[Span, ...]]:
    """The pieces one after the other over the line, shape (n,) at 16 kHz, and the spans of those that sound."""
    edges = np.concatenate([[0.0], np.cumsum([len(piece) / LINE_HZ for piece in pieces])])
    spans = [Span(float(edges[k]), float(edges[k + 1])) for k, piece in enumerate(pieces) if piece.any()]
    return over_the_line(np.concatenate(pieces), noise_dbfs, seed), tuple(spans)
