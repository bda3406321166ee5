"""Speech activity + words of each party -> turns in order."""

from bisect import bisect_right
from collections.abc import Sequence

from qa_scorer.conversation.parties import Party
from qa_scorer.hearing.spans import total_s
from qa_scorer.model import Span, Turn, Word
from qa_scorer.transcript.speech_rate import count_characters

# A party that pauses longer than this has ended its turn even if the other says nothing.
_TURN_PAUSE_S = 1.5


def turns_of(parties: Sequence[Party]) -> tuple[Turn, ...]:
    """Turns ordered by start; their times come from speech activity, their words from the recogniser.

    A party's spans are one turn until another speaks after them or the pause is longer than 1.5 s. A word belongs
    to the turn of its party in which, or nearest to which, its middle lies.
    """
    held = _held(parties)
    turns = [turn for place, party in enumerate(parties) if held[place] for turn in _with_words(party, held[place])]
    return tuple(sorted(turns, key=lambda turn: (turn.start_s, turn.role)))


def _held(parties: Sequence[Party]) -> list[list[list[Span]]]:
    """For each party the spans of each of its turns."""
    spans = sorted(
        ((place, span) for place, party in enumerate(parties) for span in party.spoken.speech),
        key=lambda pair: pair[1].start_s,
    )
    held: list[list[list[Span]]] = [[] for _ in parties]
    last = -1
    for place, span in spans:
        if place == last and span.start_s - held[place][-1][-1].end_s <= _TURN_PAUSE_S:
            held[place][-1].append(span)
        else:
            held[place].append([span])
        last = place
    return held


def _with_words(party: Party, held: Sequence[Sequence[Span]]) -> list[Turn]:
    starts = [spans[0].start_s for spans in held]
    words: list[list[Word]] = [[] for _ in held]
    for word in party.spoken.words:
        words[_nearest(held, starts, (word.start_s + word.end_s) / 2)].append(word)
    return [
        Turn(
            role=party.role,
            start_s=spans[0].start_s,
            end_s=spans[-1].end_s,
            talk_s=total_s(spans),
            characters=count_characters("".join(word.text for word in own)),
            words=tuple(own),
        )
        for spans, own in zip(held, words, strict=True)
    ]


def _nearest(held: Sequence[Sequence[Span]], starts: list[float], middle_s: float) -> int:
    index = max(bisect_right(starts, middle_s) - 1, 0)
    following = index + 1
    if following < len(held) and middle_s - held[index][-1].end_s > starts[following] - middle_s:
        return following
    return index
