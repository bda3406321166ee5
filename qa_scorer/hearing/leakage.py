"""Cross-talk: one side faintly on the other's channel is not that side speaking.

A leak is a weaker copy of the other channel, so the two are correlated there; two people talking at once are not.
Codecs that join the channels (Opus, MP3 at low bit rates) leak too, and keep the correlation.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import joined
from qa_scorer.model import Span

_FRAME_S = 0.1
_WINDOW_S = 0.3  # what is compared around a frame
_WEAKER_DB = 6.0  # a leak is at least this much weaker than the other channel
_ALIKE = 0.35  # correlation from which it is a copy; measured: leaks 0.45 to 0.99, talkover up to 0.25
_LAGS = range(-8, 9, 2)  # half a millisecond either way
_LEAST_SPEECH_S = 0.2  # what is left of a span must be this long to be speech


def without_leakage(samples: Samples, speech: Sequence[Span], other: Samples, late_s: float = 0.0) -> tuple[Span, ...]:
    """`speech` of one channel less what is the other channel leaking in; arrays of shape (n,).

    `late_s`: how much later than there it is heard here, as an echo is.
    """
    return tuple(kept for span in speech for kept in _own_voice(samples, span, other, late_s))


def _own_voice(samples: Samples, span: Span, other: Samples, late_s: float) -> Iterator[Span]:
    starts = np.arange(span.start_s, span.end_s, _FRAME_S)
    leaks = [_is_leak(*_windows(samples, other, start, late_s)) for start in starts]
    if not any(leaks):
        yield span
        return
    own = (
        Span(float(start), min(float(start) + _FRAME_S, span.end_s))
        for start, leak in zip(starts, leaks, strict=True)
        if not leak
    )
    yield from (part for part in joined(own, gap_s=_FRAME_S / 2) if part.duration_s >= _LEAST_SPEECH_S)


def _windows(
    samples: Samples, other: Samples, start_s: float, late_s: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """What is heard around a frame here, and what was said there so much earlier; of one length."""
    late, half = int(late_s * SAMPLE_RATE_HZ), int(_WINDOW_S / 2 * SAMPLE_RATE_HZ)
    middle = int((start_s + _FRAME_S / 2) * SAMPLE_RATE_HZ)
    first, last = max(late, middle - half), min(len(samples), middle + half)
    return samples[first:last].astype(np.float32), other[first - late : last - late].astype(np.float32)


def _is_leak(own: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    if len(own) <= 2 * max(_LAGS):
        return False
    own_energy, other_energy = float(np.dot(own, own)), float(np.dot(other, other))
    if own_energy * 10 ** (_WEAKER_DB / 10) > other_energy:
        return False
    reach = max(_LAGS)
    middle = own[reach:-reach]
    likeness = max(abs(float(np.dot(middle, np.roll(other, lag)[reach:-reach]))) for lag in _LAGS)
    return likeness > _ALIKE * float(np.sqrt(own_energy * other_energy))
