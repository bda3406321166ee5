"""promptness: did the agent answer at once?"""

import pytest

from qa_scorer.checks.promptness import Params, answer
from qa_scorer.model import Call, CallData, LineSound, LineSoundKind, Outcome, Span, Turn
from tests.dialogues import call_of, said, sound

CUSTOMER = said("customer", 20, "我想查一下话费")


def greeting(start_s: float, *before: Turn, ring_s: float | None = None, direction: str = "") -> Call:
    data = CallData(agent_id="1206", ring_s=ring_s, direction=direction)
    return call_of([*before, said("agent", start_s, "您好，请讲"), CUSTOMER], data=data)


@pytest.mark.parametrize(("start_s", "degree"), [(0, 1.0), (5, 1.0), (8, 0.4), (10, 0.0), (15, 0.0)])
def test_the_wait_for_the_first_words_is_graded(start_s: float, degree: float) -> None:
    found = answer(Params(), greeting(start_s))
    assert found.degree == pytest.approx(degree)
    assert found.outcome is (Outcome.MET if degree == 1 else Outcome.MISSED)


def test_three_rings_are_fifteen_seconds() -> None:
    assert answer(Params(), greeting(1, ring_s=15)).outcome is Outcome.MET
    late = answer(Params(), greeting(1, ring_s=15.1))
    assert (late.outcome, late.degree) == (Outcome.MISSED, 0.0)
    assert answer(Params(rings=None), greeting(1, ring_s=40)).outcome is Outcome.MET


def test_without_a_ringing_time_the_reason_says_so() -> None:
    assert "rings not looked at" in answer(Params(), greeting(1)).reason.en
    assert "rings not looked at" not in answer(Params(), greeting(1, ring_s=3)).reason.en


@pytest.mark.parametrize("kind", [LineSoundKind.RING_BACK, LineSoundKind.MUSIC])
def test_the_wait_begins_when_the_ringing_or_the_music_ends(kind: LineSoundKind) -> None:
    turns = [said("agent", 14, "您好，请讲"), CUSTOMER]
    assert answer(Params(), call_of(turns, line_sounds=[LineSound(kind, Span(0, 12))])).outcome is Outcome.MET
    assert answer(Params(), call_of(turns, line_sounds=[LineSound(kind, Span(0, 2))])).outcome is Outcome.MISSED


def test_a_noisy_line_is_no_ringing() -> None:
    turns = [said("agent", 14, "您好，请讲"), CUSTOMER]
    noise = [LineSound(LineSoundKind.NOISE, Span(0, 14))]
    assert answer(Params(), call_of(turns, line_sounds=noise)).outcome is Outcome.MISSED


def test_the_wait_begins_when_the_system_voice_ends() -> None:
    assert answer(Params(), greeting(14, sound("system", 1, 12))).outcome is Outcome.MET


def test_a_recording_that_begins_in_mid_call_is_for_a_person() -> None:
    assert answer(Params(), greeting(12, sound("customer", 0, 9))).outcome is Outcome.UNDETERMINED
    asking = [said("customer", 5, "喂？"), said("customer", 8, "喂？")]
    assert answer(Params(), greeting(12, *asking)).outcome is Outcome.MISSED


def test_an_earlier_sound_of_the_agent_that_was_not_understood_is_for_a_person() -> None:
    assert answer(Params(), greeting(12, sound("agent", 1, 2))).outcome is Outcome.UNDETERMINED


def test_the_agents_own_calls_are_not_asked() -> None:
    assert answer(Params(), greeting(12, direction="outbound")).outcome is Outcome.NOT_APPLICABLE


def test_unknown_roles_are_undetermined() -> None:
    assert answer(Params(), call_of([said("unknown", 0, "您好")])).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(within_s=20)
