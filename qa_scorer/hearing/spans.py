"""Arithmetic of stretches of time. Every list of spans is ordered by start and its spans do not overlap."""

from collections.abc import Iterable, Sequence

from qa_scorer.model import Span


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
