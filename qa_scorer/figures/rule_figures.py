"""How rules and sections came out over a number of calls. Points count only where an item was determined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_scorer.model import Item, Outcome, Rubric, Rule, Scorecard, Section


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
    def asked(self) -> int:
        """Calls the rule applied to."""
        return self.determined + self.undetermined

    @property
    def miss_ratio(self) -> float | None:
        """Missed calls over determined calls; None for a rule for review only."""
        return self.missed / self.determined if self.determined and not self.rule.review else None

    @property
    def undetermined_ratio(self) -> float | None:
        """Undetermined calls over those the rule applied to."""
        return self.undetermined / self.asked if self.asked else None

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


class RuleCount:
    """Counts the outcomes of one rule as the calls go by."""

    __slots__ = ("for_person", "outcomes", "points", "with_points")

    def __init__(self) -> None:
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.for_person = self.with_points = 0
        self.points = 0.0

    def add(self, item: Item) -> None:
        if is_for_person(item):
            self.for_person += 1
        else:
            self.outcomes[item.finding.answer.outcome] += 1
        if item.points is not None and not item.rule.review:
            self.points += item.points
            self.with_points += 1

    def figures(self, rule: Rule) -> RuleFigures:
        return RuleFigures(
            rule=rule,
            met=self.outcomes[Outcome.MET],
            missed=self.outcomes[Outcome.MISSED],
            not_applicable=self.outcomes[Outcome.NOT_APPLICABLE],
            undetermined=self.outcomes[Outcome.UNDETERMINED],
            for_person=self.for_person,
            points=self.points,
            possible=rule.weight * self.with_points,
        )


class Tally:
    """The outcomes of a whole rubric, counted as the calls go by."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._rules = {rule.id: RuleCount() for rule in rubric.rules}
        self._sections = {section.id: [0, 0.0, 0.0] for section in rubric.sections}  # calls, points, possible

    def add(self, card: Scorecard) -> None:
        for item in card.items:
            self._rules[item.rule.id].add(item)
        for score in card.sections:
            if score.possible:
                sums = self._sections[score.section.id]
                sums[0], sums[1], sums[2] = sums[0] + 1, sums[1] + score.points, sums[2] + score.possible

    def rules(self) -> tuple[RuleFigures, ...]:
        """One for each rule, in the order of the rubric."""
        return tuple(self._rules[rule.id].figures(rule) for rule in self._rubric.rules)

    def sections(self) -> tuple[SectionFigures, ...]:
        """One for each section, in the order of the rubric."""
        return tuple(_of_section(section, *self._sections[section.id]) for section in self._rubric.sections)


def _of_section(section: Section, calls: float, points: float, possible: float) -> SectionFigures:
    return SectionFigures(
        section=section,
        calls=int(calls),
        mean_points=points / calls if calls else None,
        mean_possible=possible / calls if calls else None,
    )


def added(rule: Rule, parts: Sequence[RuleFigures]) -> RuleFigures:
    """The figures of one rule over everybody."""
    return RuleFigures(
        rule=rule,
        met=sum(part.met for part in parts),
        missed=sum(part.missed for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        undetermined=sum(part.undetermined for part in parts),
        for_person=sum(part.for_person for part in parts),
        points=sum(part.points for part in parts),
        possible=sum(part.possible for part in parts),
    )


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else None


def most_missed(figures: Iterable[RuleFigures]) -> tuple[RuleFigures, ...]:
    """Most often missed first, then by the share of determined calls, then as they came."""
    return tuple(sorted(figures, key=lambda f: (-f.missed, -(f.miss_ratio or 0.0))))
