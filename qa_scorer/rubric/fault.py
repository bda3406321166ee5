"""One thing wrong with a rubric file, and the error that carries all that was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.errors import RubricError
from qa_scorer.language import Language, Text

_OF_THE_FILE = "unreadable"
_MOST_LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`where` is `file:line:column`; `code` names the kind of fault, `what` tells it, `mend` what to do."""

    where: str
    code: str
    what: Text
    mend: Text

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column, both from 1."""
        file, *numbers = self.where.rsplit(":", 2)
        if len(numbers) == 2 and all(number.isdecimal() for number in numbers):
            return file, int(numbers[0]), int(numbers[1])
        return self.where, 1, 1

    def read(self, lang: Language) -> str:
        """The fault on one line, in the form that editors and terminals make a link of."""
        what, mend = self.what.read(lang), self.mend.read(lang)
        if lang == "zh":
            return f"{self.where}: {_ended(what, '。')}{_ended(mend, '。')} [{self.code}]"
        return f"{self.where}: {_ended(what, '.')} {_ended(mend[:1].upper() + mend[1:], '.')} [{self.code}]"


def _ended(sentence: str, stop: str) -> str:
    return sentence if sentence.endswith(("?", "？")) else sentence + stop


def listed(faults: Sequence[Fault], lang: Language) -> Iterator[str]:
    """A line a fault, of as many as anybody reads; two rubrics that extend one parent have its faults in common."""
    each = tuple(dict.fromkeys(faults))
    yield from (fault.read(lang) for fault in each[:_MOST_LISTED])
    if (more := len(each) - _MOST_LISTED) > 0:
        yield Text(f"……另有 {more} 处", f"… and {more} more").read(lang)


class FaultyRubric(RubricError):
    """A rubric file with all its `faults`."""

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        if len(faults) == 1:
            where, why, mend = faults[0].where, faults[0].what, faults[0].mend
        else:
            where = str(path)
            why = Text(*("".join(f"\n  {line}" for line in listed(faults, lang)) for lang in ("zh", "en")))
            mend = Text("改好后用 qa-scorer rubric check 再查一遍", f"mend it, then run: qa-scorer rubric check {path}")
        super().__init__(where=where, why=why, mend=mend)


def faults_of(problem: RubricError) -> tuple[Fault, ...]:
    """What a RubricError has to say, fault by fault."""
    if isinstance(problem, FaultyRubric):
        return problem.faults
    return (Fault(where=problem.where, code=_OF_THE_FILE, what=problem.why, mend=problem.mend),)
