"""Arithmetic of stretches of time. Every list of spans is ordered by start and its spans do not overlap."""

from collections.abc import Iterable, Sequence

from qa_scorer.model import Span

LEAST_LEFT_S = 0.12  # a syllable


def total_s(spans: Iterable[Span]) -> float:
    return sum(span.duration_s for span in spans)


def joined(spans: Iterable[Span], gap_s: float = 0.0) -> tuple[Span, ...]:
    """`spans` in order, those no more than `gap_s` apart (or overlapping) made one."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start_s):
        if result and span.start_s - result[-1].end_s <= gap_s:
            result[-1] = Span(result[-1].start_s, max(result[-1].end_s, span.end_s))
        else:
            result.append(span)
    return tuple(result)


def gaps(spans: Sequence[Span], duration_s: float, at_least_s: float) -> tuple[Span, ...]:
    """The stretches of 0..`duration_s` of at least `at_least_s` that no span covers."""
    edges = [0.0, *(edge for span in joined(spans) for edge in (span.start_s, span.end_s)), duration_s]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Span(start, end) for start, end in pairs if end - start >= at_least_s)


def overlap_s(span: Span, others: Iterable[Span]) -> float:
    """How many seconds of `span` the others cover."""
    return sum(max(0.0, min(span.end_s, o.end_s) - max(span.start_s, o.start_s)) for o in others)


def without(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` less what the others cover; what is left of a cut one must last `LEAST_LEFT_S`."""
    cover = joined(others)
    return tuple(piece for span in spans for piece in _cut(span, cover))


def _cut(span: Span, cover: Sequence[Span]) -> list[Span]:
    inside = [other for other in cover if overlap_s(span, [other])]
    if not inside:
        return [span]
    starts = [span.start_s, *(other.end_s for other in inside)]
    ends = [*(other.start_s for other in inside), span.end_s]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end - start >= LEAST_LEFT_S]
