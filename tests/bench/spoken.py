"""When the voices of a made call speak, by its truth file; and the call with its pauses drawn out."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import joined
from qa_scorer.model import Span

LONGER_S = 4.0
_PAUSE_S = 0.3  # what the sample maker counts as one
_ROUNDING_S = 0.02  # word times are kept in hundredths

Spoken = tuple[Span, ...]


def spoken(turns: Sequence[dict[str, Any]], role: str) -> Spoken:
    """The speech of `role`, pauses of 0.3 s and more left out, as the sample maker measured it."""
    spans = (span for turn in turns if turn["role"] == role for span in _words(turn["words"]))
    return joined(spans, gap_s=_PAUSE_S - _ROUNDING_S)


def _words(words: Sequence[tuple[str, float, float]]) -> Iterator[Span]:
    """Where each character is said. The characters of a line are equally long; one that is longer holds a pause."""
    usual_s = float(np.median([end_s - start_s for _, start_s, end_s in words]))
    for _, start_s, end_s in words:
        if end_s - start_s < usual_s + _PAUSE_S - _ROUNDING_S:
            yield Span(start_s, end_s)
        else:
            yield Span(start_s, start_s + usual_s / 2)
            yield Span(end_s - usual_s / 2, end_s)


def longer_pauses(samples: Samples, pauses: Spoken) -> Samples:
    """Each of `pauses` made `LONGER_S` longer, by its own middle half to and fro; shape (channels, n)."""
    pieces, last = [], 0
    for pause in pauses:
        quarter_s = pause.duration_s / 4
        first, stop = (round(s * SAMPLE_RATE_HZ) for s in (pause.start_s + quarter_s, pause.end_s - quarter_s))
        middle = samples[:, first:stop]
        there_and_back = np.concatenate([middle[:, ::-1], middle], axis=1)
        times = -(-round(LONGER_S * SAMPLE_RATE_HZ) // there_and_back.shape[1])
        pieces += [samples[:, last:stop], np.tile(there_and_back, times)[:, : round(LONGER_S * SAMPLE_RATE_HZ)]]
        last = stop
    return np.concatenate([*pieces, samples[:, last:]], axis=1)


def after(span: Span, pauses: Spoken) -> Span:
    """`span` of the call, in the call with longer pauses."""
    later_s = LONGER_S * sum(pause.start_s < span.start_s for pause in pauses)
    return Span(span.start_s + later_s, span.end_s + later_s)
