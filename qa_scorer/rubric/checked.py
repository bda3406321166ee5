"""A rubric file with every fault of it: what makes it no rubric, and what is surely not meant."""

from dataclasses import dataclass
from pathlib import Path

from qa_scorer.errors import RubricError
from qa_scorer.model import Rubric
from qa_scorer.rubric.fault import Fault, faults_of
from qa_scorer.rubric.lint import lint
from qa_scorer.rubric.load import load_rubric_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """`rubric` is None where the file is none."""

    path: Path
    rubric: Rubric | None
    faults: tuple[Fault, ...]


def check_rubric(path: Path) -> Checked:
    """Never raises RubricError."""
    try:
        file = load_rubric_file(path)
    except RubricError as problem:
        return Checked(path=path, rubric=None, faults=faults_of(problem))
    return Checked(path=path, rubric=file.rubric, faults=lint(file))
