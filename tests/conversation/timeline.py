"""Two parties written by hand: spans of speech, and the words said in them."""

from collections.abc import Mapping, Sequence

from qa_scorer.conversation.parties import Party, Spoken
from qa_scorer.conversation.turns import turns_of
from qa_scorer.model import Role, Span, Turn, Word

Line = tuple[float, float, str]  # start_s, end_s, words

AGENT, CUSTOMER = Role.AGENT, Role.CUSTOMER


def speech_of(lines: Mapping[Role, Sequence[Line]]) -> dict[Role, tuple[Span, ...]]:
    return {role: tuple(Span(start_s, end_s) for start_s, end_s, _ in own) for role, own in lines.items()}


def turns_said(lines: Mapping[Role, Sequence[Line]], probability: float = 0.9) -> tuple[Turn, ...]:
    """The turns that speech activity and a recogniser would make of it."""
    parties = [
        Party(
            role=role,
            voice=voice,
            spoken=Spoken(speech=speech_of(lines)[role], words=tuple(_words(own, probability))),
        )
        for voice, (role, own) in enumerate(lines.items())
    ]
    return turns_of(parties)


def _words(lines: Sequence[Line], probability: float) -> list[Word]:
    return [
        Word(
            text=char,
            start_s=start_s + place * (end_s - start_s) / len(text),
            end_s=start_s + (place + 1) * (end_s - start_s) / len(text),
            probability=probability,
        )
        for start_s, end_s, text in lines
        for place, char in enumerate(text)
    ]
