"""Calls put together by what they have in common: agent, team, city, province, kind, level of the customer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qa_scorer.figures.call_kinds import CallKind, call_kind
from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.figures.rule_figures import mean
from qa_scorer.model import UNKNOWN_AGENT, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """`complaint_ratio` is over the calls whose kind the call table says; None where it says none. `mean_ring_s` is
    over the calls that say it. `mean_hold_s`: the customer was asked to wait; it is part of `mean_duration_s`.
    """

    name: str
    agents: int
    calls: int
    mean_score: float | None
    pass_ratio: float | None
    fatal: int
    complaint_ratio: float | None
    mean_duration_s: float | None
    mean_hold_s: float | None
    mean_ring_s: float | None
    coverage_ratio: float | None

    @property
    def mean_talk_s(self) -> float | None:
        """The call without the waiting in it."""
        if self.mean_duration_s is None:
            return None
        return self.mean_duration_s - (self.mean_hold_s or 0.0)


def grouped(calls: Iterable[CallSummary], name: Callable[[CallSummary], str]) -> tuple[GroupFigures, ...]:
    """A group for each name, by name; calls without one under the empty name, last."""
    groups: dict[str, list[CallSummary]] = {}
    for call in calls:
        groups.setdefault(name(call), []).append(call)
    return tuple(group(key, groups[key]) for key in sorted(groups, key=lambda key: (not key, key)))


def group(name: str, calls: list[CallSummary]) -> GroupFigures:
    kinds = [kind for call in calls if (kind := call_kind(call.data))]
    verdicts = [call.verdict for call in calls]
    decided = verdicts.count(Verdict.PASS) + verdicts.count(Verdict.FAIL)
    return GroupFigures(
        name=name,
        agents=len({call.data.agent_id for call in calls} - {UNKNOWN_AGENT}),
        calls=len(calls),
        mean_score=mean(call.score for call in calls if call.score is not None),
        pass_ratio=verdicts.count(Verdict.PASS) / decided if decided else None,
        fatal=sum(bool(call.fatal) for call in calls),
        complaint_ratio=kinds.count(CallKind.COMPLAINT) / len(kinds) if kinds else None,
        mean_duration_s=mean(call.duration_s for call in calls),
        mean_hold_s=mean(call.measures.hold_s or 0.0 for call in calls),
        mean_ring_s=mean(call.data.ring_s for call in calls if call.data.ring_s is not None),
        coverage_ratio=mean(call.coverage_ratio for call in calls),
    )
