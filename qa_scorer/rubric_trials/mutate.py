"""Would the examples notice? Every rule mutated in every way, and every example heard badly.

A mutated rule is noticed (killed) where a passing example comes out otherwise. An example that is heard badly is
borne where its rule still answers the same, leaves it to a person or has the sound heard again; a rule that then
accuses, or lets pass, is not good enough. Both count alike. A mutation that makes no rule at all is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_scorer.checks import ask
from qa_scorer.model import Outcome, Rule
from qa_scorer.rubric.dialogue_lines import DialogueLine
from qa_scorer.rubric.load import RubricFile, WrittenRule, WrittenSection, in_section, rewritten
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.rubric_trials.badly_heard import HEARINGS, badly_heard
from qa_scorer.rubric_trials.mutations import OPERATORS, Mutation, mutations_of, mutations_of_section
from qa_scorer.rubric_trials.trials import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One mutation tried. `name` is its key in the rule's `survives:`, and `reason` what stands there, if anything."""

    rule: str
    operator: str
    name: str
    where: str  # file:line:column
    noticed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse:
    """A line of `survives:` for what does not survive, or does not exist. `where` is `file:line:column`."""

    rule: str
    name: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutated:
    mutants: tuple[Mutant, ...]
    idle_excuses: tuple[Excuse, ...]

    @property
    def counted(self) -> tuple[Mutant, ...]:
        """All but the survivors with a reason."""
        return tuple(mutant for mutant in self.mutants if mutant.noticed or not mutant.reason)

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        return tuple(mutant for mutant in self.counted if not mutant.noticed)

    @property
    def score(self) -> float:
        """The noticed share of the counted, 0..1; 1 where nothing can be mutated."""
        return 1 - len(self.survivors) / len(self.counted) if self.counted else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    noticed: int
    counted: int
    left_out: int  # survivors with a reason


def by_operator(mutated: Mutated) -> dict[str, Count]:
    """The counts of each operator, also of those that had nothing to change."""
    return {operator: _count(mutated, operator) for operator in (*OPERATORS, *HEARINGS)}


def _count(mutated: Mutated, operator: str) -> Count:
    own = [mutant for mutant in mutated.mutants if mutant.operator == operator]
    noticed = sum(mutant.noticed for mutant in own)
    left_out = sum(bool(mutant.reason) and not mutant.noticed for mutant in own)
    return Count(noticed=noticed, counted=len(own) - left_out, left_out=left_out)


def mutate(file: RubricFile, trials: Sequence[Trial]) -> Mutated:
    """Try every mutation of the rubric on the examples that pass."""
    own: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.passed:
            own.setdefault(trial.written.rule.id, []).append(trial)
    mutants = (
        *(mutant for section in file.sections for mutant in _of_section(file, section, own)),
        *(mutant for written in file.rules for mutant in _mutants(file, written, own.get(written.rule.id, []))),
    )
    return Mutated(mutants=mutants, idle_excuses=tuple(_idle_excuses(file, mutants)))


def _of_section(file: RubricFile, section: WrittenSection, own: Mapping[str, Sequence[Trial]]) -> Iterator[Mutant]:
    trials = [trial for rule in section.in_file.rules for trial in own.get(rule.id, ())]
    for mutation in mutations_of_section(section):
        rules = {
            rule.rule.id: in_section(rule, mutation.data) for rule in file.rules if rule.section is section.in_file
        }
        if None not in rules.values():
            yield Mutant(
                rule=section.in_file.id,
                operator=mutation.operator,
                name=mutation.name,
                where=file.source.where((*section.place, *mutation.place)),
                noticed=any(not _holds(trial, rules[trial.written.rule.id]) for trial in trials),
                reason=section.in_file.survives.get(mutation.name, ""),
            )


def _mutants(file: RubricFile, written: WrittenRule, trials: Sequence[Trial]) -> Iterator[Mutant]:
    excuses = written.in_file.survives
    for mutation in mutations_of(written):
        noticed = _noticed(written, mutation, trials)
        if noticed is not None:
            yield Mutant(
                rule=written.rule.id,
                operator=mutation.operator,
                name=mutation.name,
                where=file.source.where((*written.place, *mutation.place)),
                noticed=noticed,
                reason=excuses.get(mutation.name, ""),
            )
    for trial in trials:
        for operator, lines in badly_heard(_timed(trial)):
            name = f"{operator} {trial.expected.value} {trial.number}"
            yield Mutant(
                rule=written.rule.id,
                operator=operator,
                name=name,
                where=trial.where,
                noticed=_borne(trial, lines),
                reason=excuses.get(name, ""),
            )


def _noticed(written: WrittenRule, mutation: Mutation, trials: Sequence[Trial]) -> bool | None:
    """None where the mutation makes no rule."""
    rule = rewritten(written, mutation.data)
    if rule is None or rule.sha256 == written.rule.sha256:
        return None
    return any(not _holds(trial, rule) for trial in trials)


def _holds(trial: Trial, rule: Rule | None) -> bool:
    return rule is not None and trial.as_expected(ask(rule, trial.call))


def _timed(trial: Trial) -> tuple[DialogueLine, ...]:
    """The lines with the times they have, so that other words take no other time."""
    turns = trial.call.evidence.turns
    return tuple(
        replace(line, start_s=turn.start_s, end_s=turn.end_s)
        for line, turn in zip(trial.example.lines, turns, strict=True)
    )


def _borne(trial: Trial, lines: Sequence[DialogueLine]) -> bool:
    answer = ask(trial.written.rule, as_call(trial.example, trial.name, lines))
    return answer.outcome in (trial.expected, Outcome.UNDETERMINED) or bool(answer.doubts)


def _idle_excuses(file: RubricFile, mutants: Sequence[Mutant]) -> Iterator[Excuse]:
    surviving = {(mutant.rule, mutant.name) for mutant in mutants if not mutant.noticed}
    units: list[WrittenSection | WrittenRule] = [*file.sections, *file.rules]
    for written in units:
        for name in written.in_file.survives:
            if (written.in_file.id, name) not in surviving:
                where = file.source.where((*written.place, "survives", name))
                yield Excuse(rule=written.in_file.id, name=name, where=where)
