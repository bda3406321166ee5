"""One scored call as the tables need it: a few kilobytes, however long the call. What people said is masked already."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from qa_scorer.call_figures import longest_s
from qa_scorer.figures.call_measures import CallMeasures, call_measures
from qa_scorer.figures.rule_figures import is_for_person
from qa_scorer.language import Text
from qa_scorer.model import Answer, Baseline, CallData, Finding, Item, Outcome, ScoredCall, Silence, Verdict

NOTED_SILENCE_S = 5.0  # the shortest worth a place in a list of calls

Points = tuple[float, float]  # won, and possible


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFinding:
    """A finding somebody should see. `number` is its place on the scorecard, from 1, the same on the call's page.

    `machine` is the machine's own outcome, `answer` what stands; they may differ where there are `reviewers`.
    """

    number: int
    rule_id: str
    answer: Answer
    points: float | None
    machine: Outcome
    reviewers: tuple[str, ...] = ()
    unsettled: bool = False
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSummary:
    """`sections` are in the rubric's order, None where nothing of one was determined; `fatal` are rule ids.

    `missed`, `undetermined` and `for_person` count findings; `listed` are those and the reviewed ones;
    `silences` are those of five seconds and longer. `machine` is the machine's own score and verdict, where people's
    verdicts changed something.
    """

    name: str
    data: CallData
    sha256: str  # of the recording's bytes: the key under which the store keeps the call
    duration_s: float
    remarks: tuple[Text, ...]
    score: float | None
    low: float
    high: float
    coverage_ratio: float
    verdict: Verdict
    sections: tuple[Points | None, ...]
    fatal: tuple[str, ...]
    open_fatal: tuple[str, ...]
    missed: int
    undetermined: int
    for_person: int
    listed: int
    machine: tuple[float | None, Verdict] | None
    non_talk_s: float
    longest_silence_s: float
    silences: tuple[Silence, ...]
    measures: CallMeasures
    baseline: Baseline | None


def call_summary(scored: ScoredCall) -> CallSummary:
    call, card, evidence = scored.call, scored.scorecard, scored.call.evidence
    outcomes = [item.finding.answer.outcome for item in card.items]
    for_person = sum(is_for_person(item) for item in card.items)
    return CallSummary(
        name=call.name,
        data=call.data,
        sha256=evidence.facts.sha256,
        duration_s=evidence.facts.duration_s,
        remarks=evidence.facts.remarks,
        score=card.score,
        low=card.low,
        high=card.high,
        coverage_ratio=card.coverage_ratio,
        verdict=card.verdict,
        sections=tuple((score.points, score.possible) if score.possible else None for score in card.sections),
        fatal=tuple(item.rule.id for item in card.fatal_items),
        open_fatal=tuple(item.rule.id for item in card.items if item.rule.fatal and _is_open(item)),
        missed=outcomes.count(Outcome.MISSED) - for_person,
        undetermined=outcomes.count(Outcome.UNDETERMINED),
        for_person=for_person,
        listed=sum(is_listed(item.finding) for item in card.items),
        machine=(scored.machine.score, scored.machine.verdict) if scored.machine else None,
        non_talk_s=evidence.non_talk_s,
        longest_silence_s=longest_s(evidence.silences),
        silences=tuple(silence for silence in evidence.silences if silence.duration_s >= NOTED_SILENCE_S),
        measures=call_measures(call),
        baseline=call.baseline,
    )


def listed_findings(scored: ScoredCall) -> Iterator[ListedFinding]:
    """The findings that were missed (a fatal one is among them), are for a person, undetermined, or reviewed."""
    for number, item in enumerate(scored.scorecard.items, 1):
        if is_listed(finding := item.finding):
            yield ListedFinding(
                number=number,
                rule_id=item.rule.id,
                answer=finding.answer,
                points=item.points,
                machine=(finding.machine or finding.answer).outcome,
                reviewers=finding.reviewers,
                unsettled=finding.unsettled,
                disputed=finding.disputed,
            )


def is_listed(finding: Finding) -> bool:
    return bool(finding.reviewers) or finding.answer.outcome in (Outcome.MISSED, Outcome.UNDETERMINED)


def time_order(data: CallData, name: str) -> tuple[bool, datetime, str]:
    """By start, calls without one last, then by file."""
    return data.started_at is None, wall_clock(data.started_at or datetime.max), name


def wall_clock(moment: datetime) -> datetime:
    """Call tables give local time, with or without its zone: read both alike."""
    return moment.replace(tzinfo=None)


def _is_open(item: Item) -> bool:
    return item.finding.answer.outcome is Outcome.UNDETERMINED
