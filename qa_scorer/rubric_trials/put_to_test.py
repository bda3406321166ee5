"""One rubric with its examples and cases: what was tried, what came out otherwise, what no example shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric.load import RubricFile, load_rubric_file
from qa_scorer.rubric_trials.case_files import Case, departures
from qa_scorer.rubric_trials.coverage import Coverage, Side, Uncovered, coverage
from qa_scorer.rubric_trials.trials import Trial, otherwise, trials_of

_MEND_ONE = Text("改规则，或改例子", "mend the rule or the example")
_MEND_CASE = Text("改规则，或改案例", "mend the rule or the case")
_NOT_SHOWN = {
    Side.MET: Text("没有做到（met）的例子", "no example in which it is met"),
    Side.MISSED: Text("没有未做到（missed）的例子", "no example in which it is missed"),
    Side.SAID: Text("没有说到它的例子", "no example in which it is said"),
    Side.UNSAID: Text("没有不说它、结果也不同的例子", "no example in which it is not said and the outcome is another"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """An example or a case, tried. `suite` is the rule, or the folder of cases; `faults`: none where it passed."""

    suite: str
    name: str
    where: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedRubric:
    path: Path
    attempts: tuple[Attempt, ...]
    coverage: Coverage
    uncovered: tuple[Fault, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for attempt in self.attempts for fault in attempt.faults)


def put_to_test(path: Path, cases: Sequence[Case] = ()) -> TriedRubric:
    """Try every example of the rubric at `path`, and the cases that are for it. Raises FaultyRubric."""
    file = load_rubric_file(path)
    trials = trials_of(file)
    shown = coverage(file, trials)
    return TriedRubric(
        path=path,
        attempts=(*map(_tried, trials), *_cases_tried(file, cases)),
        coverage=shown,
        uncovered=tuple(map(_not_shown, shown.uncovered)),
    )


def _tried(trial: Trial) -> Attempt:
    rule, name = trial.written.rule.id, f"{trial.expected} {trial.number}"
    faults = []
    if not trial.passed:
        what = otherwise(f"{rule} {name}", trial.expected, trial.example.degree, trial.answer)
        faults.append(Fault(where=trial.where, code="example", what=what, mend=_MEND_ONE))
    return Attempt(suite=rule, name=name, where=trial.where, faults=tuple(faults))


def _cases_tried(file: RubricFile, cases: Sequence[Case]) -> Iterator[Attempt]:
    for case in cases:
        if case.in_file.rubric in ("", file.rubric.id):
            faults = tuple(
                Fault(where=found.where, code="case", what=found.what, mend=_MEND_CASE)
                for found in departures(case, file.rubric)
            )
            yield Attempt(suite="cases", name=case.name, where=case.source.where(()), faults=faults)


def _not_shown(gap: Uncovered) -> Fault:
    of = Text(f"“{gap.phrase}”：", f" “{gap.phrase}”:") if gap.phrase else Text("：", ":")
    words = _NOT_SHOWN[gap.side]
    return Fault(
        where=gap.where,
        code="coverage",
        what=Text(f"{gap.rule}{of.zh}{words.zh}", f"{gap.rule}{of.en} {words.en}"),
        mend=Text("在该规则的 examples 下补一个", "write one under the rule's `examples:`"),
    )
