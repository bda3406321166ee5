"""Speech activity + words of each side -> turns in order."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby

from qa_scorer.model import Role, Span, Turn, Word

# A side that pauses longer than this has ended its turn even if the other says nothing.
_TURN_PAUSE_S = 1.5


def turns_of(speech: Mapping[Role, Sequence[Span]], words: Mapping[Role, Sequence[Word]]) -> tuple[Turn, ...]:
    """Turns ordered by start; their times come from speech activity, their words from the recogniser.

    A side's spans are one turn until the other side speaks after them or the pause is longer than 1.5 s. A word
    belongs to the turn of its side in which, or nearest to which, its middle lies.
    """
    spans = sorted(((span.start_s, role, span) for role in speech for span in speech[role]), key=lambda s: s[0])
    held: list[tuple[Role, Span]] = []
    for _, role, span in spans:
        if held and held[-1][0] is role and span.start_s - held[-1][1].end_s <= _TURN_PAUSE_S:
            held[-1] = (role, Span(held[-1][1].start_s, span.end_s))
        else:
            held.append((role, span))
    turns: list[Turn] = []
    for role, own in groupby(sorted(held, key=lambda turn: turn[0]), key=lambda turn: turn[0]):
        turns.extend(_with_words(role, [span for _, span in own], words.get(role, ())))
    return tuple(sorted(turns, key=lambda turn: (turn.start_s, turn.role)))


def _with_words(role: Role, spans: list[Span], words: Sequence[Word]) -> list[Turn]:
    starts = [span.start_s for span in spans]
    held: list[list[Word]] = [[] for _ in spans]
    for word in words:
        held[_nearest(spans, starts, (word.start_s + word.end_s) / 2)].append(word)
    return [
        Turn(role=role, start_s=span.start_s, end_s=span.end_s, words=tuple(own))
        for span, own in zip(spans, held, strict=True)
    ]


def _nearest(spans: list[Span], starts: list[float], middle_s: float) -> int:
    index = max(bisect_right(starts, middle_s) - 1, 0)
    following = index + 1
    if following < len(spans) and middle_s - spans[index].end_s > spans[following].start_s - middle_s:
        return following
    return index
