"""dead_air: was the customer left in silence?"""

import pytest

from qa_scorer.checks.dead_air import Params, answer
from qa_scorer.model import Call, LineSound, LineSoundKind, Outcome, Role, Silence, Span
from tests.dialogues import call_of, said

AGENT, CUSTOMER, SYSTEM, UNKNOWN = Role.AGENT, Role.CUSTOMER, Role.SYSTEM, Role.UNKNOWN


def silence(
    start_s: float,
    end_s: float,
    *,
    after: Role | None = CUSTOMER,
    before: Role | None = AGENT,
    owed_by: Role | None = AGENT,
    announced: bool = False,
) -> Silence:
    """By default one the agent should have broken."""
    return Silence(
        start_s=start_s, end_s=end_s, after=after, before=before, owed_by=owed_by, announced=announced
    )  # fmt: skip


def call_with(*silences: Silence, before: str = "我看一下", end_s: float = 100.0, duration_s: float = 0.0) -> Call:
    turns = [said("agent", 8, before), said("agent", end_s, "好了")]
    return call_of(turns, silences=silences, duration_s=duration_s or end_s + 5)


def test_short_pauses_are_met() -> None:
    assert answer(Params(), call_with(silence(10, 14))).outcome is Outcome.MET


@pytest.mark.parametrize(("length", "degree"), [(8, 1.0), (10, 1.0), (20, 0.5), (30, 0.0), (60, 0.0)])
def test_the_longest_unannounced_silence_is_graded(length: float, degree: float) -> None:
    found = answer(Params(total_warned_s=1000), call_with(silence(10, 10 + length), silence(85, 91)))
    assert found.degree == pytest.approx(degree)
    assert found.outcome is (Outcome.MET if degree == 1 else Outcome.MISSED)
    assert (found.start_s, found.end_s) == (10, 10 + length)


def test_many_silences_that_pass_one_by_one_add_up() -> None:
    nine_seconds = [silence(start, start + 9) for start in (10, 30, 50, 70)]
    assert answer(Params(), call_with(*nine_seconds[:2])).outcome is Outcome.MET
    found = answer(Params(), call_with(*nine_seconds))
    assert found.outcome is Outcome.MISSED
    assert found.degree == pytest.approx(1 - (36 - 20) / 40)


def test_a_long_call_may_hold_more_silence_in_all() -> None:
    nine_seconds = [silence(start, start + 9) for start in (10, 30, 50, 70)]
    assert answer(Params(), call_with(*nine_seconds, duration_s=600)).outcome is Outcome.MET


def test_an_announced_wait_is_no_dead_air() -> None:
    assert answer(Params(), call_with(silence(10, 40, announced=True))).outcome is Outcome.MET


def test_a_sites_own_words_can_announce_a_wait() -> None:
    call = call_with(silence(10, 40), before="电脑有点慢")
    assert answer(Params(), call).outcome is Outcome.MISSED
    assert answer(Params(announced_by=("电脑有点慢",)), call).outcome is Outcome.MET


def test_a_pause_between_the_agents_own_turns_is_the_agents() -> None:
    own = silence(10, 30, after=AGENT, before=AGENT, owed_by=None)
    assert answer(Params(), call_with(own)).outcome is Outcome.MISSED


@pytest.mark.parametrize(
    "not_the_agents",
    [
        silence(10, 30, after=AGENT, before=CUSTOMER, owed_by=CUSTOMER),
        silence(10, 30, after=CUSTOMER, before=CUSTOMER, owed_by=None),
        silence(10, 30, after=UNKNOWN, before=UNKNOWN, owed_by=None),
    ],
)
def test_a_silence_that_is_not_surely_the_agents_is_for_a_person(not_the_agents: Silence) -> None:
    assert answer(Params(), call_with(not_the_agents)).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(("words", "outcome"), [("好了重启了", Outcome.UNDETERMINED), ("喂还在吗", Outcome.MISSED)])
def test_what_the_customer_says_at_last_tells_whose_silence_it_was(words: str, outcome: Outcome) -> None:
    turns = [said("agent", 8, "您重启一下"), said("customer", 30, words), said("agent", 34, "好的")]
    after_the_agent = silence(10, 30, after=AGENT, before=CUSTOMER)
    assert answer(Params(), call_of(turns, silences=[after_the_agent])).outcome is outcome


def test_a_customer_who_thinks_now_and_then_costs_nothing() -> None:
    thinking = [silence(start, start + 8, after=AGENT, before=CUSTOMER, owed_by=CUSTOMER) for start in (10, 30, 50)]
    assert answer(Params(), call_with(*thinking)).outcome is Outcome.MET


def test_ringing_before_a_tail_after_and_a_pause_beside_a_machine_do_not_count() -> None:
    ends = [
        silence(0, 8, after=None, owed_by=None),
        silence(20, 50, after=SYSTEM, owed_by=None),
        silence(101, 140, before=None, owed_by=None),
    ]
    assert answer(Params(), call_with(*ends)).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("kind", "outcome"), [(LineSoundKind.MUSIC, Outcome.MET), (LineSoundKind.NOISE, Outcome.MISSED)]
)
def test_music_is_no_dead_air_but_noise_does_not_fill_it(kind: LineSoundKind, outcome: Outcome) -> None:
    turns = [said("agent", 8, "我看一下"), said("agent", 60, "好了")]
    sounds = [LineSound(kind=kind, span=Span(12, 38))]
    assert answer(Params(), call_of(turns, silences=[silence(10, 40)], line_sounds=sounds)).outcome is outcome


def test_no_speech_is_undetermined() -> None:
    nobody = silence(0, 60, after=None, before=None, owed_by=None)
    assert answer(Params(), call_of([], silences=[nobody])).outcome is Outcome.UNDETERMINED


def test_limits_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(warned_s=40)
