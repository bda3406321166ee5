"""What of a rubric its examples reach.

A rule is covered on two sides, met and missed, by a passing example of that outcome. A phrase of a rule is covered
where it was said in a passing example of one outcome and not said in one of another: its two sides as well. Each
alternative (a|b) in it has to be said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_scorer.model import Outcome
from qa_scorer.rubric.load import RubricFile, WrittenRule, WrittenSection
from qa_scorer.rubric.phrase_options import options
from qa_scorer.rubric.rule_parts import Part, PartKind, condition_parts, rule_parts
from qa_scorer.rubric_trials.trials import Trial
from qa_scorer.wording.pattern import expression, patterns


class Side(StrEnum):
    """What an example can show of a rule (the first two) or of a phrase in it."""

    MET = "met"
    MISSED = "missed"
    SAID = "said"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """One side of a rule, or of the phrase in it, that no example shows. `where` is `file:line:column`."""

    rule: str
    phrase: str  # empty: the rule itself
    side: Side
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    sides: int
    uncovered: tuple[Uncovered, ...]

    @property
    def ratio(self) -> float:
        return 1 - len(self.uncovered) / self.sides if self.sides else 1.0


def coverage(file: RubricFile, trials: Sequence[Trial]) -> Coverage:
    passed: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.passed:
            passed.setdefault(trial.written.rule.id, []).append(trial)
    sides, uncovered = 0, list[Uncovered]()
    for written in file.rules:
        where = file.source.where((*written.place, "id"))
        missing = _not_shown(passed.get(written.rule.id, []))
        uncovered += [Uncovered(rule=written.rule.id, phrase="", side=side, where=where) for side in missing]
        sides += 2
    for unit, part, own in _phrases(file, passed):
        phrase, where = str(part.value), file.source.where((*unit.place, *part.place))
        uncovered += [
            Uncovered(rule=unit.in_file.id, phrase=words, side=side, where=where)
            for words, side in _not_shown_of(phrase, own)
        ]
        sides += 2 + sum(1 for _ in options(phrase))
    return Coverage(sides=sides, uncovered=tuple(uncovered))


def _phrases(
    file: RubricFile, passed: Mapping[str, Sequence[Trial]]
) -> Iterator[tuple[WrittenSection | WrittenRule, Part, Sequence[Trial]]]:
    """Each phrase of a section's condition or of a rule, with the examples that may show it."""
    for section in file.sections:
        own = [trial for rule in section.in_file.rules for trial in passed.get(rule.id, ())]
        yield from ((section, part, own) for part in condition_parts(section.data) if part.kind is PartKind.PHRASE)
    for written in file.rules:
        parts = rule_parts(written.rule.check, written.data)
        yield from ((written, part, passed.get(written.rule.id, ())) for part in parts if part.kind is PartKind.PHRASE)


def _not_shown(passed: Sequence[Trial]) -> Iterator[Side]:
    outcomes = {trial.expected for trial in passed}
    if Outcome.MET not in outcomes:
        yield Side.MET
    if Outcome.MISSED not in outcomes:
        yield Side.MISSED


def _not_shown_of(phrase: str, passed: Sequence[Trial]) -> Iterator[tuple[str, Side]]:
    """Sides of the phrase, or of one of its alternatives, in the words with that alternative."""
    said = {trial.expected for trial in passed if _said(phrase, trial)}
    unsaid = {trial.expected for trial in passed if not _said(phrase, trial)}
    if not said:
        yield phrase, Side.SAID
    if not any(one is not other for one in said or Outcome for other in unsaid):
        yield phrase, Side.UNSAID
    for option in options(phrase):
        if not any(_said(option.alone, trial) for trial in passed):
            yield option.alone, Side.SAID


def _said(phrase: str, trial: Trial) -> bool:
    """In any of its readings; or it is a word of the call data."""
    data = trial.example.call
    return any(phrase in word for word in (data.call_type, data.desk)) or any(
        expression(pattern).search(text) for pattern in patterns(phrase) for text in trial.folded
    )
