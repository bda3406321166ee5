"""volume: too loud is what every comparison at hand says, and at least two."""

import pytest

from qa_scorer.checks.volume import Params, answer
from qa_scorer.model import Baseline, Call, Outcome, Role, SideMeasures
from tests.dialogues import call_of, said


def call_at(
    level: float | None,
    *,
    customer: float | None = -26,
    usual: float | None = -26,
    calls: int = 5,
    customer_says: str = "你好",
) -> Call:
    sides = [
        SideMeasures(role=Role.AGENT, talk_s=30, level_dbfs=level),
        SideMeasures(role=Role.CUSTOMER, talk_s=20, level_dbfs=customer),
    ]
    turns = [said("agent", 0, "您好"), said("customer", 5, customer_says)]
    return call_of(turns, sides=sides, baseline=Baseline(calls=calls, level_dbfs=usual))


@pytest.mark.parametrize("level", [-40, -26, -20])
def test_about_as_loud_as_the_customer_and_as_usual_is_met(level: float) -> None:
    assert answer(Params(), call_at(level)).outcome is Outcome.MET


def test_louder_than_the_customer_and_than_usual_is_missed_by_the_milder_of_the_two() -> None:
    found = answer(Params(), call_at(-11, customer=-26, usual=-20))
    assert found.outcome is Outcome.MISSED
    assert found.degree == pytest.approx(0.5)


def test_as_loud_as_always_to_a_faint_customer_is_met() -> None:
    assert answer(Params(), call_at(-20, customer=-40, usual=-21)).outcome is Outcome.MET


def test_louder_than_usual_to_a_loud_customer_is_met() -> None:
    assert answer(Params(), call_at(-14, customer=-18, usual=-26)).outcome is Outcome.MET


def test_one_comparison_alone_accuses_nobody() -> None:
    assert answer(Params(), call_at(-14, customer=-30, usual=None)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(-14, customer=-30, calls=4)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(-14, customer=None, usual=-30)).outcome is Outcome.UNDETERMINED


def test_one_comparison_and_the_guard_do() -> None:
    assert answer(Params(), call_at(-6, customer=-30, usual=None)).outcome is Outcome.MISSED


def test_a_hot_recording_of_both_sides_is_met() -> None:
    assert answer(Params(), call_at(-6, customer=-7, usual=None)).outcome is Outcome.MET


def test_a_voice_raised_for_a_customer_who_could_not_hear_is_for_a_person() -> None:
    call = call_at(-8, customer=-26, usual=-20, customer_says="喂，我听不清，大声点")
    assert answer(Params(), call).outcome is Outcome.UNDETERMINED


def test_much_too_soft_is_for_a_person() -> None:
    assert answer(Params(), call_at(-50)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(-50, customer=-48, usual=-49)).outcome is Outcome.MET  # the whole recording is


def test_nothing_to_compare_with_or_no_level_is_undetermined() -> None:
    assert answer(Params(), call_at(-20, customer=None, usual=None)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(None)).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="under the second"):
        Params(over_usual_db=(12, 6))
