"""Who cut in on whom: what counts as an interruption, and above all what does not."""

import pytest

from qa_scorer.conversation.talkover import talkovers
from qa_scorer.model import Role, Talkover, TalkoverKind
from tests.conversation.timeline import AGENT, CUSTOMER, Line, speech_of, turns_said

LONG = "我上个月的话费为什么多扣了十几块钱"


def found(agent: list[Line], customer: list[Line], probability: float = 0.9) -> tuple[Talkover, ...]:
    lines = {AGENT: agent, CUSTOMER: customer}
    return talkovers(turns_said(lines, probability), speech_of(lines))


def only(agent: list[Line], customer: list[Line], probability: float = 0.9) -> Talkover:
    (talkover,) = found(agent, customer, probability)
    return talkover


def test_the_customer_breaks_off_when_the_agent_cuts_in() -> None:
    talkover = only([(3.0, 8.0, "您先听我说完")], [(0.0, 4.5, LONG)])
    assert talkover == Talkover(
        kind=TalkoverKind.INTERRUPTION,
        interrupter=AGENT,
        interrupted=CUSTOMER,
        start_s=3.0,
        end_s=4.5,
        other_stopped=True,
        words="您先听我说完",
    )


def test_an_interrupter_who_gives_up_again_has_interrupted_but_stopped_nobody() -> None:
    talkover = only([(3.0, 4.5, "您先听我说完")], [(0.0, 8.0, LONG)])
    assert talkover.kind is TalkoverKind.INTERRUPTION
    assert not talkover.other_stopped


def test_customers_interrupt_too() -> None:
    talkover = only([(0.0, 4.5, LONG)], [(3.0, 8.0, "不是这样的")])
    assert (talkover.kind, talkover.interrupter) == (TalkoverKind.INTERRUPTION, CUSTOMER)


@pytest.mark.parametrize("overlap_s", [0.2, 0.5, 0.95])
def test_under_a_second_is_an_overlap(overlap_s: float) -> None:
    talkover = only([(4.5 - overlap_s, 8.0, "您先听我说完")], [(0.0, 4.5, LONG)])
    assert talkover.kind is TalkoverKind.OVERLAP


def test_the_edges_of_speech_activity_make_no_talkover() -> None:
    assert found([(4.45, 8.0, "您先听我说完")], [(0.0, 4.5, LONG)]) == ()


@pytest.mark.parametrize("sign", ["嗯", "好的", "明白。", "对对对", "哦，是的", "队"])
def test_a_listeners_sign_is_a_backchannel_by_its_words_or_their_sound(sign: str) -> None:
    talkover = only([(3.0, 3.6, sign)], [(0.0, 8.0, LONG)])
    assert (talkover.kind, talkover.other_stopped) == (TalkoverKind.BACKCHANNEL, False)


def test_a_sign_longer_than_a_second_is_a_backchannel_by_its_words() -> None:
    assert only([(3.0, 4.6, "对对对对是的是的")], [(0.0, 8.0, LONG)]).kind is TalkoverKind.BACKCHANNEL


def test_a_sign_is_never_an_interruption_even_where_the_other_stops_during_it() -> None:
    """The speaker's end and the listener's 好的好的好的 fall together; the agent then speaks on."""
    talkover = only([(3.0, 4.6, "好的好的好的"), (5.4, 7.0, "我来查询")], [(0.0, 4.4, LONG)])
    assert talkover.kind is TalkoverKind.OVERLAP


def test_a_sign_that_goes_over_into_speaking_takes_the_floor() -> None:
    talkover = only([(3.0, 3.4, "好的"), (3.7, 8.0, "那我现在为您办理")], [(0.0, 5.2, LONG)])
    assert (talkover.kind, talkover.other_stopped) == (TalkoverKind.INTERRUPTION, True)


@pytest.mark.parametrize(("words", "probability"), [("", 0.9), ("名牌", 0.3)])
def test_what_was_not_understood_is_a_backchannel_by_its_length(words: str, probability: float) -> None:
    talkover = only([(3.0, 3.6, words)], [(0.0, 8.0, LONG)], probability)
    assert talkover.kind is TalkoverKind.BACKCHANNEL


def test_what_was_not_understood_for_longer_is_an_interruption() -> None:
    assert only([(3.0, 4.6, "")], [(0.0, 8.0, LONG)]).kind is TalkoverKind.INTERRUPTION


def test_who_draws_breath_is_still_speaking() -> None:
    """Cutting in between two clauses is the agent's interruption, and going on is not the customer's."""
    talkover = only([(3.2, 8.0, "您先听我说完")], [(0.0, 3.0, LONG), (3.4, 5.0, "而且我")])
    assert (talkover.kind, talkover.interrupter) == (TalkoverKind.INTERRUPTION, AGENT)
    assert (talkover.start_s, talkover.end_s) == (3.4, 5.0)


def test_a_pause_in_the_talkover_does_not_count_as_talking_at_once() -> None:
    talkover = only([(3.0, 8.0, "您先听我说完")], [(0.0, 3.6, LONG), (4.0, 4.3, "啊")])
    assert talkover.duration_s == pytest.approx(1.3)
    assert talkover.kind is TalkoverKind.OVERLAP


def test_both_beginning_at_once_cut_in_on_nobody() -> None:
    assert only([(0.2, 3.0, "您先听我说完")], [(0.0, 5.0, LONG)]).kind is TalkoverKind.OVERLAP


def test_taking_turns_is_no_talkover() -> None:
    assert found([(0.0, 3.0, "您好"), (6.0, 8.0, "好的")], [(3.2, 5.8, LONG)]) == ()


def test_nothing_is_said_of_voices_whose_roles_are_unknown() -> None:
    lines = {Role.UNKNOWN: [(0.0, 8.0, LONG)], Role.SYSTEM: [(3.0, 6.0, "您的电话正在接通")]}
    assert talkovers(turns_said(lines), speech_of(lines)) == ()


def test_a_call_that_is_all_overlap_is_one_talkover() -> None:
    assert only([(0.0, 60.0, LONG)], [(1.0, 60.0, LONG)]).duration_s == 59.0
