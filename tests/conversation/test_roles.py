"""Who is the agent: by the call table, else by what is said."""

import pytest

from qa_scorer.conversation.parties import Spoken
from qa_scorer.conversation.roles import SURE, tell_roles
from qa_scorer.model import CallData, Role, Side
from tests.conversation.spoken import voice

A, C, U = Role.AGENT, Role.CUSTOMER, Role.UNKNOWN

AGENT = [(0.5, "您好工号1206很高兴为您服务"), (12.0, "请您稍等我为您查询一下")]
CUSTOMER = [(6.0, "我想查一下我这个号码的套餐"), (16.0, "好的")]
_NOTHING = CallData()


def on(side: Side | None, lines: list[tuple[float, str]]) -> Spoken:
    return voice(*lines, side=side)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_call_table_says_which_side_the_agent_is_on(side: Side) -> None:
    voices = [on("left", [(0.5, "喂")]), on("right", [(2.0, "你好")])]
    told = tell_roles(voices, CallData(agent_channel=side), None)
    assert told.of_voices == ((A, C) if side == "left" else (C, A))
    assert told.confidence == 1.0


def test_the_call_table_beats_the_command_line() -> None:
    voices = [on("left", [(0.5, "喂")]), on("right", [(2.0, "你好")])]
    assert tell_roles(voices, CallData(agent_channel="right"), "left").of_voices == (C, A)


@pytest.mark.parametrize("agent_first", [True, False])
@pytest.mark.parametrize("sides", [("left", "right"), (None, None)])
def test_with_nothing_said_of_the_channels_the_words_decide(agent_first: bool, sides: tuple[Side, Side]) -> None:
    lines = (AGENT, CUSTOMER) if agent_first else (CUSTOMER, AGENT)
    told = tell_roles([on(side, said) for side, said in zip(sides, lines, strict=True)], _NOTHING, None)
    assert told.of_voices == ((A, C) if agent_first else (C, A))
    assert told.confidence > SURE


def test_a_table_that_the_words_clearly_contradict_leaves_the_roles_open_and_says_so() -> None:
    told = tell_roles([on("left", CUSTOMER), on("right", AGENT)], CallData(agent_channel="left"), None)
    assert told.of_voices == (U, U)
    assert "right" in told.remarks[0].en


def test_two_who_say_nothing_telling_stay_unknown() -> None:
    told = tell_roles([on("left", [(0.5, "喂")]), on("right", [(2.0, "你好")])], _NOTHING, None)
    assert told.of_voices == (U, U)
    assert told.confidence < SURE
    assert told.remarks


def test_the_agents_own_job_number_is_telling() -> None:
    voices = [on("left", [(0.5, "你好幺二零六")]), on("right", [(4.0, "你好呀")])]
    assert tell_roles(voices, CallData(agent_id="1206"), None).of_voices == (A, C)


def test_voices_hardly_told_apart_are_confirmed_by_what_each_says() -> None:
    assert tell_roles([on(None, AGENT), on(None, CUSTOMER)], _NOTHING, None, told_apart=0.65).of_voices == (A, C)


def test_one_voice_that_is_both_is_nobodys() -> None:
    """Where the two could not be told apart, what they say stands side by side."""
    both = voice(*sorted(AGENT + CUSTOMER + [(22.0, "我要投诉你们公司我家的宽带我想退")]))
    assert tell_roles([both], _NOTHING, None).of_voices == (U,)


def test_one_voice_alone_is_the_agent_if_it_talks_like_one() -> None:
    assert tell_roles([on(None, AGENT)], _NOTHING, None).of_voices == (A,)
    assert tell_roles([on(None, [(0.5, "喂喂听得到吗")])], _NOTHING, None).of_voices == (U,)


def test_a_third_voice_is_nobody_in_particular() -> None:
    third = voice((30.0, "他说的是那个号码"))
    assert tell_roles([on(None, AGENT), on(None, CUSTOMER), third], _NOTHING, None).of_voices == (A, C, U)


def test_no_words_no_roles() -> None:
    assert tell_roles([voice(), voice()], _NOTHING, None).of_voices == (U, U)
    assert tell_roles([], _NOTHING, None).of_voices == ()


def test_on_an_outbound_call_the_customer_answers_first() -> None:
    """The same words: who speaks first is a hint of the called, not of the agent."""
    voices = [on("left", [(0.5, "喂你好")]), on("right", [(2.0, "您好帮您办理")])]
    inbound, outbound = (tell_roles(voices, CallData(direction=way), None) for way in ("inbound", "outbound"))
    assert outbound.confidence > inbound.confidence


@pytest.mark.parametrize("told_roles", [(A, C), (A, U), (U, C)])
def test_what_a_transcript_says_of_the_roles_holds(told_roles: tuple[Role, Role]) -> None:
    """Also on a single channel, and where it says it of one of two voices only."""
    voices = [on(None, [(0.5, "喂")]), on(None, [(2.0, "你好")])]
    told = tell_roles(voices, _NOTHING, None, 0.9, told_roles)
    assert told.of_voices == (A, C) and told.confidence == 0.9


def test_a_transcript_that_says_nothing_of_the_roles_leaves_them_to_the_words() -> None:
    assert tell_roles([on(None, CUSTOMER), on(None, AGENT)], _NOTHING, None, 1.0, (U, U)).of_voices == (C, A)


def test_the_call_table_beats_the_transcript() -> None:
    voices = [on("left", [(0.5, "喂")]), on("right", [(2.0, "你好")])]
    assert tell_roles(voices, CallData(agent_channel="right"), None, 1.0, (A, C)).of_voices == (C, A)


def test_a_transcript_with_the_roles_swapped_is_remarked_on() -> None:
    told = tell_roles([on("left", AGENT), on("right", CUSTOMER)], _NOTHING, None, 1.0, (C, A))
    assert told.of_voices == (U, U) and told.confidence < SURE
    assert "the transcript calls the agent" in told.remarks[0].en
