"""waits_for_answer: after a question, did the agent wait for the answer?"""

from dataclasses import replace

import pytest

from qa_scorer.checks.waits_for_answer import Params, answer
from qa_scorer.model import Call, CallData, ChannelLayout, Outcome, Turn, Word
from qa_scorer.wording.window import Window
from tests.dialogues import call_of, said, sound

ASK = "请问还有其他可以帮您的吗"  # 2.4 s
QUESTION = Params(any_of=("还有其他可以帮您的吗", "还有什么需要帮助"), within=Window(last_turns=5))
CUSTOMER = said("customer", 5, "我查话费")
BYE = "感谢您的来电再见"


def call_with(*turns: Turn, **more: object) -> Call:
    return call_of([said("agent", 0, "您好"), CUSTOMER, *turns], **more)  # type: ignore[arg-type]  # call_of's own names


def test_an_answer_before_the_agent_goes_on_is_met() -> None:
    call = call_with(said("agent", 30, ASK), said("customer", 33, "没有了"), said("agent", 34, BYE))
    assert answer(QUESTION, call).outcome is Outcome.MET


def test_the_mark_behind_a_short_last_syllable_is_not_what_the_agent_says_next() -> None:
    asked = said("agent", 30, ASK[:-1])
    last = Word(text="吗?", start_s=asked.end_s, end_s=asked.end_s + 0.07, probability=0.95)
    asked = replace(asked, words=(*asked.words, last), end_s=last.end_s)
    call = call_with(asked, said("customer", 33.2, "没有了"), said("agent", 34.5, BYE))
    assert answer(QUESTION, call).outcome is Outcome.MET


def test_an_answer_that_was_not_understood_is_an_answer() -> None:
    call = call_with(said("agent", 30, ASK), sound("customer", 32.6, 33), said("agent", 33.2, BYE))
    assert answer(QUESTION, call).outcome is Outcome.MET


def test_an_answer_into_the_end_of_the_question_is_one() -> None:
    call = call_with(said("agent", 30, ASK), sound("customer", 31.5, 32.2), said("agent", 32.5, BYE))
    assert answer(QUESTION, call).outcome is Outcome.MET


def test_going_on_in_the_same_breath_is_missed() -> None:
    found = answer(QUESTION, call_with(said("agent", 30, ASK + BYE)))
    assert found.outcome is Outcome.MISSED
    assert found.degree == pytest.approx(0, abs=0.01)
    assert found.quote.endswith("再见")


@pytest.mark.parametrize(("pause", "degree"), [(1.5, 0.5), (3.0, 1.0), (6.0, 1.0)])
def test_a_pause_without_an_answer_is_graded(pause: float, degree: float) -> None:
    found = answer(QUESTION, call_with(said("agent", 30, ASK), said("agent", 32.4 + pause, BYE)))
    assert found.degree == pytest.approx(degree)
    assert found.outcome is (Outcome.MET if degree == 1 else Outcome.MISSED)


@pytest.mark.parametrize(
    "words",
    ["还有什么需要帮助的地方吗", "您看还有什么需要帮助处理的妈", "还有其他可以帮您处理的吗", "还有什么需要帮助的地方"],
)
def test_the_rest_of_the_question_is_not_what_comes_after_it(words: str) -> None:
    whole = said("agent", 30, words)
    assert answer(QUESTION, call_with(whole, said("agent", whole.end_s + 3.1, BYE))).outcome is Outcome.MET


def test_a_question_whose_end_was_not_heard_accuses_nobody() -> None:
    call = call_with(said("agent", 30, "还有什么需要帮助"), said("agent", 32.2, BYE))
    assert answer(QUESTION, call).outcome is Outcome.UNDETERMINED


def test_the_last_time_it_was_asked_counts() -> None:
    again = [said("agent", 30, ASK + "还有什么需要帮助吗"), said("customer", 36, "没有")]
    assert answer(QUESTION, call_with(*again, said("agent", 38, BYE))).outcome is Outcome.MET


def test_it_does_not_apply_where_it_was_not_asked() -> None:
    assert answer(QUESTION, call_with(said("agent", 30, BYE))).outcome is Outcome.NOT_APPLICABLE


def test_a_question_half_heard_is_for_a_person() -> None:
    half = said("agent", 30, "还有其他业务帮您办吗")
    assert answer(QUESTION, call_with(half, said("agent", 32, BYE))).outcome is Outcome.UNDETERMINED
    assert answer(QUESTION, call_with(half, said("customer", 32.5, "没有"))).outcome is Outcome.UNDETERMINED


def test_one_surely_asked_counts_before_a_later_one_half_heard() -> None:
    call = call_with(said("agent", 30, ASK), said("customer", 33, "没有"), said("agent", 35, "还有其他业务帮您办吗"))
    assert answer(QUESTION, call).outcome is Outcome.MET


def test_on_a_shared_channel_the_answer_may_be_the_customers() -> None:
    call = call_with(said("agent", 30, ASK + "没有了好的" + BYE), layout=ChannelLayout.MONO)
    assert answer(QUESTION, call).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    ("released_by", "duration_s", "outcome"),
    [("customer", 33, Outcome.MET), ("", 33, Outcome.UNDETERMINED), ("agent", 36, Outcome.MET)],
)
def test_a_call_that_ends_with_the_question(released_by: str, duration_s: float, outcome: Outcome) -> None:
    data = CallData(agent_id="1206", released_by=released_by)
    assert answer(QUESTION, call_with(said("agent", 30, ASK), data=data, duration_s=duration_s)).outcome is outcome


def test_no_wait_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="over 0"):
        Params(any_of=("好吗",), least_wait_s=0)
