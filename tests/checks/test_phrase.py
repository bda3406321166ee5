"""phrase: was a set phrase said?"""

from dataclasses import replace

from qa_scorer.checks.phrase import Params, answer
from qa_scorer.model import CallData, Outcome, Role
from qa_scorer.wording.window import Window
from tests.dialogues import call_of, said

GREETING = Params(any_of=("您好", "早上好"), within=Window(first_turns=1))
THANKS = Params(any_of=("感谢您的来电",), within=Window(last_turns=2), excused_when_released_by="customer")


def test_the_exact_words_are_met_with_quote_and_time() -> None:
    found = answer(GREETING, call_of([said("agent", 1.0, "您好，请讲。"), said("customer", 5, "我查话费")]))
    assert found.outcome is Outcome.MET
    assert found.quote.startswith("您好")
    assert found.start_s == 1.0


def test_homophones_are_met() -> None:
    found = answer(THANKS, call_of([said("agent", 1.0, "感谢你的来店"), said("customer", 5, "嗯")]))
    assert found.outcome is Outcome.MET


def test_other_words_are_missed() -> None:
    found = answer(GREETING, call_of([said("agent", 0, "什么事"), said("customer", 5, "我查话费")]))
    assert found.outcome is Outcome.MISSED


def test_the_customers_words_do_not_count_for_the_agent() -> None:
    found = answer(GREETING, call_of([said("customer", 0, "您好"), said("agent", 5, "什么事")]))
    assert found.outcome is Outcome.MISSED


def test_outside_the_window_is_missed() -> None:
    turns = [said("agent", 0, "什么事"), said("customer", 3, "查话费"), said("agent", 5, "您好")]
    assert answer(GREETING, call_of(turns)).outcome is Outcome.MISSED


def test_half_heard_is_undetermined() -> None:
    found = answer(THANKS, call_of([said("agent", 1.0, "感谢您的使用"), said("customer", 5, "嗯")]))
    assert found.outcome is Outcome.UNDETERMINED


def test_one_channel_is_undetermined() -> None:
    assert answer(GREETING, call_of([said("unknown", 0, "您好")])).outcome is Outcome.UNDETERMINED


def test_an_agent_nobody_heard_is_undetermined() -> None:
    assert answer(GREETING, call_of([said("customer", 0, "喂")])).outcome is Outcome.UNDETERMINED


def test_a_customer_who_hung_up_first_excuses_only_what_was_not_said() -> None:
    hung_up = CallData(released_by="customer")
    other = said("customer", 5, "嗯")
    excused = answer(THANKS, call_of([said("agent", 0, "好的"), other], data=hung_up))
    assert excused.outcome is Outcome.NOT_APPLICABLE
    said_it = answer(THANKS, call_of([said("agent", 0, "感谢您的来电"), other], data=hung_up))
    assert said_it.outcome is Outcome.MET


def test_who_had_time_to_say_goodbye_is_not_excused() -> None:
    params = replace(THANKS, excused_unless_said=("再见",))
    hung_up, bye = CallData(released_by="customer"), said("customer", 5, "拜拜")
    assert answer(params, call_of([said("agent", 0, "好的再见"), bye], data=hung_up)).outcome is Outcome.MISSED
    assert answer(params, call_of([said("agent", 0, "好的"), bye], data=hung_up)).outcome is Outcome.NOT_APPLICABLE


def test_a_customer_who_never_spoke_is_not_thanked_for_the_call() -> None:
    silent = call_of([said("agent", 0, "您好"), said("agent", 7, "再见")])
    thanks = Params(any_of=("感谢您的来电",), needs_customer=True)
    assert answer(thanks, silent).outcome is Outcome.NOT_APPLICABLE
    assert answer(Params(any_of=("感谢您的来电",)), silent).outcome is Outcome.MISSED


def test_the_role_can_be_the_customer() -> None:
    asked = Params(any_of=("投诉",), role=Role.CUSTOMER)
    call = call_of([said("customer", 0, "我要投诉"), said("agent", 5, "您好")])
    assert answer(asked, call).outcome is Outcome.MET
