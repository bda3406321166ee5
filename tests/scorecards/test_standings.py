"""The figures by agent and by rule."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.model import UNKNOWN_AGENT, CallData, Outcome, ScoredCall, Verdict
from tests.nights import answer, data, night, rubric, scored_call, small_night, standings, unscored_call

MISSED, OPEN, OUT = Outcome.MISSED, Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE


def agent(agent_id: str) -> AgentFigures:
    return next(ranked.figures for ranked in standings(small_night()).agents if ranked.figures.agent_id == agent_id)


def calls_of(agent_id: str, *missed: str) -> list[ScoredCall]:
    """A call for each rule named, which it misses; an empty name misses nothing."""
    return [
        scored_call(f"{agent_id}/{n}.wav", data(agent_id, n), {rule: answer(MISSED)} if rule else None)
        for n, rule in enumerate(missed)
    ]


def test_calls_are_in_time_order_and_those_without_a_time_come_last() -> None:
    calls = [
        scored_call("z.wav", CallData(agent_id="1206")),
        scored_call("b.wav", replace(data("1206", 1), started_at=datetime(2026, 11, 18, 10, 0, tzinfo=UTC))),
        scored_call("a.wav", data("1206", 0)),
    ]
    ranked = standings(night(calls)).agents[0]
    assert [call.name for call in ranked.figures.calls] == ["a.wav", "b.wav", "z.wav"]


def test_the_mean_is_over_the_calls_that_have_a_score() -> None:
    """Scores of 100, 60 and 100; the call of which nothing was determined is counted but has none."""
    nothing = scored_call("n.wav", data("1206", 9), {rule.id: answer(OPEN) for rule in rubric().rules})
    assert nothing.scorecard.score is None
    figures = standings(night([*small_night().scored, nothing])).agents
    zhang = next(ranked.figures for ranked in figures if ranked.figures.agent_id == "1206")
    assert zhang.mean_score == pytest.approx((100 + 60 + 100) / 3)
    assert len(zhang.calls) == 4 and zhang.count(Verdict.NEEDS_PERSON) == 1


def test_a_call_that_needs_a_person_is_in_neither_half_of_the_pass_rate() -> None:
    calls = calls_of("1206", "", "closing.farewell")
    open_call = scored_call("o.wav", data("1206", 7), {"opening.greeting": answer(OPEN)})
    figures = standings(night([*calls, open_call])).agents[0].figures
    assert [figures.count(verdict) for verdict in Verdict] == [1, 1, 1, 0]
    assert figures.pass_ratio == 0.5
    assert standings(night([open_call])).agents[0].figures.pass_ratio is None


def test_a_section_is_averaged_over_the_calls_that_determined_any_of_it() -> None:
    """Opening: 50 of 50 twice and, with the job number undetermined, 30 of 30."""
    opening = agent("1206").sections[0]
    assert (opening.calls, opening.points_ratio) == (3, 1)
    assert opening.mean_points == pytest.approx(130 / 3)
    forbidden = agent("1206").sections[2]
    assert (forbidden.calls, forbidden.points_ratio) == (0, None)


def test_rules_are_counted_by_outcome_and_rated_over_the_determined_ones() -> None:
    by_id = {figures.rule.id: figures for figures in agent("1206").rules}
    farewell, speed, number = by_id["closing.farewell"], by_id["voice.speech_rate"], by_id["opening.identity"]
    assert (farewell.met, farewell.missed) == (2, 1) and farewell.miss_ratio == pytest.approx(1 / 3)
    assert speed.missed == 1 and speed.points_ratio == pytest.approx(50 / 60)
    assert (number.met, number.undetermined, number.determined, number.miss_ratio) == (2, 1, 2, 0)


def test_the_strongest_and_the_weakest_item_go_by_share_of_points() -> None:
    """Farewell won 60 of 90 points; greeting all of 90, and was determined oftener than the job number."""
    strongest, weakest = agent("1206").strongest, agent("1206").weakest
    assert strongest and strongest.rule.id == "opening.greeting"
    assert weakest and weakest.rule.id == "closing.farewell"


def test_where_all_items_are_equal_none_stands_out() -> None:
    figures = standings(night(calls_of("1206", ""))).agents[0].figures
    assert figures.strongest is None and figures.weakest is None


def test_agents_rank_by_mean_equal_means_share_a_rank_and_those_without_come_last() -> None:
    calls = [*calls_of("a", "closing.farewell"), *calls_of("b", ""), *calls_of("c", ""), *calls_of(UNKNOWN_AGENT, "")]
    ranked = standings(night(calls, [unscored_call("x.wav", data("0"))])).agents
    assert [(row.rank, row.figures.agent_id) for row in ranked] == [
        (1, "b"), (1, "c"), (3, "a"), (None, "0"), (None, UNKNOWN_AGENT),
    ]  # fmt: skip


def test_a_rule_that_nearly_every_agent_misses_is_doubted() -> None:
    missing = [call for name in "abcde" for call in calls_of(name, "closing.farewell", "closing.farewell", "")]
    rules = standings(night(missing)).doubtful_rules
    assert [(rule.rule.id, rule.agents_missing, rule.agents) for rule in rules] == [("closing.farewell", 5, 5)]


@pytest.mark.parametrize("missing", ["ab", "abcd", ""])
def test_a_rule_is_not_doubted_below_three_agents_or_at_four_fifths(missing: str) -> None:
    everyone = missing if len(missing) < 3 else "abcde"
    calls = [call for name in everyone for call in calls_of(name, "closing.farewell" if name in missing else "")]
    assert standings(night(calls)).doubtful_rules == ()


def test_half_the_calls_are_not_yet_missed_on_average_and_the_unknown_agent_is_no_agent() -> None:
    halves = [call for name in "abc" for call in calls_of(name, "closing.farewell", "")]
    assert standings(night(halves)).doubtful_rules == ()
    with_unknown = [call for name in ("a", "b", UNKNOWN_AGENT) for call in calls_of(name, "closing.farewell")]
    assert standings(night(with_unknown)).doubtful_rules == ()


def test_the_rules_of_the_team_add_up_over_all_calls() -> None:
    for team_rule in standings(small_night()).rules:
        figures = team_rule.figures
        assert figures.met + figures.missed + figures.not_applicable + figures.undetermined == 4


def test_a_night_without_any_recording_has_empty_standings() -> None:
    empty = standings(night([]))
    assert empty.agents == () and all(rule.agents == 0 and not rule.is_doubtful for rule in empty.rules)
