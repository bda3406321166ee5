"""Speech activity and words become turns in order."""

from collections.abc import Mapping, Sequence

from qa_scorer.conversation.parties import Party, Spoken
from qa_scorer.conversation.turns import turns_of
from qa_scorer.model import Role, Span, Turn, Word

A, C = Role.AGENT, Role.CUSTOMER


def turns(
    speech: Mapping[Role, Sequence[Span]], words: Mapping[Role, Sequence[Word]] | None = None
) -> tuple[Turn, ...]:
    said = words or {}
    return turns_of(
        [
            Party(role=role, voice=place, spoken=Spoken(speech=tuple(spans), words=tuple(said.get(role, ()))))
            for place, (role, spans) in enumerate(speech.items())
        ]
    )


def word(text: str, start_s: float) -> Word:
    return Word(text=text, start_s=start_s, end_s=start_s + 0.2, probability=0.9)


def test_sides_alternate_in_order_of_time() -> None:
    found = turns({A: [Span(0, 2), Span(6, 8)], C: [Span(3, 5)]})
    assert [(turn.role, turn.start_s, turn.end_s) for turn in found] == [(A, 0, 2), (C, 3, 5), (A, 6, 8)]


def test_a_short_pause_stays_in_the_turn_and_a_long_one_ends_it() -> None:
    found = turns({A: [Span(0, 2), Span(3, 4), Span(7, 8)]})
    assert [(turn.start_s, turn.end_s, turn.talk_s) for turn in found] == [(0, 4, 3), (7, 8, 1)]


def test_talkover_gives_both_sides_their_turn() -> None:
    found = turns({A: [Span(0, 6)], C: [Span(4, 8)]})
    assert [(turn.role, turn.start_s, turn.end_s) for turn in found] == [(A, 0, 6), (C, 4, 8)]


def test_a_word_belongs_to_the_turn_of_its_side_at_or_nearest_its_middle() -> None:
    speech = {A: [Span(0, 2), Span(6, 8)], C: [Span(3, 5)]}
    words = {A: [word("您", 0.1), word("好", 2.3), word("请", 5.5)], C: [word("喂", 3.0)]}
    assert [(turn.role, turn.text) for turn in turns(speech, words)] == [(A, "您好"), (C, "喂"), (A, "请")]


def test_characters_are_counted_as_spoken() -> None:
    (turn,) = turns({A: [Span(0, 2)]}, {A: [word("工号", 0.1), word("1206，", 0.5)]})
    assert turn.characters == 6


def test_no_speech_is_no_turns() -> None:
    assert turns({A: [], C: []}) == ()
