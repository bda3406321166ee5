"""One agent's figures over a night."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qa_scorer.figures.call_summary import CallSummary, time_order, wall_clock
from qa_scorer.figures.days import DayFigures, by_day
from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, Tally, mean
from qa_scorer.model import UNKNOWN_AGENT, Baseline, CallData, UnscoredCall, Verdict

FEW_CALLS = 5  # a mean over fewer calls says little about an agent; our own choice, shown beside the rank


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """One agent's night. `calls` and `unscored` are in time order; `mean_score` is over the calls with a score.

    `baseline` is the agent's usual voice, as the latest call that knows it has it.
    """

    agent_id: str
    name: str
    team: str
    calls: tuple[CallSummary, ...]
    unscored: tuple[UnscoredCall, ...]
    mean_score: float | None
    mean_low: float | None
    mean_high: float | None
    mean_coverage_ratio: float | None
    sections: tuple[SectionFigures, ...]
    rules: tuple[RuleFigures, ...]
    days: tuple[DayFigures, ...]
    baseline: Baseline | None = None

    @property
    def is_known(self) -> bool:
        """False for the calls of which nobody knows the agent: they are shown together and never ranked."""
        return self.agent_id != UNKNOWN_AGENT

    @property
    def few_calls(self) -> bool:
        return len(self.calls) < FEW_CALLS

    @property
    def heard_s(self) -> float:
        """The sound of all scored calls."""
        return sum(call.duration_s for call in self.calls)

    @property
    def fatal(self) -> int:
        """Calls with at least one fatal item."""
        return sum(1 for call in self.calls if call.fatal)

    @property
    def for_person(self) -> int:
        """Misses of rules for review only, in all calls."""
        return sum(figures.for_person for figures in self.rules)

    @property
    def pass_ratio(self) -> float | None:
        """Passed calls over those that passed or failed: a call that needs a person is neither yet."""
        decided = self.count(Verdict.PASS) + self.count(Verdict.FAIL)
        return self.count(Verdict.PASS) / decided if decided else None

    @property
    def period(self) -> tuple[datetime, datetime] | None:
        """When the first and the last call started, scored or not; None where no call says so."""
        starts = [data.started_at for data in _call_data(self.calls, self.unscored) if data.started_at]
        return (min(starts, key=wall_clock), max(starts, key=wall_clock)) if starts else None

    @property
    def strongest(self) -> RuleFigures | None:
        """The item with the largest share of its points, of equals the one seen oftenest; None if all are equal."""
        return next(iter(self.strongest_items(1)), None)

    @property
    def weakest(self) -> RuleFigures | None:
        """The item with the smallest share of its points, of equals the one seen oftenest; None if all are equal."""
        return next(iter(self.weakest_items(1)), None)

    def strongest_items(self, most: int) -> list[RuleFigures]:
        """The items of the better half with the largest shares; none where all are equal."""
        best = self._best_first()
        return [figures for ratio, figures in best[: max(len(best) // 2, 1)] if ratio > best[-1][0]][:most]

    def weakest_items(self, most: int) -> list[RuleFigures]:
        """The items of the worse half with the smallest shares; none where all are equal."""
        best = self._best_first()
        worst = sorted(best[len(best) // 2 :], key=lambda pair: (pair[0], -pair[1].determined))
        return [figures for ratio, figures in worst if ratio < best[0][0]][:most]

    def count(self, verdict: Verdict) -> int:
        return sum(1 for call in self.calls if call.verdict is verdict)

    def _best_first(self) -> list[tuple[float, RuleFigures]]:
        """The items that carry points, by their share of them, of equals the one seen oftenest first."""
        rated = [(round(ratio, 3), item) for item in self.rules if (ratio := item.points_ratio) is not None]
        return sorted(rated, key=lambda pair: (-pair[0], -pair[1].determined))


def agent_figures(
    agent_id: str, tally: Tally, calls: Iterable[CallSummary], unscored: Iterable[UnscoredCall]
) -> AgentFigures:
    """`calls` and `unscored` are the agent's, in any order; `tally` has counted the same calls."""
    ordered = tuple(sorted(calls, key=lambda call: time_order(call.data, call.name)))
    others = tuple(sorted(unscored, key=lambda call: time_order(call.data, call.name)))
    data = _call_data(ordered, others)
    return AgentFigures(
        agent_id=agent_id,
        name=_latest(entry.agent_name for entry in data),
        team=_latest(entry.team for entry in data),
        calls=ordered,
        unscored=others,
        mean_score=mean(call.score for call in ordered if call.score is not None),
        mean_low=mean(call.low for call in ordered),
        mean_high=mean(call.high for call in ordered),
        mean_coverage_ratio=mean(call.coverage_ratio for call in ordered),
        sections=tally.sections(),
        rules=tally.rules(),
        days=by_day(ordered),
        baseline=next((call.baseline for call in reversed(ordered) if call.baseline), None),
    )


def _call_data(calls: Iterable[CallSummary], unscored: Iterable[UnscoredCall]) -> list[CallData]:
    return [call.data for call in unscored] + [call.data for call in calls]


def _latest(values: Iterable[str]) -> str:
    return next((value for value in reversed(list(values)) if value), "")
