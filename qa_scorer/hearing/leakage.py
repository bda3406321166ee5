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


def without_leakage(samples: Samples, speech: Sequence[Span], other: Samples) -> tuple[Span, ...]:
    """`speech` of one channel less what is the other channel leaking in; arrays of shape (n,)."""
    return tuple(kept for span in speech for kept in _own_voice(samples, span, other))


def _own_voice(samples: Samples, span: Span, other: Samples) -> Iterator[Span]:
    starts = np.arange(span.start_s, span.end_s, _FRAME_S)
    leaks = [_is_leak(_window(samples, start), _window(other, start)) for start in starts]
    if not any(leaks):
        yield span
        return
    own = (
        Span(float(start), min(float(start) + _FRAME_S, span.end_s))
        for start, leak in zip(starts, leaks, strict=True)
        if not leak
    )
    yield from (part for part in joined(own, gap_s=_FRAME_S / 2) if part.duration_s >= _LEAST_SPEECH_S)


def _window(samples: Samples, start_s: float) -> NDArray[np.float32]:
    middle = (start_s + _FRAME_S / 2) * SAMPLE_RATE_HZ
    half = _WINDOW_S / 2 * SAMPLE_RATE_HZ
    return samples[max(0, int(middle - half)) : int(middle + half)].astype(np.float32)


def _is_leak(own: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    own_energy, other_energy = float(np.dot(own, own)), float(np.dot(other, other))
    if own_energy * 10 ** (_WEAKER_DB / 10) > other_energy:
        return False
    reach = max(_LAGS)
    middle = own[reach:-reach]
    likeness = max(abs(float(np.dot(middle, np.roll(other, lag)[reach:-reach]))) for lag in _LAGS)
    return likeness > _ALIKE * float(np.sqrt(own_energy * other_energy))
