"""Whole calls with what must come of them: one YAML file a call, in a folder such as `tests/cases/`.

title: 查话费                       what the case is for
rubric: telecom_hotline            the id of the rubric it is for; default: any
call: {agent_id: "1206"}           and what else an example may have (see rubric/written_call.py)
dialogue: |
  agent: 您好，工号幺二零六，请问有什么可以帮您？
  customer: 我想查一下话费。
expect:                            by rule; rules that are not named are not looked at
  opening.greeting: met
  opening.identity: met
verdict: pass                      and, where it is given, of the whole: pass, fail, needs_person, no_verdict
score: [80, 100]                   between these
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from qa_scorer.checks import find_out
from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import Call, Outcome, Rubric, Scorecard, Verdict
from qa_scorer.rubric.fault import FaultyRubric
from qa_scorer.rubric.faults import near_miss, schema_faults
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric.yaml_source import Source, read_source
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.rubric_trials.trials import otherwise
from qa_scorer.scoring import score

Points = Annotated[float, Field(ge=0, le=100)]


class CaseInFile(WrittenCall):
    title: str = ""
    rubric: str = ""
    expect: dict[str, Outcome] = Field(default_factory=dict)
    verdict: Verdict | None = None
    score: tuple[Points, Points] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case file. `name` is its path as given."""

    name: str
    in_file: CaseInFile
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Where a case did not come out as it says. `where` is `file:line:column`."""

    where: str
    what: Text


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Every `*.yaml` below `folder`, by name. Raises FaultyRubric for one that is no case, UsageError for no cases."""
    paths = sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]
    if not paths:
        raise UsageError(
            where=str(folder),
            why=Text("没有 .yaml 案例文件", "there are no case files (*.yaml)"),
            mend=Text("检查 --cases 的路径", "check the path given with --cases"),
        )
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Case:
    source = read_source(path)
    try:
        return Case(name=str(path), in_file=CaseInFile.model_validate(source.data), source=source)
    except ValidationError as problem:
        keys = tuple(CaseInFile.model_fields)
        raise FaultyRubric(path, list(schema_faults(source, problem, keys=keys))) from problem


def call_of(case: Case) -> Call:
    return as_call(case.in_file, case.name)


def departures(case: Case, rubric: Rubric) -> list[Departure]:
    """Where `rubric` judges the case otherwise than its file says; none where it is for another rubric."""
    if case.in_file.rubric not in ("", rubric.id):
        return []
    card = score(rubric, find_out(rubric, call_of(case)))
    return [*_rules(case, card), *_whole(case, card)]


def _rules(case: Case, card: Scorecard) -> Iterator[Departure]:
    answers = {item.rule.id: item.finding.answer for item in card.items}
    for rule, wanted in case.in_file.expect.items():
        where = case.source.where(("expect", rule))
        if rule not in answers:
            near = near_miss(rule, tuple(answers))
            yield Departure(
                where=where, what=Text(f"没有规则 {rule}{near.zh}", f"the rubric asks no rule {rule}{near.en}")
            )
        elif (answer := answers[rule]).outcome is not wanted:
            yield Departure(where=where, what=otherwise(rule, wanted, None, answer))


def _whole(case: Case, card: Scorecard) -> Iterator[Departure]:
    verdict, points = case.in_file.verdict, case.in_file.score
    if verdict not in (None, card.verdict):
        words = Text(f"判定应为 {verdict}，得到 {card.verdict}", f"the verdict is {card.verdict} instead of {verdict}")
        yield Departure(where=case.source.where(("verdict",)), what=words)
    if points and (card.score is None or not points[0] <= card.score <= points[1]):
        got = "–" if card.score is None else f"{card.score:.1f}"
        words = Text(
            f"得分 {got}，应在 {points[0]:g}～{points[1]:g}", f"the score is {got}, not {points[0]:g} to {points[1]:g}"
        )
        yield Departure(where=case.source.where(("score",)), what=words)
