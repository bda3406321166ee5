"""The mean scores of calendar months, of each agent and of all together, earlier nights in them."""

from collections.abc import Iterable
from dataclasses import dataclass

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.days import DayFigures
from qa_scorer.figures.night_figures import NightFigures

MOST = 4  # months; the store is asked for a quarter

Month = tuple[int, int]  # year and month


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFigures:
    calls: int
    mean_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentMonths:
    """`agent` is None for all agents together; a month without a scored call is missing."""

    agent: AgentFigures | None
    months: dict[Month, MonthFigures]


def agent_months(figures: NightFigures) -> tuple[AgentMonths, ...]:
    """All together first, then each known agent by rank, over the latest months."""
    known = [agent for agent in figures.agents if agent.is_known]
    days = {agent.agent_id: figures.days(agent) for agent in known}
    whole = _months(day for own in days.values() for day in own)
    latest = sorted(whole)[-MOST:]
    each = [AgentMonths(agent=agent, months=_of(latest, _months(days[agent.agent_id]))) for agent in known]
    return (AgentMonths(agent=None, months=_of(latest, whole)), *each) if latest else ()


def _months(days: Iterable[DayFigures]) -> dict[Month, MonthFigures]:
    """The mean over the calls of each month."""
    sums: dict[Month, tuple[int, float]] = {}
    for day in days:
        month = (day.day.year, day.day.month)
        calls, total = sums.get(month, (0, 0.0))
        sums[month] = calls + day.calls, total + day.calls * day.mean_score
    return {month: MonthFigures(calls=calls, mean_score=total / calls) for month, (calls, total) in sums.items()}


def _of(latest: Iterable[Month], months: dict[Month, MonthFigures]) -> dict[Month, MonthFigures]:
    return {month: months[month] for month in latest if month in months}
