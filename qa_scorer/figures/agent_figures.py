"""One agent's figures over a night."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, mean, rule_figures, section_figures
from qa_scorer.model import UNKNOWN_AGENT, CallData, Night, ScoredCall, ScoredCalls, UnscoredCall, Verdict

FEW_CALLS = 5  # a mean over fewer calls says little about an agent; our own choice, shown beside the rank


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentFigures:
    """One agent's night. `scored` is read from the night again each time it is gone through; `unscored` is in time
    order; `mean_score` is over the calls with a score; `fatal` counts the calls with at least one fatal item;
    `heard_s` is the sound of all scored calls.

    `period`: when the first and the last call started, scored or not; None where no call says so.
    """

    agent_id: str
    name: str
    team: str
    scored: ScoredCalls
    unscored: tuple[UnscoredCall, ...]
    mean_score: float | None
    mean_coverage_ratio: float | None
    sections: tuple[SectionFigures, ...]
    rules: tuple[RuleFigures, ...]
    verdicts: Counter[Verdict]
    fatal: int
    heard_s: float
    period: tuple[datetime, datetime] | None

    @property
    def is_known(self) -> bool:
        """False for the calls of which nobody knows the agent: they are shown together and never ranked."""
        return self.agent_id != UNKNOWN_AGENT

    @property
    def few_calls(self) -> bool:
        return len(self.scored) < FEW_CALLS

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
        return self.verdicts[verdict]

    def _points_ratios(self) -> list[tuple[float, RuleFigures]]:
        return [(ratio, figures) for figures in self.rules if (ratio := figures.points_ratio) is not None]


def agent_figures(night: Night) -> tuple[AgentFigures, ...]:
    """One for each agent of whom there is a recording, scored or not, by id. Holds one agent's calls at a time."""
    unscored: dict[str, list[UnscoredCall]] = {}
    for recording in night.unscored:
        unscored.setdefault(recording.data.agent_id, []).append(recording)
    heard = [
        _figures(night, agent_id, calls, unscored.pop(agent_id, []))
        for agent_id, calls in groupby(night.scored, key=lambda call: call.call.data.agent_id)
    ]
    unheard = [_figures(night, agent_id, [], recordings) for agent_id, recordings in unscored.items()]
    return tuple(sorted([*heard, *unheard], key=lambda agent: agent.agent_id))


def _figures(
    night: Night, agent_id: str, scored: Iterable[ScoredCall], unscored: Iterable[UnscoredCall]
) -> AgentFigures:
    calls = in_time_order(scored)
    others = tuple(sorted(unscored, key=lambda call: _time_order(call.data, call.name)))
    data = _call_data(calls, others)
    return AgentFigures(
        agent_id=agent_id,
        name=_latest(entry.agent_name for entry in data),
        team=_latest(entry.team for entry in data),
        scored=night.scored.of_agent(agent_id),
        unscored=others,
        mean_score=mean(score for call in calls if (score := call.scorecard.score) is not None),
        mean_coverage_ratio=mean(call.scorecard.coverage_ratio for call in calls),
        sections=section_figures(night.rubric, calls),
        rules=rule_figures(night.rubric, calls),
        verdicts=Counter(call.scorecard.verdict for call in calls),
        fatal=sum(1 for call in calls if call.scorecard.fatal_items),
        heard_s=sum(call.call.evidence.facts.duration_s for call in calls),
        period=_period(data),
    )


def in_time_order(scored: Iterable[ScoredCall]) -> tuple[ScoredCall, ...]:
    """One agent's calls by start, those without one last, then by file."""
    return tuple(sorted(scored, key=lambda call: _time_order(call.call.data, call.call.name)))


def _period(data: Iterable[CallData]) -> tuple[datetime, datetime] | None:
    starts = [entry.started_at for entry in data if entry.started_at]
    return (min(starts, key=_wall_clock), max(starts, key=_wall_clock)) if starts else None


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
