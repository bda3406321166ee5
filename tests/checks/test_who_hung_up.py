"""who_hung_up: did the agent let the customer hang up first?"""

import pytest

from qa_scorer.checks.who_hung_up import Params, answer
from qa_scorer.model import Call, CallData, LineSound, LineSoundKind, Outcome, Span
from tests.dialogues import call_of, said

BYE = "感谢您的来电再见"  # 1.6 s


def call_with(released_by: str, tail_s: float, last: str = BYE, *, busy: bool = False, lost_s: float = 0.0) -> Call:
    turns = [said("agent", 0, "您好"), said("customer", 5, "我查话费"), said("agent", 30, last)]
    end_s = turns[-1].end_s
    sounds = [LineSound(LineSoundKind.BUSY_TONE, Span(end_s + 0.5, end_s + tail_s))] if busy else []
    return call_of(
        turns,
        data=CallData(agent_id="1206", released_by=released_by),
        line_sounds=sounds,
        duration_s=end_s + tail_s,
        declared_s=end_s + tail_s + lost_s,
    )


@pytest.mark.parametrize(
    ("released_by", "tail_s", "outcome"),
    [
        ("customer", 0.5, Outcome.MET),
        ("agent", 0.5, Outcome.MISSED),
        ("agent", 4.0, Outcome.MET),
        ("", 4.0, Outcome.MET),
        ("", 0.5, Outcome.UNDETERMINED),
    ],
)
def test_the_call_data_say_who_and_an_open_line_shows_waiting(
    released_by: str, tail_s: float, outcome: Outcome
) -> None:
    assert answer(Params(), call_with(released_by, tail_s)).outcome is outcome


@pytest.mark.parametrize(
    "words",
    ["对不起您的电话没有声音请您换一部电话打来好吗再见", "好的我为您转接装维部门", "请您对我的服务进行评价再见"],
)
def test_a_script_a_transfer_or_the_rating_exempts(words: str) -> None:
    assert answer(Params(), call_with("agent", 0.5, words)).outcome is Outcome.NOT_APPLICABLE


def test_the_busy_tone_shows_that_the_customer_was_gone() -> None:
    assert answer(Params(), call_with("", 2.0, busy=True)).outcome is Outcome.MET


def test_a_recording_that_lost_its_end_shows_no_tail() -> None:
    assert answer(Params(), call_with("agent", 0.5, lost_s=8)).outcome is Outcome.UNDETERMINED


def test_the_customer_hanging_up_needs_no_roles() -> None:
    call = call_of([said("unknown", 0, "您好")], data=CallData(released_by="customer"))
    assert answer(Params(), call).outcome is Outcome.MET
    assert answer(Params(), call_of([said("unknown", 0, "您好")])).outcome is Outcome.UNDETERMINED
