"""clarity: only bad words through a bad sound of the agent's own are the agent's."""

import pytest

from qa_scorer.checks.clarity import Params, answer
from qa_scorer.model import Call, ChannelLayout, Outcome, Role, SideMeasures
from tests.dialogues import call_of, said


def call_at(
    probability: float | None,
    *,
    snr: float | None = 25,
    clipping: float = 0.0,
    customer: float | None = 0.85,
    talk_s: float = 30,
    layout: ChannelLayout = ChannelLayout.STEREO,
) -> Call:
    agent = SideMeasures(
        role=Role.AGENT, talk_s=talk_s, word_probability=probability, snr_db=snr, clipping_ratio=clipping
    )
    other = SideMeasures(role=Role.CUSTOMER, talk_s=20, word_probability=customer)
    return call_of([said("agent", 0, "您好"), said("customer", 5, "你好")], sides=[agent, other], layout=layout)


def test_words_that_were_understood_are_clear_whatever_the_noise() -> None:
    assert answer(Params(), call_at(0.84, snr=5, clipping=0.1)).outcome is Outcome.MET


@pytest.mark.parametrize("bad", [call_at(0.38, snr=7), call_at(0.38, clipping=0.02)])
def test_words_not_understood_through_a_bad_sound_are_missed(bad: Call) -> None:
    assert answer(Params(), bad).outcome is Outcome.MISSED


@pytest.mark.parametrize("snr", [25, None])
def test_a_low_word_probability_alone_accuses_nobody(snr: float | None) -> None:
    assert answer(Params(), call_at(0.2, snr=snr)).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize("customer", [0.4, None])
def test_where_the_customer_was_not_understood_either_it_is_the_line(customer: float | None) -> None:
    assert answer(Params(), call_at(0.38, snr=7, customer=customer)).outcome is Outcome.UNDETERMINED


def test_half_understood_or_one_channel_for_both_is_for_a_person() -> None:
    assert answer(Params(), call_at(0.6, snr=7)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(0.38, snr=7, layout=ChannelLayout.MONO)).outcome is Outcome.UNDETERMINED


def test_too_little_speech_or_no_figure_is_undetermined() -> None:
    assert answer(Params(), call_at(0.9, talk_s=2)).outcome is Outcome.UNDETERMINED
    assert answer(Params(), call_at(None)).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(unclear_below=0.9)
