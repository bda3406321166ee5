"""What the store knows of the nights before, for the figures of this one: trends, repeat callers, verdicts."""

from collections import defaultdict
from datetime import timedelta

from qa_scorer.figures.agreement import agreement
from qa_scorer.figures.appealed import KeptAppeal
from qa_scorer.figures.days import DayFigures
from qa_scorer.figures.history import History
from qa_scorer.figures.registers import REPEAT_WITHIN
from qa_scorer.model import Night
from qa_scorer.promises_before import promises_before
from qa_scorer.review.judged import judged
from qa_scorer.review.kept import StandingAppeal, appeals
from qa_scorer.review.kept_samples import kept_samples
from qa_scorer.store import Store

_TREND = timedelta(days=92)  # a quarter is what a trend is read over


def nights_before(store: Store, night: Night) -> History:
    """Of the calls of `night`, and of a quarter before them. Nothing where no call says when it was."""
    verdicts = list(judged(store.db))
    agreed = agreement(verdicts) if verdicts else None
    appealed = tuple(map(_appeal, appeals(store.db)))
    times = [at.replace(tzinfo=None) for scored in night.scored if (at := scored.call.data.started_at)]
    if not times:
        return History(agreement=agreed, samples=kept_samples(store.db), appeals=appealed)
    first, last = min(times), max(times)
    days: dict[str, list[DayFigures]] = defaultdict(list)
    for day in store.agent_days((first - _TREND).date(), last.date()):
        if day.mean_score is not None:
            days[day.agent_id].append(DayFigures(day=day.day, calls=day.calls, mean_score=day.mean_score))
    return History(
        days={agent: tuple(own) for agent, own in days.items()},
        callers=store.caller_times(first - REPEAT_WITHIN, last),
        promises=tuple(promises_before(store, night.rubric, last.date())),
        samples=kept_samples(store.db),
        appeals=appealed,
        agreement=agreed,
    )


def _appeal(standing: StandingAppeal) -> KeptAppeal:
    appeal = standing.appeal
    return KeptAppeal(
        agent_id=standing.agent_id,
        call=standing.call,
        rule=appeal.key.rule,
        state=appeal.state,
        reason=appeal.reason,
        deadline=appeal.deadline,
        answer=appeal.answer,
    )
