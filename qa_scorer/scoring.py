"""Findings + points -> Scorecard. The only place that knows points."""

from collections.abc import Sequence

from qa_scorer.model import Finding, Item, Outcome, Rubric, Rule, Scorecard, SectionScore, Verdict


def score(rubric: Rubric, findings: Sequence[Finding]) -> Scorecard:
    """Score one call.

    score     points of the determined items / their weights x 100; None if nothing with a weight was determined
    low, high the score if every undetermined item were missed, or met
    verdict   fail if an item of 一票否决 was certainly missed, or `high` is under the pass mark; pass if `low`
              reaches it and no fatal item is open; otherwise a person has to decide
    """
    items = tuple(_item(rubric.rule(finding.rule), finding) for finding in findings)
    points = sum(item.points for item in items if item.points is not None)
    possible = sum(item.rule.weight for item in items if item.points is not None)
    open_weight = sum(item.rule.weight for item in items if _open(item))
    applicable = possible + open_weight
    low = _percent(points, applicable) or 0.0
    high = _percent(points + open_weight, applicable)
    return Scorecard(
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_sha256=rubric.sha256,
        items=items,
        sections=tuple(_section(rubric, section.id, items) for section in rubric.sections),
        score=_percent(points, possible),
        low=low,
        high=100.0 if high is None else high,
        coverage_ratio=possible / applicable if applicable else 0.0,
        verdict=_verdict(rubric, items, low, 100.0 if high is None else high),
    )


def _item(rule: Rule, finding: Finding) -> Item:
    return Item(finding=finding, rule=rule, points=_points(rule, finding))


def _points(rule: Rule, finding: Finding) -> float | None:
    answer = finding.answer
    if answer.outcome in (Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE):
        return None
    if answer.degree is not None:
        return rule.weight * answer.degree
    return rule.weight if answer.outcome is Outcome.MET else 0.0


def _open(item: Item) -> bool:
    return item.finding.answer.outcome is Outcome.UNDETERMINED


def _percent(points: float, possible: float) -> float | None:
    return 100 * points / possible if possible else None


def _section(rubric: Rubric, section_id: str, items: tuple[Item, ...]) -> SectionScore:
    own = [item for item in items if item.rule.section == section_id and item.points is not None]
    return SectionScore(
        section=next(section for section in rubric.sections if section.id == section_id),
        points=sum(item.points for item in own if item.points is not None),
        possible=sum(item.rule.weight for item in own),
    )


def _verdict(rubric: Rubric, items: tuple[Item, ...], low: float, high: float) -> Verdict:
    fatal = [item for item in items if item.rule.fatal]
    if any(item.finding.answer.outcome is Outcome.MISSED for item in fatal) or high < rubric.pass_mark:
        return Verdict.FAIL
    if low >= rubric.pass_mark and not any(_open(item) for item in fatal):
        return Verdict.PASS
    return Verdict.NEEDS_PERSON
