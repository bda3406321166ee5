"""Findings + points -> Scorecard. The only place that knows points."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa_scorer.model import Answer, Finding, Item, Outcome, Rubric, Rule, Scorecard, Section, SectionScore, Verdict

_LEAST, _MOST = 0.0, 100.0


def score(rubric: Rubric, findings: Sequence[Finding]) -> Scorecard:
    """Score one call.

    score     points of the determined items / their weights x 100, plus bonus, less deductions, 0 to 100; a section
              whose fatal item was missed counts with no points; None if nothing with a weight was determined
    low, high the score if every undetermined item were missed, or met
    coverage  the determined share of the weights that apply
    verdict   no_verdict if no rule applies; fail if an item that fails the call was certainly missed, or `high` is
              under the pass mark; pass if `low` reaches it and no such item is open; otherwise a person has to decide
    """
    rules = {rule.id: rule for rule in rubric.rules}
    items = _without_lost_sections(tuple(_item(rules[finding.rule], finding) for finding in findings))
    possible, open_weight = _possible(items), _possible(items, of=(Outcome.UNDETERMINED,))
    low = _total(_supposing(items, Outcome.MISSED)) or _LEAST
    at_best = _total(_supposing(items, Outcome.MET))
    high = _MOST if at_best is None else at_best
    return Scorecard(
        rubric_id=rubric.id,
        rubric_version=rubric.version,
        rubric_sha256=rubric.sha256,
        items=items,
        sections=tuple(_section(section, items) for section in rubric.sections),
        score=_total(items),
        low=low,
        high=high,
        coverage_ratio=possible / (possible + open_weight) if possible + open_weight else 0.0,
        verdict=_verdict(rubric, items, low, high),
        bonus=sum(item.points for item in items if item.rule.bonus and item.points is not None),
        deducted=_deducted(items),
    )


def _item(rule: Rule, finding: Finding) -> Item:
    return Item(finding=finding, rule=rule, points=_points(rule, finding.answer))


def _points(rule: Rule, answer: Answer) -> float | None:
    if answer.outcome in (Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE):
        return None
    met = _degree(answer)
    return rule.weight * met - rule.deduct * (1 - met)


def _degree(answer: Answer) -> float:
    return answer.degree if answer.degree is not None else float(answer.outcome is Outcome.MET)


def _supposing(items: Iterable[Item], outcome: Outcome) -> tuple[Item, ...]:
    """The items, had every undetermined one come out so."""
    return _without_lost_sections(
        tuple(
            item if not _open(item) else _item(item.rule, replace(item.finding, answer=_as(item, outcome)))
            for item in items
        )
    )


def _as(item: Item, outcome: Outcome) -> Answer:
    return replace(item.finding.answer, outcome=outcome, degree=None)


def _without_lost_sections(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items, those of a section whose fatal item was missed without the points they won."""
    lost = {item.rule.section for item in items if item.rule.fatal == "section" and _missed(item)}
    return tuple(
        replace(item, points=-_deduction(item))
        if item.rule.section in lost and not item.rule.bonus and item.points is not None
        else item
        for item in items
    )


def _total(items: Iterable[Item]) -> float | None:
    """The score of the items that count, 0 to 100; None if none with a weight does."""
    counting = [item for item in items if item.points is not None]
    if not (possible := _possible(counting)):
        return None
    won = sum(_won(item) for item in counting if not item.rule.bonus)
    bonus = sum(_won(item) for item in counting if item.rule.bonus)
    return min(max(100 * won / possible + bonus - _deducted(counting), _LEAST), _MOST)


def _won(item: Item) -> float:
    """The item's points without what it takes off the score."""
    return (item.points or 0.0) + _deduction(item)


def _deduction(item: Item) -> float:
    return item.rule.deduct * (1 - _degree(item.finding.answer)) if item.points is not None else 0.0


def _deducted(items: Iterable[Item]) -> float:
    return sum(_deduction(item) for item in items)


def _possible(items: Iterable[Item], of: Sequence[Outcome] = (Outcome.MET, Outcome.MISSED)) -> float:
    return sum(item.rule.weight for item in items if item.finding.answer.outcome in of and not item.rule.bonus)


def _missed(item: Item) -> bool:
    return item.finding.answer.outcome is Outcome.MISSED


def _open(item: Item) -> bool:
    return item.finding.answer.outcome is Outcome.UNDETERMINED


def _section(section: Section, items: tuple[Item, ...]) -> SectionScore:
    own = [item for item in items if item.rule.section == section.id]
    counting = [item for item in own if item.points is not None and not item.rule.bonus]
    return SectionScore(
        section=section,
        points=sum(_won(item) for item in counting),
        possible=_possible(own),
        zeroed_by=next((item.rule.id for item in own if item.rule.fatal == "section" and _missed(item)), ""),
    )


def _verdict(rubric: Rubric, items: tuple[Item, ...], low: float, high: float) -> Verdict:
    if all(item.finding.answer.outcome is Outcome.NOT_APPLICABLE for item in items):
        return Verdict.NO_VERDICT
    fatal = [item for item in items if item.rule.fatal == "call"]
    if any(_missed(item) for item in fatal) or high < rubric.pass_mark:
        return Verdict.FAIL
    if low >= rubric.pass_mark and not any(_open(item) for item in fatal):
        return Verdict.PASS
    return Verdict.NEEDS_PERSON
