"""Voices written by hand: what they say and when."""

from qa_scorer.conversation.parties import Spoken
from qa_scorer.model import Side, Span, Word

_SECONDS_A_CHARACTER = 0.2


def voice(*lines: tuple[float, str], side: Side | None = None) -> Spoken:
    """One stretch of speech for each (start in seconds, text)."""
    spans = [Span(start_s, start_s + len(text) * _SECONDS_A_CHARACTER) for start_s, text in lines]
    words = [
        Word(
            text=char,
            start_s=start_s + place * _SECONDS_A_CHARACTER,
            end_s=start_s + (place + 1) * _SECONDS_A_CHARACTER,
            probability=0.95,
        )
        for start_s, text in lines
        for place, char in enumerate(text)
    ]
    return Spoken(speech=tuple(spans), words=tuple(words), side=side)
