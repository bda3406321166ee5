"""Cross-talk: one side faintly on the other's channel is not that side speaking."""

from collections.abc import Sequence

import numpy as np

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

# A leak is this much weaker than the channel's own voice, and than the other channel at that moment.
_WEAKER_DB = 12.0


def without_leakage(samples: Samples, speech: Sequence[Span], other: Samples) -> tuple[Span, ...]:
    """`speech` of one channel less the spans that are the other channel leaking in; arrays of shape (n,)."""
    if not speech:
        return ()
    levels = [_level_db(samples, span) for span in speech]
    own = max(levels, default=-np.inf)
    return tuple(
        span
        for span, level in zip(speech, levels, strict=True)
        if level > own - _WEAKER_DB or level > _level_db(other, span) - _WEAKER_DB
    )


def _level_db(samples: Samples, span: Span) -> float:
    piece = samples[round(span.start_s * SAMPLE_RATE_HZ) : round(span.end_s * SAMPLE_RATE_HZ)].astype(np.float32)
    return float(10 * np.log10(np.mean(piece * piece) + 1e-3)) if piece.size else -np.inf
