"""How long each party let the other wait for an answer."""

import pytest

from qa_scorer.conversation.responses import responses
from qa_scorer.model import Response, Role
from tests.conversation.timeline import AGENT, CUSTOMER, Line, turns_said


def found(agent: list[Line], customer: list[Line]) -> list[tuple[Role, float]]:
    turns = turns_said({AGENT: agent, CUSTOMER: customer})
    return [(response.role, round(response.wait_s, 3)) for response in responses(turns)]


def test_each_passing_of_the_floor_has_its_wait() -> None:
    turns = turns_said({AGENT: [(0, 2, "您好"), (6, 7, "好的")], CUSTOMER: [(2.5, 4, "我的卡坏了")]})
    assert responses(turns) == (
        Response(role=CUSTOMER, start_s=2, end_s=2.5),
        Response(role=AGENT, start_s=4, end_s=6),
    )


def test_who_begins_before_the_other_has_ended_answers_at_once() -> None:
    (response,) = responses(turns_said({AGENT: [(0, 4, "您好")], CUSTOMER: [(3.5, 6, "我的卡坏了")]}))
    assert (response.start_s, response.wait_s) == (3.5, 0)


@pytest.mark.parametrize("agent", [(2.0, 2.4, "嗯"), (2.0, 4.0, "您先听我说")])
def test_a_listeners_sign_and_an_interruption_given_up_take_no_floor(agent: Line) -> None:
    assert found([agent, (9.0, 10.0, "好的")], [(0, 8, "我上个月的话费")]) == [(AGENT, 1.0)]


def test_a_sign_while_the_other_draws_breath_takes_none_either() -> None:
    assert found([(3.1, 3.3, "嗯"), (9.0, 10.0, "好的")], [(0, 3, "我上个月"), (3.45, 8, "的话费")]) == [(AGENT, 1.0)]


def test_a_short_answer_is_an_answer() -> None:
    agent = [(0.0, 2.0, "是这个号码吗"), (4.0, 6.0, "已经办好")]
    assert found(agent, [(2.6, 3.0, "对")]) == [(CUSTOMER, 0.6), (AGENT, 1.0)]


def test_going_on_oneself_after_a_pause_is_no_response() -> None:
    assert found([(0, 2, "您好"), (8, 9, "您好")], [(9.5, 10, "你好")]) == [(CUSTOMER, 0.5)]


def test_machines_and_unknown_voices_have_none() -> None:
    turns = turns_said({Role.SYSTEM: [(0, 3, "欢迎")], AGENT: [(4, 5, "您好")], Role.UNKNOWN: [(6, 7, "喂")]})
    assert responses(turns) == ()
