"""How rules and sections came out over a number of calls. Points count only where an item was determined."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_scorer.model import Item, Outcome, Rubric, Rule, ScoredCall, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFigures:
    """The outcomes of one rule. `possible` is the rule's weight over the determined calls, `points` what was won.

    A rule for review only wins and loses nothing: its misses are `for_person`, never `missed`.
    """

    rule: Rule
    met: int = 0
    missed: int = 0
    not_applicable: int = 0
    undetermined: int = 0
    for_person: int = 0
    points: float = 0.0
    possible: float = 0.0

    @property
    def determined(self) -> int:
        return self.met + self.missed + self.for_person

    @property
    def miss_ratio(self) -> float | None:
        """Missed calls over determined calls; None for a rule for review only."""
        return self.missed / self.determined if self.determined and not self.rule.review else None

    @property
    def points_ratio(self) -> float | None:
        """Share of the points over the determined calls; None for a rule without points."""
        return self.points / self.possible if self.possible else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFigures:
    """The mean points of one section, and the mean of what was possible, over the calls that determined any."""

    section: Section
    calls: int
    mean_points: float | None
    mean_possible: float | None

    @property
    def points_ratio(self) -> float | None:
        if self.mean_points is None or not self.mean_possible:
            return None
        return self.mean_points / self.mean_possible


def is_for_person(item: Item) -> bool:
    """A miss that costs nothing: a person listens and judges."""
    return item.rule.review and item.finding.answer.outcome is Outcome.MISSED


def rule_figures(rubric: Rubric, calls: Iterable[ScoredCall]) -> tuple[RuleFigures, ...]:
    """One for each rule, in the order of the rubric."""
    items: dict[str, list[Item]] = {rule.id: [] for rule in rubric.rules}
    for call in calls:
        for item in call.scorecard.items:
            items[item.rule.id].append(item)
    return tuple(_of_rule(rule, items[rule.id]) for rule in rubric.rules)


def _of_rule(rule: Rule, items: Sequence[Item]) -> RuleFigures:
    outcomes = Counter(item.finding.answer.outcome for item in items if not is_for_person(item))
    points = [item.points for item in items if item.points is not None and not rule.review]
    return RuleFigures(
        rule=rule,
        met=outcomes[Outcome.MET],
        missed=outcomes[Outcome.MISSED],
        not_applicable=outcomes[Outcome.NOT_APPLICABLE],
        undetermined=outcomes[Outcome.UNDETERMINED],
        for_person=sum(is_for_person(item) for item in items),
        points=sum(points),
        possible=rule.weight * len(points),
    )


def team_figures(rule: Rule, each: Iterable[RuleFigures]) -> RuleFigures:
    """The figures of `rule` over all agents, from those of each."""
    own = list(each)
    return RuleFigures(
        rule=rule,
        met=sum(figures.met for figures in own),
        missed=sum(figures.missed for figures in own),
        not_applicable=sum(figures.not_applicable for figures in own),
        undetermined=sum(figures.undetermined for figures in own),
        for_person=sum(figures.for_person for figures in own),
        points=sum(figures.points for figures in own),
        possible=sum(figures.possible for figures in own),
    )


def section_figures(rubric: Rubric, calls: Iterable[ScoredCall]) -> tuple[SectionFigures, ...]:
    """One for each section, in the order of the rubric."""
    scores = [score for call in calls for score in call.scorecard.sections if score.possible]
    by_section = {section.id: [s for s in scores if s.section.id == section.id] for section in rubric.sections}
    return tuple(
        SectionFigures(
            section=section,
            calls=len(own := by_section[section.id]),
            mean_points=mean(s.points for s in own),
            mean_possible=mean(s.possible for s in own),
        )
        for section in rubric.sections
    )


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else None


def most_missed(figures: Iterable[RuleFigures]) -> tuple[RuleFigures, ...]:
    """Most often missed first, then by the share of determined calls, then as they came."""
    return tuple(sorted(figures, key=lambda f: (-f.missed, -(f.miss_ratio or 0.0))))
