"""confirmed: was it said again and confirmed?"""

import pytest

from qa_scorer.checks.confirmed import Params, answer
from qa_scorer.model import Outcome, Turn
from tests.dialogues import call_of, said, sound

RESTATE = Params(any_of=("您反映的{*}是吗",), repeats_number=True, needed="number", needed_for=("我要投诉",))
SUMMARY = Params(any_of=("您反映的{*}是吗",), volunteered=("明白了",))
AGAIN = said("agent", 10, "您反映的是网速慢是吗")  # until 12.0
COMPLAINT, QUERY = said("customer", 3, "我要投诉网速慢"), said("customer", 3, "我查一下话费")


def outcome(params: Params, *turns: Turn) -> Outcome:
    return answer(params, call_of([said("agent", 0, "您好"), *turns])).outcome


def test_said_again_and_answered_is_met() -> None:
    assert outcome(RESTATE, COMPLAINT, AGAIN, said("customer", 12.5, "对"), said("agent", 14, "好")) is Outcome.MET
    assert outcome(RESTATE, COMPLAINT, AGAIN, sound("customer", 12.5, 12.9), said("agent", 13, "好")) is Outcome.MET


def test_time_left_for_the_answer_is_enough() -> None:
    assert outcome(SUMMARY, COMPLAINT, AGAIN, said("agent", 15.5, "给您登记")) is Outcome.MET
    assert outcome(SUMMARY, COMPLAINT, AGAIN) is Outcome.MET


def test_going_straight_on_is_half_of_it() -> None:
    found = answer(SUMMARY, call_of([COMPLAINT, said("agent", 10, "您反映的是网速慢是吗好给您登记")]))
    assert (found.outcome, found.degree) == (Outcome.MISSED, 0.5)


def test_a_number_said_again_will_do() -> None:
    number = said("customer", 3, "我的号码是13955502218")
    assert outcome(RESTATE, number, said("agent", 10, "一三九五五五零二二一八")) is Outcome.MET
    assert outcome(RESTATE, number, said("agent", 10, "一三九五五零二二一八")) is Outcome.MET  # a digit was lost
    assert outcome(RESTATE, number, said("agent", 10, "好的已经办好了")) is Outcome.MISSED
    assert (
        outcome(RESTATE, said("agent", 1, "一三九五五五零二二一八"), number, said("agent", 10, "好")) is Outcome.MISSED
    )
    assert outcome(SUMMARY, number, said("agent", 10, "一三九五五五零二二一八")) is Outcome.MISSED


def test_where_nothing_calls_for_it_it_does_not_apply() -> None:
    assert outcome(RESTATE, QUERY, said("agent", 10, "五十元")) is Outcome.NOT_APPLICABLE
    assert outcome(RESTATE, COMPLAINT, said("agent", 10, "知道了")) is Outcome.MISSED
    assert outcome(SUMMARY, QUERY, said("agent", 10, "五十元")) is Outcome.MISSED
    assert outcome(SUMMARY) is Outcome.NOT_APPLICABLE


def test_a_customer_may_confirm_unasked() -> None:
    assert outcome(SUMMARY, QUERY, said("agent", 10, "五十元"), said("customer", 14, "哦明白了")) is Outcome.MET


def test_words_half_heard_are_for_a_person() -> None:
    half = said("agent", 10, "您反映的网速慢")
    found = answer(SUMMARY, call_of([said("agent", 0, "您好"), COMPLAINT, half]))
    assert found.outcome is Outcome.UNDETERMINED
    assert outcome(SUMMARY, COMPLAINT, sound("agent", 10, 14)) is Outcome.UNDETERMINED


def test_without_roles_nobody_can_tell() -> None:
    assert answer(SUMMARY, call_of([said("unknown", 0, "您反映的是网速慢是吗")])).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize("needed", ["always", "number"])
def test_it_is_met_whether_needed_or_not(needed: str) -> None:
    params = Params(any_of=("是吗",), needed=needed)  # type: ignore[arg-type]  # one of the two
    assert outcome(params, QUERY, said("agent", 10, "是吗"), said("customer", 12, "对")) is Outcome.MET
