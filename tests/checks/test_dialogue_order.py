"""dialogue_order: was a set dialogue kept to, step by step?"""

import pytest

from qa_scorer.checks.dialogue_order import OrderedStep, Params, answer
from qa_scorer.language import Text
from qa_scorer.model import Outcome
from tests.dialogues import call_of, said

STEPS = Params(
    steps=tuple(
        OrderedStep(name=Text(name, name), any_of=(phrase,))
        for name, phrase in (("姓", "您贵姓"), ("留言", "留言请讲"), ("号码", "回电号码是{*}对吗"), ("再见", "再见"))
    )
)
WHOLE = ("请问您贵姓", "留言请讲", "回电号码是八八对吗", "好的再见")


def found(*lines: str):  # type: ignore[no-untyped-def]
    turns = [
        turn
        for place, line in enumerate(lines)
        for turn in (said("agent", 10 * place, line), said("customer", 10 * place + 5, "好"))
    ]
    return answer(STEPS, call_of(turns))


def test_all_steps_in_their_order_are_met() -> None:
    whole = found(*WHOLE)
    assert (whole.outcome, whole.degree, whole.start_s) == (Outcome.MET, 1, pytest.approx(0.4))


def test_a_step_left_out_or_out_of_order_costs_its_share() -> None:
    lacking = found(WHOLE[0], WHOLE[1], WHOLE[3])
    assert (lacking.outcome, lacking.degree) == (Outcome.MISSED, 0.75)
    assert "号码没有听到" in lacking.reason.zh
    swapped = found(WHOLE[1], WHOLE[0], *WHOLE[2:])
    assert (swapped.outcome, swapped.degree) == (Outcome.MISSED, 0.75)
    assert "out of order" in swapped.reason.en


def test_a_step_half_heard_is_for_a_person() -> None:
    half = found(WHOLE[0], "留言想讲", *WHOLE[2:])
    assert (half.outcome, half.degree) == (Outcome.UNDETERMINED, None)
    assert [doubt.phrase for doubt in half.doubts] == ["留言请讲"]


def test_where_nobody_spoke_or_nobody_can_tell() -> None:
    assert answer(STEPS, call_of([said("agent", 0, "您好")])).outcome is Outcome.NOT_APPLICABLE
    assert answer(STEPS, call_of([said("unknown", 0, "您贵姓")])).outcome is Outcome.UNDETERMINED
