"""Figures by the day a call was made: the trend of one agent, and the middle of the team beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.figures.rule_figures import mean

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """The mean score of a day and the calls it is the mean of (those without a score left out)."""

    day: date
    calls: int
    mean_score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChange:
    """The last seven days with calls in them, against the seven before. Weighted by calls."""

    this_week: float
    last_week: float

    @property
    def change(self) -> float:
        return self.this_week - self.last_week


def by_day(calls: Iterable[CallSummary]) -> tuple[DayFigures, ...]:
    """In the order of the days; calls that say no time, or have no score, are on none."""
    scores: dict[date, list[float]] = {}
    for call in calls:
        if call.data.started_at and call.score is not None:
            scores.setdefault(call.data.started_at.date(), []).append(call.score)
    return tuple(_day(day, scores[day]) for day in sorted(scores))


def merged(earlier: Iterable[DayFigures], tonight: Iterable[DayFigures]) -> tuple[DayFigures, ...]:
    """Both together; where a day is in both, the figures with more calls stand, of equals tonight's."""
    both = sorted((*earlier, *tonight), key=lambda figures: figures.calls)
    days = {figures.day: figures for figures in both}
    return tuple(days[day] for day in sorted(days))


def team_medians(by_agent: Iterable[Iterable[DayFigures]]) -> dict[date, float]:
    """Day -> the median of the agents' means of that day."""
    means: dict[date, list[float]] = {}
    for days in by_agent:
        for figures in days:
            means.setdefault(figures.day, []).append(figures.mean_score)
    return {day: median(known) for day, known in sorted(means.items())}


def week_change(days: Iterable[DayFigures], last: date) -> WeekChange | None:
    """The week that ends with `last`, and the one before; None where either has no scored call."""
    known = list(days)
    this, before = (_mean_of(known, end - WEEK, end) for end in (last, last - WEEK))
    return None if this is None or before is None else WeekChange(this_week=this, last_week=before)


def last_day(by_agent: Iterable[Iterable[DayFigures]]) -> date | None:
    return max((figures.day for days in by_agent for figures in days), default=None)


def _day(day: date, scores: list[float]) -> DayFigures:
    return DayFigures(day=day, calls=len(scores), mean_score=sum(scores) / len(scores))


def _mean_of(days: Iterable[DayFigures], after: date, until: date) -> float | None:
    """Over the calls of the days in (after, until]."""
    return mean(score for found in days if after < found.day <= until for score in [found.mean_score] * found.calls)


EarlierDays = Mapping[str, tuple[DayFigures, ...]]  # agent id -> the days before
