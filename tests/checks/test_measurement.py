"""measurement: full points inside the band, none beyond it, straight lines between."""

import pytest

from qa_scorer.checks.measurement import Band, Params, answer
from qa_scorer.model import Baseline, Call, Outcome, Response, Rise, Role, SideMeasures
from tests.dialogues import call_of, said

RATE = Params(measure="speech_rate_gross_per_min", full=(90, 150), none=(60, 180))
TONE = Params(
    bands=(
        Band(measure="pitch_over_own_semitones", full=(-3, None)),
        Band(measure="pitch_range_over_own_semitones", full=(-3, None)),
        Band(measure="pitch_range_semitones", full=(3, None)),
    )
)
USUAL = Baseline(calls=5, level_dbfs=-26, level_range_db=12, pitch_median_hz=220, pitch_range_semitones=9)


def call_at(rate: float | None, *, talk_s: float = 30, level: float = -26, customer_level: float = -26) -> Call:
    sides = [
        SideMeasures(role=Role.AGENT, talk_s=talk_s, speech_rate_gross_per_min=rate, level_dbfs=level),
        SideMeasures(role=Role.CUSTOMER, talk_s=20, level_dbfs=customer_level),
    ]
    return call_of([said("agent", 0, "您好"), said("customer", 5, "你好")], sides=sides)


def call_sounding(*, pitch_hz: float | None = 220, range_semitones: float = 9, usual: Baseline | None = USUAL) -> Call:
    agent = SideMeasures(
        role=Role.AGENT, talk_s=30, level_dbfs=-23, level_range_db=15, snr_db=20, articulation_rate_per_min=240,
        sudden_rises=(Rise(start_s=5, end_s=6, rise_db=12),), pitch_median_hz=pitch_hz,
        pitch_range_semitones=range_semitones,
    )  # fmt: skip
    customer = SideMeasures(role=Role.CUSTOMER, talk_s=30, level_dbfs=-26)
    waits = [Response(role=Role.AGENT, start_s=5, end_s=5.5), Response(role=Role.AGENT, start_s=10, end_s=14)]
    return call_of(
        [said("agent", 0, "您好"), said("customer", 5, "你好")],
        sides=[agent, customer], responses=waits, baseline=usual,
    )  # fmt: skip


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
    assert found.outcome is outcome
    assert found.degree == pytest.approx(degree)


def test_without_a_band_for_no_points_all_are_lost_at_once() -> None:
    params = Params(measure="speech_rate_gross_per_min", full=(90, 150))
    assert answer(params, call_at(151)).degree == 0.0
    assert answer(params, call_at(89)).degree == 0.0


def test_the_level_above_the_customers() -> None:
    params = Params(measure="level_over_customer_db", full=(None, 10), none=(None, 20))
    assert answer(params, call_at(120, level=-20, customer_level=-26)).outcome is Outcome.MET
    assert answer(params, call_at(120, level=-11, customer_level=-26)).degree == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("articulation_rate_per_min", "240"), ("level_over_customer_db", "+3.0"), ("level_over_own_db", "+3.0"),
        ("level_range_over_own_db", "+3.0"), ("snr_db", "20.0"), ("sudden_rises", "1"),
        ("pitch_over_own_semitones", "+12.0"), ("pitch_range_semitones", "9.0"),
        ("pitch_range_over_own_semitones", "+0.0"), ("longest_response_s", "4.0"),
    ],
)  # fmt: skip
def test_every_measure_is_read_and_said(measure: str, told: str) -> None:
    params = Params(measure=measure, full=(-99, 999))  # type: ignore[arg-type]  # the parametrised names are measures
    found = answer(params, call_sounding(pitch_hz=440))
    assert found.outcome is Outcome.MET
    assert f" {told} " in found.reason.en.replace(";", " ")


def test_of_several_bands_the_worst_counts() -> None:
    assert answer(TONE, call_sounding()).outcome is Outcome.MET
    dull = answer(TONE, call_sounding(pitch_hz=180))
    assert dull.outcome is Outcome.MISSED
    assert "-3.5 semitones" in dull.reason.en
    assert answer(TONE, call_sounding(range_semitones=5)).outcome is Outcome.MISSED


@pytest.mark.parametrize("usual", [None, Baseline(calls=4, pitch_median_hz=220, pitch_range_semitones=9)])
def test_under_five_calls_an_agents_usual_voice_is_not_known(usual: Baseline | None) -> None:
    found = answer(TONE, call_sounding(usual=usual))
    assert found.outcome is Outcome.UNDETERMINED
    assert "takes 5 calls" in found.reason.en
    assert answer(TONE, call_sounding(usual=usual, range_semitones=2)).outcome is Outcome.MISSED  # flat by any measure


def test_the_agents_usual_voice_says_nothing_of_the_customer() -> None:
    params = Params(measure="level_over_own_db", full=(None, 6), role=Role.CUSTOMER)
    assert answer(params, call_sounding()).outcome is Outcome.UNDETERMINED


def test_too_little_speech_or_no_figure_is_undetermined() -> None:
    assert answer(RATE, call_at(120, talk_s=2)).outcome is Outcome.UNDETERMINED
    assert answer(RATE, call_at(None)).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(measure="level_dbfs", full=(90, 150), none=(100, 180))


def test_a_rule_without_a_measure_a_limit_or_with_both_forms_is_refused() -> None:
    with pytest.raises(ValueError, match="either"):
        Params()
    with pytest.raises(ValueError, match="limit"):
        Params(measure="level_dbfs")
    with pytest.raises(ValueError, match="either"):
        Params(measure="level_dbfs", full=(None, 1), bands=TONE.bands)
