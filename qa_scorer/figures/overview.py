"""A night in a few figures, and how its scores lie."""

from dataclasses import dataclass
from datetime import datetime

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.days import WeekChange, last_day, week_change
from qa_scorer.figures.groups import GroupFigures, group
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.model import Verdict

_BIN = 10  # points


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBin:
    """Scores from `low` up to but without `high`; the last bin holds 100 too. The ratios are of all that have one."""

    low: int
    high: int
    calls: int
    agents: int
    calls_ratio: float | None
    agents_ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`undetermined_ratio`: of the findings whose rule applied. `overdue`: promises past their time."""

    calls: GroupFigures
    not_scored: int
    needs_person: int
    undetermined_ratio: float | None
    repeat_ratio: float | None
    promises: int
    overdue: int
    week: WeekChange | None


def overview(figures: NightFigures, now: datetime) -> Overview:
    calls = list(figures.calls)
    rules = [rule.figures for rule in figures.standings.rules]
    asked, open_items = sum(rule.asked for rule in rules), sum(rule.undetermined for rule in rules)
    made = figures.registers.promises
    return Overview(
        calls=group("", calls),
        not_scored=len(figures.unscored),
        needs_person=sum(call.verdict is Verdict.NEEDS_PERSON for call in calls),
        undetermined_ratio=open_items / asked if asked else None,
        repeat_ratio=None if figures.repeats is None or not calls else len(figures.repeats) / len(calls),
        promises=len(made),
        overdue=sum(bool(entry.promise.is_overdue(now)) for entry in made),
        week=team_week(figures),
    )


def team_week(figures: NightFigures) -> WeekChange | None:
    """The mean of all calls of the agents this week, against the week before."""
    by_agent = [figures.days(agent) for agent in figures.agents if agent.is_known]
    last = last_day(by_agent)
    return week_change([day for days in by_agent for day in days], last) if last else None


def agent_week(figures: NightFigures, agent: AgentFigures) -> WeekChange | None:
    """The agent's mean in the week that ends with the night's last day, against the week before."""
    last = last_day(figures.days(other) for other in figures.agents)
    return week_change(figures.days(agent), last) if last else None


def score_bins(figures: NightFigures) -> tuple[ScoreBin, ...]:
    """How many calls, and how many agents by their mean, lie in each ten points."""
    calls = [_place(call.score) for call in figures.calls if call.score is not None]
    agents = [_place(a.mean_score) for a in figures.agents if a.is_known and a.mean_score is not None]
    return tuple(
        ScoreBin(
            low=_BIN * place, high=_BIN * (place + 1), calls=calls.count(place), agents=agents.count(place),
            calls_ratio=calls.count(place) / len(calls) if calls else None,
            agents_ratio=agents.count(place) / len(agents) if agents else None,
        )
        for place in range(100 // _BIN)
    )  # fmt: skip


def _place(score: float) -> int:
    return min(int(score // _BIN), 100 // _BIN - 1)
