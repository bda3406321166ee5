"""dead_air: was the customer left in silence?"""

import pytest

from qa_scorer.checks.dead_air import Params, answer
from qa_scorer.model import Call, Outcome, Span
from tests.dialogues import call_of, said


def call_with(*silences: Span, before: str = "我看一下", end_s: float = 100.0) -> Call:
    return call_of([said("agent", 8, before), said("agent", end_s, "好了")], silences=silences, duration_s=end_s + 5)


def test_short_pauses_are_met() -> None:
    assert answer(Params(), call_with(Span(10, 14))).outcome is Outcome.MET


@pytest.mark.parametrize(("length", "degree"), [(8, 1.0), (10, 1.0), (20, 0.5), (30, 0.0), (60, 0.0)])
def test_the_longest_unannounced_silence_is_graded(length: float, degree: float) -> None:
    found = answer(Params(), call_with(Span(10, 10 + length), Span(85, 91)))
    assert found.degree == pytest.approx(degree)
    assert found.outcome is (Outcome.MET if degree == 1 else Outcome.MISSED)
    assert (found.start_s, found.end_s) == (10, 10 + length)


def test_an_announced_wait_is_no_dead_air() -> None:
    assert answer(Params(), call_with(Span(10, 40), before="请您稍等我查一下")).outcome is Outcome.MET


def test_ringing_before_and_a_tail_after_the_talk_do_not_count() -> None:
    assert answer(Params(), call_with(Span(0, 8), Span(101, 140))).outcome is Outcome.MET


def test_no_speech_is_undetermined() -> None:
    assert answer(Params(), call_of([], silences=[Span(0, 60)])).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(warned_s=40)
