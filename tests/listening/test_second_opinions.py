"""Doubts are put to the recogniser with a few seconds of sound, and what it answers is evidence."""

import numpy as np
import pytest
from numpy.typing import NDArray

from qa_scorer.listening.second_opinions import around, second_opinions, window_of
from qa_scorer.model import Doubt, Role, Span
from qa_scorer.transcript.faster_whisper_engine import FasterWhisper
from tests.dialogues import said
from tests.transcript.real_call import agent_side

_OPENING = said("agent", 0.3, "上午好欢迎致电云海电信我是克服代表林小文请问我能为您提供什么服务")  # one word misheard


def _doubt(phrase: str, start_s: float, end_s: float, role: Role = Role.AGENT) -> Doubt:
    return Doubt(phrase=phrase, role=role, start_s=start_s, end_s=end_s)


@pytest.fixture(scope="module")
def engine() -> FasterWhisper:
    return FasterWhisper("base", device="cpu", threads=1)


@pytest.fixture(scope="module")
def opening() -> NDArray[np.int16]:
    return agent_side(7.0).samples


@pytest.mark.parametrize(
    ("start_s", "end_s", "window"),
    [
        (12.0, 14.0, Span(11.0, 15.0)),  # the margins
        (10.1, 11.0, Span(9.7, 12.0)),  # not far into what the other party says
        (10.0, 10.2, Span(9.7, 11.7)),  # two seconds at least
        (10.0, 30.0, Span(9.7, 17.7)),  # and eight at most
    ],
)
def test_a_window_is_the_doubt_and_a_little_more_of_its_turn(start_s: float, end_s: float, window: Span) -> None:
    found = window_of(_doubt("您好", start_s, end_s), [said("agent", 10.0, "好" * 50)])
    assert (found.start_s, found.end_s) == (pytest.approx(window.start_s), pytest.approx(window.end_s))


@pytest.mark.parametrize(
    ("phrase", "text", "before", "heard"),
    [
        ("工号1206", "你好,公号1226,請問", "你好,", "公号1226"),
        ("再见", "我给您在线查", "我给您", "在线"),
        ("38.5元", "一共三十八块五，对", "一共", "三十八块五"),
        ("您好", "", "", ""),
    ],
)
def test_what_was_recognised_is_parted_where_the_phrase_would_stand(
    phrase: str, text: str, before: str, heard: str
) -> None:
    found = around(phrase, text)
    assert (found.before, found.heard) == (before, heard)


def test_what_was_said_is_told_from_what_was_not(engine: FasterWhisper, opening: NDArray[np.int16]) -> None:
    doubts = [_doubt("我是客服代表林晓雯", 3.0, 4.8), _doubt("我是客服代表王海峰", 3.0, 4.8)]
    right, wrong = second_opinions(doubts, [_OPENING], {Role.AGENT: opening}, engine.second_opinion)
    assert [right.doubt, wrong.doubt] == doubts
    assert right.probability > 0.5 > wrong.probability


def test_nobody_is_asked_about_a_party_that_was_not_heard(engine: FasterWhisper, opening: NDArray[np.int16]) -> None:
    doubts = [_doubt("您好", 0.3, 1.0, Role.CUSTOMER)]
    assert not list(second_opinions(doubts, [_OPENING], {Role.AGENT: opening}, engine.second_opinion))
