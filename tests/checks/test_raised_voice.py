"""raised_voice: did the agent suddenly raise the voice?"""

import pytest

from qa_scorer.checks.raised_voice import Params, answer
from qa_scorer.model import Call, ChannelLayout, Outcome, Rise, Role, SideMeasures, Turn
from tests.dialogues import call_of, said, sound

WHAT = said("customer", 20, "那我的话费呢")
LOUD = said("agent", 30, "我已经说过了你怎么还问")
RISE = Rise(start_s=30, end_s=32, rise_db=14)


def call_with(
    *rises: Rise, turns: tuple[Turn, ...] = (WHAT, LOUD), layout: ChannelLayout = ChannelLayout.STEREO
) -> Call:
    sides = [SideMeasures(role=Role.AGENT, talk_s=30, sudden_rises=rises), SideMeasures(role=Role.CUSTOMER, talk_s=5)]
    return call_of([said("agent", 0, "您好"), *turns], sides=sides, layout=layout)


def outcome(*turns: Turn) -> Outcome:
    return answer(Params(), call_with(RISE, turns=turns)).outcome


def test_an_even_voice_is_met() -> None:
    assert answer(Params(), call_with()).outcome is Outcome.MET


def test_a_small_rise_is_met() -> None:
    assert answer(Params(), call_with(Rise(start_s=30, end_s=32, rise_db=9.4))).outcome is Outcome.MET


@pytest.mark.parametrize(("times", "degree"), [(1, 2 / 3), (2, 1 / 3), (3, 0.0), (4, 0.0)])
def test_each_rise_costs_a_third(times: int, degree: float) -> None:
    rises = [Rise(start_s=30 + place * 0.3, end_s=30.2 + place * 0.3, rise_db=12) for place in range(times)]
    found = answer(Params(), call_with(*rises))
    assert (found.outcome, found.start_s) == (Outcome.MISSED, 30)
    assert found.degree == pytest.approx(degree)


@pytest.mark.parametrize("words", ["喂，听不清，你大声点", "你声音太小了", "喂喂能听到吗"])
def test_a_customer_who_could_not_hear_excuses_it(words: str) -> None:
    assert outcome(said("customer", 24, words), LOUD) is Outcome.MET


def test_a_customer_who_could_not_hear_long_before_does_not() -> None:
    assert outcome(said("customer", 8, "听不清"), WHAT, LOUD) is Outcome.MISSED


def test_the_agents_own_line_check_is_no_temper() -> None:
    assert outcome(said("agent", 30, "喂您好能听到吗")) is Outcome.MET


def test_what_the_customer_said_before_must_have_been_understood() -> None:
    assert outcome(sound("customer", 24, 27), LOUD) is Outcome.UNDETERMINED
    assert outcome(said("customer", 24, "提不请打上点", probability=0.3), LOUD) is Outcome.UNDETERMINED


def test_a_cough_is_for_a_person() -> None:
    assert outcome(WHAT) is Outcome.UNDETERMINED


def test_on_a_shared_channel_it_may_be_the_customers_voice() -> None:
    assert answer(Params(), call_with(RISE, layout=ChannelLayout.MONO)).outcome is Outcome.UNDETERMINED


def test_counts_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(allowed=3)
