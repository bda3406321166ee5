"""number_read_out: was the agent's own number (or name) given?"""

import pytest

from qa_scorer.checks.number_read_out import Params, answer
from qa_scorer.model import CallData, Outcome
from tests.dialogues import call_of, said

CUSTOMER = said("customer", 20, "我想查一下话费")


@pytest.mark.parametrize(
    "opening",
    [
        "您好，工号1206为您服务",
        "你好公号要二零六很高兴为您服务",
        "您好，1206号客服，请讲",
        "工号幺二零六",
        "我是张丽",
        "客服代表106请讲",
    ],
)
def test_the_own_number_or_name_is_met_however_it_was_heard(opening: str) -> None:
    assert answer(Params(), call_of([said("agent", 0, opening), CUSTOMER])).outcome is Outcome.MET


def test_no_number_is_missed() -> None:
    found = answer(Params(), call_of([said("agent", 0, "您好，请问有什么可以帮您"), CUSTOMER]))
    assert found.outcome is Outcome.MISSED


@pytest.mark.parametrize(
    "opening", ["您好，工号1226为您服务", "您好，工号1026为您服务", "您好，工号很高兴为您服务", "博士客不代表章建庭"]
)
def test_another_number_or_an_unreadable_one_is_for_a_person(opening: str) -> None:
    assert answer(Params(), call_of([said("agent", 0, opening), CUSTOMER])).outcome is Outcome.UNDETERMINED


def test_quite_another_number_is_missed_if_it_was_recognised_with_confidence() -> None:
    sure = call_of([said("agent", 0, "您好，工号2390为您服务"), CUSTOMER])
    assert answer(Params(), sure).outcome is Outcome.MISSED
    unsure = call_of([said("agent", 0, "您好，工号2390为您服务", probability=0.5), CUSTOMER])
    assert answer(Params(), unsure).outcome is Outcome.UNDETERMINED


def test_the_number_of_the_hotline_is_no_job_number() -> None:
    found = answer(Params(), call_of([said("agent", 0, "您好，欢迎致电10086，请讲"), CUSTOMER]))
    assert found.outcome is Outcome.MISSED


def test_a_number_said_later_is_missed() -> None:
    turns = [said("agent", 0, "什么事"), CUSTOMER, said("agent", 25, "好的"), said("agent", 30, "工号1206")]
    assert answer(Params(), call_of(turns)).outcome is Outcome.MISSED


def test_without_an_agent_on_record_any_job_number_will_do() -> None:
    call = call_of([said("agent", 0, "您好，工号3308"), CUSTOMER], data=CallData())
    assert answer(Params(), call).outcome is Outcome.MET
