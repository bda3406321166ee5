"""One agent's figures over a night."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, mean, rule_figures, section_figures
from qa_scorer.model import UNKNOWN_AGENT, CallData, Night, Rubric, ScoredCall, UnscoredCall, Verdict

FEW_CALLS = 5  # a mean over fewer calls says little about an agent; our own choice, shown beside the rank


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """One agent's night. `scored` and `unscored` are in time order; `mean_score` is over the calls with a score."""

    agent_id: str
    name: str
    team: str
    scored: tuple[ScoredCall, ...]
    unscored: tuple[UnscoredCall, ...]
    mean_score: float | None
    mean_coverage_ratio: float | None
    sections: tuple[SectionFigures, ...]
    rules: tuple[RuleFigures, ...]

    @property
    def is_known(self) -> bool:
        """False for the calls of which nobody knows the agent: they are shown together and never ranked."""
        return self.agent_id != UNKNOWN_AGENT

    @property
    def few_calls(self) -> bool:
        return len(self.scored) < FEW_CALLS

    @property
    def fatal(self) -> int:
        """Calls with at least one fatal item."""
        return sum(1 for call in self.scored if call.scorecard.fatal_items)

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
        starts = [data.started_at for data in _call_data(self.scored, self.unscored) if data.started_at]
        return (min(starts, key=_wall_clock), max(starts, key=_wall_clock)) if starts else None

    @property
    def strongest(self) -> RuleFigures | None:
        """The item with the largest share of its points, of equals the one seen oftenest; None if all are equal."""
        ratios = self._points_ratios()
        return max(ratios, key=lambda pair: (pair[0], pair[1].determined))[1] if _differ(ratios) else None

    @property
    def weakest(self) -> RuleFigures | None:
        """The item with the smallest share of its points, of equals the one seen oftenest; None if all are equal."""
        ratios = self._points_ratios()
        return min(ratios, key=lambda pair: (pair[0], -pair[1].determined))[1] if _differ(ratios) else None

    def count(self, verdict: Verdict) -> int:
        return sum(1 for call in self.scored if call.scorecard.verdict is verdict)

    def _points_ratios(self) -> list[tuple[float, RuleFigures]]:
        return [(ratio, figures) for figures in self.rules if (ratio := figures.points_ratio) is not None]


def agent_figures(night: Night) -> tuple[AgentFigures, ...]:
    """One for each agent of whom there is a recording, scored or not, by id."""
    scored: dict[str, list[ScoredCall]] = {}
    unscored: dict[str, list[UnscoredCall]] = {}
    for call in night.scored:
        scored.setdefault(call.call.data.agent_id, []).append(call)
    for recording in night.unscored:
        unscored.setdefault(recording.data.agent_id, []).append(recording)
    ids = sorted(scored.keys() | unscored.keys())
    return tuple(_figures(night.rubric, i, scored.get(i, []), unscored.get(i, [])) for i in ids)


def _figures(
    rubric: Rubric, agent_id: str, scored: Iterable[ScoredCall], unscored: Iterable[UnscoredCall]
) -> AgentFigures:
    calls = tuple(sorted(scored, key=lambda call: _time_order(call.call.data, call.call.name)))
    others = tuple(sorted(unscored, key=lambda call: _time_order(call.data, call.name)))
    data = _call_data(calls, others)
    return AgentFigures(
        agent_id=agent_id,
        name=_latest(entry.agent_name for entry in data),
        team=_latest(entry.team for entry in data),
        scored=calls,
        unscored=others,
        mean_score=mean(score for call in calls if (score := call.scorecard.score) is not None),
        mean_coverage_ratio=mean(call.scorecard.coverage_ratio for call in calls),
        sections=section_figures(rubric, calls),
        rules=rule_figures(rubric, calls),
    )


def _call_data(scored: Iterable[ScoredCall], unscored: Iterable[UnscoredCall]) -> list[CallData]:
    return [call.data for call in unscored] + [call.call.data for call in scored]


def _latest(values: Iterable[str]) -> str:
    return next((value for value in reversed(list(values)) if value), "")


def _time_order(data: CallData, name: str) -> tuple[bool, datetime, str]:
    """By start, calls without one last, then by file."""
    return data.started_at is None, _wall_clock(data.started_at or datetime.max), name


def _wall_clock(moment: datetime) -> datetime:
    """Call tables give local time, with or without its zone: read both alike."""
    return moment.replace(tzinfo=None)


def _differ(ratios: list[tuple[float, RuleFigures]]) -> bool:
    return len({round(ratio, 3) for ratio, _ in ratios}) > 1
