"""Steady noise that is loud enough to be in the way: hiss, hum, a fan, a bad line."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.ndimage import uniform_filter1d

from qa_scorer.hearing.ridges import SPECTRA, Ridges
from qa_scorer.hearing.spectra import runs
from qa_scorer.model import Span

# An idle telephone line lies at or below -65 dBm0 (ITU-T G.712), speech at about -20 dBFS: here 25 dB are left of it.
LOUD_DBFS: Final = -45.0
_STEADY_DB = 1.5  # standard deviation over a second; white noise has 0.3, speech about 10
_SECOND = round(1.0 / SPECTRA.hop_s)
_LEAST_S = 2.0


def noise_spans(heard: Ridges, others: Sequence[Span]) -> tuple[Span, ...]:
    """Steady noise of at least `LOUD_DBFS` between 300 and 3400 Hz where none of `others` is."""
    level_db = 10 * np.log10(heard.energy + 1e-12)
    spans = []
    for free in runs(heard.free_of(others)):
        mean_db = uniform_filter1d(level_db[free], _SECOND, mode="nearest")
        variance = uniform_filter1d(level_db[free] ** 2, _SECOND, mode="nearest") - mean_db**2
        steady = (mean_db > LOUD_DBFS) & (variance < _STEADY_DB**2)
        spans += [SPECTRA.span(slice(free.start + run.start, free.start + run.stop)) for run in runs(steady)]
    return tuple(span for span in spans if span.duration_s >= _LEAST_S)
