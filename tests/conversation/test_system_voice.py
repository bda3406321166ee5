"""Recorded prompts before the agent are a machine's; an agent's own head never is."""

import pytest

from qa_scorer.conversation.system_voice import system_heads
from qa_scorer.model import LineSound, LineSoundKind, Span
from tests.conversation.spoken import voice

_GREETING = "您好工号1206很高兴为您服务"
_CUSTOMER = voice((30.0, "我想查一下话费"), side="right")


@pytest.mark.parametrize(
    "prompt",
    [
        "欢迎致电云海电信话费查询请按一人工服务请按零",
        "为了保证服务质量您的通话可能会被录音",
        "坐席正忙请不要挂机正在为您转接人工服务",
        "普通话请按一英文服务请按二",
        "幺二零六号话务员为您服务",
    ],
)
def test_a_prompt_ends_where_the_agent_begins(prompt: str) -> None:
    line = voice((0.5, prompt), (12.0, _GREETING), side="left")
    (head_s, none) = system_heads([line, _CUSTOMER], ())
    assert line.speech[0].end_s <= head_s < 12.0
    assert none == 0.0


def test_a_welcome_before_ringing_is_the_machines() -> None:
    line = voice((0.5, "您好欢迎致电云海电信"), (15.0, _GREETING), side="left")
    ringing = LineSound(LineSoundKind.RING_BACK, Span(4.0, 14.0), "left")
    assert system_heads([line, _CUSTOMER], [ringing])[0] == line.speech[0].end_s


def test_a_welcome_soon_followed_by_another_greeting_is_the_machines() -> None:
    line = voice((0.5, "您好欢迎致电云海电信"), (4.0, _GREETING), side="left")
    assert system_heads([line, _CUSTOMER], ())[0] == line.speech[0].end_s


@pytest.mark.parametrize(
    "lines",
    [
        [(0.5, "上午好欢迎致电云海电信我是客服代表林晓雯"), (6.0, "请问有什么可以帮您")],
        [(0.5, "您好"), (1.5, "很高兴为您服务")],
        [(0.5, _GREETING), (12.0, "您好请问您听得到吗")],  # into a silence
        [(0.5, _GREETING), (40.0, "请您稍等正在为您转接")],  # an agent may say so, later
    ],
)
def test_an_agents_head_stays_the_agents(lines: list[tuple[float, str]]) -> None:
    assert system_heads([voice(*lines, side="left"), _CUSTOMER], ()) == (0.0, 0.0)


def test_on_a_single_channel_the_prompt_may_be_a_voice_of_its_own() -> None:
    machine, agent, customer = voice((0.5, "普通话请按一")), voice((6.0, _GREETING)), voice((12.0, "我想查话费"))
    heads_s = system_heads([machine, agent, customer], ())
    assert heads_s[0] >= machine.speech[-1].end_s
    assert heads_s[1:] == (0.0, 0.0)


def test_all_sentences_of_a_prompt_belong_to_it() -> None:
    line = voice((0.5, "欢迎致电云海电信"), (2.5, "话费查询请按一"), (4.4, "谢谢"), (9.0, _GREETING), side="left")
    assert system_heads([line, _CUSTOMER], ())[0] == line.speech[2].end_s


def test_on_a_single_channel_a_customers_hello_does_not_make_the_agent_a_machine() -> None:
    agent, customer = voice((0.5, "您好很高兴为您服务"), (12.0, "请问")), voice((3.0, "你好我想查话费"))
    assert system_heads([agent, customer], ()) == (0.0, 0.0)


def test_on_a_single_channel_a_welcome_is_followed_by_another_voices_greeting() -> None:
    machine, agent = voice((0.5, "您好欢迎致电云海电信")), voice((4.0, _GREETING))
    assert system_heads([machine, agent], ()) == (machine.speech[0].end_s, 0.0)
