"""Where a voice is suddenly raised."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from qa_scorer.hearing.levels import FRAME_S, Levels, frames_in
from qa_scorer.hearing.spans import joined
from qa_scorer.hearing.spectra import runs
from qa_scorer.model import Rise, Span

# Vocal effort by ANSI S3.5-1997, table 1: normal 62.4 dB, raised 68.3 (+6), loud 74.9 (+12.5), shouted 82.3 (+20).
# So 8 dB is more than raised. Ordinary stress came to 6.5 dB at most on the twenty calls it was tried on; of phrases
# made 12 dB louder 95 in a hundred are found, of those 10 dB louder 93, 8 dB louder 78.
RISE_DB: Final = 8.0
_WINDOW = round(0.5 / FRAME_S)
_HALF = _WINDOW // 2
# A stressed syllable, a cough or a knock of 0.2 s is loud enough for half a second. So 0.3 s of it must be loud, with
# 2 dB to spare for the dips between syllables.
_LOUD_FRAMES = round(0.3 / FRAME_S)
_SPARE = 10 ** (2.0 / 10)
_REMEMBERED = round(30.0 / FRAME_S)
_LEAST_HEARD = round(3.0 / FRAME_S)
_ONE_RISE_S = 1.0  # a pause no longer than this does not end it


def sudden_rises(levels: Levels, speech: Sequence[Span], rise_db: float = RISE_DB) -> tuple[Rise, ...]:
    """Stretches of at least half a second in which a voice is `rise_db` louder than it was so far.

    `levels` as `frame_levels_dbfs` gives them. In half a second of unbroken speech both halves must be that much
    louder, and 0.3 s of its frames to within 2 dB, than the energy mean of all half seconds that ended before it in
    the last 30 s of this party's speech; at least 3 s of it must have been heard. Stretches no more than a second
    apart are one rise; `rise_db` of it is that of its loudest half second. A voice that stays loud is soon no longer
    sudden: what is remembered grows loud as well.
    """
    if len(levels) < _WINDOW:
        return ()
    windows = sliding_window_view(10 ** (levels / 10), _WINDOW)
    unbroken = np.flatnonzero(sliding_window_view(frames_in(speech, len(levels)), _WINDOW).all(axis=1))
    above_db = np.full(len(levels), -np.inf)  # by the first frame of each half second
    above_db[unbroken] = _sustained_dbfs(windows[unbroken]) - _so_far_dbfs(windows[unbroken].mean(axis=1))
    loud = [Span(run.start * FRAME_S, (run.stop - 1 + _WINDOW) * FRAME_S) for run in runs(above_db >= rise_db)]
    return tuple(_rise(span, above_db) for span in joined(loud, gap_s=_ONE_RISE_S))


def _sustained_dbfs(windows: Levels) -> Levels:
    """The level each window, shape (windows, 10) of power, keeps up: shape (windows,)."""
    weaker_half = np.minimum(windows[:, :_HALF].mean(axis=1), windows[:, _HALF:].mean(axis=1))
    least_loud = np.partition(windows, -_LOUD_FRAMES, axis=1)[:, -_LOUD_FRAMES]
    return np.asarray(10 * np.log10(np.minimum(weaker_half, _SPARE * least_loud)))


def _so_far_dbfs(power: Levels) -> Levels:
    """The energy mean of what was heard before each window, shape (windows,); infinite where that is too little."""
    heard = np.maximum(np.arange(len(power)) - _WINDOW + 1, 0)
    remembered = np.minimum(heard, _REMEMBERED)
    total = np.concatenate([[0.0], np.cumsum(power)])
    mean = (total[heard] - total[heard - remembered]) / np.maximum(remembered, 1)
    enough = remembered >= _LEAST_HEARD
    return np.where(enough, 10 * np.log10(np.where(enough, mean, 1.0)), np.inf)


def _rise(span: Span, above_db: Levels) -> Rise:
    first, last = round(span.start_s / FRAME_S), round(span.end_s / FRAME_S)
    return Rise(start_s=span.start_s, end_s=span.end_s, rise_db=float(above_db[first:last].max()))
