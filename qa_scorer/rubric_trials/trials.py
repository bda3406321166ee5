"""The examples of a rubric's rules, each tried: does its rule answer as the example says?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qa_scorer.checks import ask
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome
from qa_scorer.rubric.load import RubricFile, WrittenRule
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.wording.script import fold

_SAME_DEGREE = 0.01


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One example of one rule. `where` is `file:line:column`."""

    written: WrittenRule
    example: WrittenCall
    expected: Outcome
    number: int  # among the rule's examples of this outcome, from 1
    where: str

    @property
    def name(self) -> str:
        return f"{self.written.rule.id} {self.expected.value} {self.number}"

    @cached_property
    def call(self) -> Call:
        return as_call(self.example, self.name)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The words of each turn as the matcher reads them."""
        return tuple(fold(line.text) for line in self.example.lines)

    @cached_property
    def answer(self) -> Answer:
        return ask(self.written.rule, self.call)

    def as_expected(self, answer: Answer) -> bool:
        """The outcome, and where the example names a share of the points that too."""
        wanted = self.example.degree
        graded = wanted is None or (answer.degree is not None and abs(answer.degree - wanted) <= _SAME_DEGREE)
        return answer.outcome is self.expected and graded

    @property
    def passed(self) -> bool:
        return self.as_expected(self.answer)


def trials_of(file: RubricFile) -> tuple[Trial, ...]:
    """Every example of every rule, the rules that are off among them, in the order of the file."""
    return tuple(trial for written in file.rules for trial in _trials(file, written))


def _trials(file: RubricFile, written: WrittenRule) -> Iterator[Trial]:
    for outcome in Outcome:
        for index, example in enumerate(written.in_file.examples.of(outcome)):
            where = file.source.where((*written.place, "examples", outcome.value, index))
            yield Trial(written=written, example=example, expected=outcome, number=index + 1, where=where)


def otherwise(what: str, wanted: Outcome, degree: float | None, answer: Answer) -> Text:
    """Says that the rule or example `what` came out otherwise than it should, and why."""
    expected, got = _shown(wanted, degree), _shown(answer.outcome, None if degree is None else answer.degree)
    return Text(
        f"{what}：应为 {expected}，得到 {got}（{answer.reason.zh}）",
        f"{what}: {got} instead of {expected} ({answer.reason.en})",
    )


def _shown(outcome: Outcome, degree: float | None) -> str:
    return outcome if degree is None else f"{outcome} {degree:.2f}"
