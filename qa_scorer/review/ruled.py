"""Findings with people's verdicts in them, and the score that comes of it beside the machine's own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Finding, Outcome, Rubric, ScoredCall
from qa_scorer.review.settle import Ruling
from qa_scorer.scorecards.wordings import OUTCOMES
from qa_scorer.scoring import score


def scored(rubric: Rubric, call: Call, findings: Sequence[Finding], rulings: Mapping[str, Ruling]) -> ScoredCall:
    """The call scored with people's verdicts (by `Rule.sha256`), and the machine's own score where they changed one."""
    own = score(rubric, findings)
    reviewed = ruled(rubric, findings, rulings)
    changed = any(new.answer.outcome is not old.answer.outcome for new, old in zip(reviewed, findings, strict=True))
    if not changed:
        return ScoredCall(call=call, scorecard=score(rubric, reviewed) if rulings else own)
    return ScoredCall(call=call, scorecard=score(rubric, reviewed), machine=own)


def ruled(rubric: Rubric, findings: Sequence[Finding], rulings: Mapping[str, Ruling]) -> tuple[Finding, ...]:
    """`findings`, each that people reviewed with their names and, where they came to one, their outcome."""
    hashes = {rule.id: rule.sha256 for rule in rubric.rules}
    return tuple(
        _ruled(finding, rulings[hashes[finding.rule]]) if hashes[finding.rule] in rulings else finding
        for finding in findings
    )


def _ruled(finding: Finding, ruling: Ruling) -> Finding:
    answer = finding.answer if ruling.outcome is None else _decided(finding.answer, ruling.outcome, ruling)
    return replace(
        finding,
        answer=answer,
        machine=finding.answer,
        reviewers=ruling.reviewers,
        unsettled=ruling.outcome is None,
        disputed=ruling.disputed,
    )


def _decided(machine: Answer, outcome: Outcome, ruling: Ruling) -> Answer:
    """The people's answer: certain. Where they confirm the machine its degree and its reason stay."""
    if outcome is machine.outcome:
        return replace(machine, confidence=1.0, doubts=())
    words, who, why = OUTCOMES[outcome], "、".join(ruling.reviewers), "；".join(ruling.reasons)
    return replace(
        machine,
        outcome=outcome,
        reason=Text(
            f"人工复核：{words.zh}（{who}）" + (f"：{why}" if why else ""),
            f"reviewed: {words.en} ({who})" + (f": {why}" if why else ""),
        ),
        confidence=1.0,
        degree=None,
        doubts=(),
    )
