"""measurement: full points inside the band, none beyond it, straight lines between."""

import pytest

from qa_scorer.checks.measurement import Params, answer
from qa_scorer.model import Call, Outcome, Role, SideMeasures
from tests.dialogues import call_of, said

RATE = Params(measure="speech_rate_gross_per_min", full=(90, 150), none=(60, 180))


def call_at(rate: float | None, *, talk_s: float = 30, level: float = -26, customer_level: float = -26) -> Call:
    sides = [
        SideMeasures(role=Role.AGENT, talk_s=talk_s, speech_rate_gross_per_min=rate, level_dbfs=level),
        SideMeasures(role=Role.CUSTOMER, talk_s=20, level_dbfs=customer_level),
    ]
    return call_of([said("agent", 0, "您好"), said("customer", 5, "你好")], sides=sides)


@pytest.mark.parametrize(
    ("rate", "outcome", "degree"),
    [
        (120, Outcome.MET, 1.0), (90, Outcome.MET, 1.0), (150, Outcome.MET, 1.0),
        (75, Outcome.MISSED, 0.5), (165, Outcome.MISSED, 0.5), (175, Outcome.MISSED, 1 / 6),
        (60, Outcome.MISSED, 0.0), (180, Outcome.MISSED, 0.0), (300, Outcome.MISSED, 0.0),
    ],
)  # fmt: skip
def test_points_follow_the_band(rate: float, outcome: Outcome, degree: float) -> None:
    found = answer(RATE, call_at(rate))
    assert (found.outcome, found.degree) == (outcome, pytest.approx(degree))


def test_the_level_above_the_customers() -> None:
    params = Params(measure="level_over_customer_db", full=(None, 10), none=(None, 20))
    assert answer(params, call_at(120, level=-20, customer_level=-26)).outcome is Outcome.MET
    assert answer(params, call_at(120, level=-11, customer_level=-26)).degree == pytest.approx(0.5)


def test_too_little_speech_or_no_figure_is_undetermined() -> None:
    assert answer(RATE, call_at(120, talk_s=2)).outcome is Outcome.UNDETERMINED
    assert answer(RATE, call_at(None)).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(measure="level_dbfs", full=(90, 150), none=(100, 180))
