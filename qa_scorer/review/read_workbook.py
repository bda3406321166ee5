"""A workbook that came back -> what was typed into its Review sheet, and every cell that could not be taken.

`scorecards/review_layout.py` says how the sheet is laid out and what may have become of it on the way. A row is taken
whole or not at all: a verdict on a row whose printed part was changed may be about something else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from zipfile import BadZipFile

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import Outcome
from qa_scorer.review.verdicts import Appeal, FindingKey, Review
from qa_scorer.scorecards.review_layout import (
    APPEALS,
    INPUTS,
    LAYOUT_VERSION,
    LONGEST_AS_WRITTEN,
    MARK,
    OPINIONS,
    RIGHT_OUTCOMES,
    AppealState,
    Fact,
    Key,
    Opinion,
)
from qa_scorer.scorecards.wordings import FOR_PERSON

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_KEY_ROW_WITHIN = 10
_SAME_TIME_S = 0.06  # programs keep a time as a share of a day and round it
_Word = TypeVar("_Word", bound=StrEnum)
_OUTCOME_WORDS: Mapping[Outcome, tuple[Text, ...]] = {
    outcome: (words, FOR_PERSON) if outcome is Outcome.MISSED else (words,) for outcome, words in RIGHT_OUTCOMES.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A cell, or a sheet, of which nothing was taken, and why."""

    where: str  # workbook, sheet and cell
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was typed into one row. `where` names its first verdict cell."""

    where: str
    review: Review | None
    appeal: Appeal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook read back. `facts` are those of its hidden sheet."""

    path: Path
    facts: Mapping[Fact, str]
    rows: tuple[Row, ...]
    not_taken: tuple[NotTaken, ...]


class _CellProblem(Exception):
    def __init__(self, cell: "Cell", why: Text) -> None:
        self.cell, self.why = cell, why


def read_workbook(path: Path) -> Returned:
    """Read a workbook back. Raises UsageError where it is none of ours, or its Review sheet cannot be found."""
    book = _opened(path)
    facts = _facts(path, book)
    sheet, key_row = _review_sheet(path, book)
    keys = {str(cell.value): cell.column for cell in sheet[key_row] if cell.value is not None}
    if missing := [key for key in (Key.CALL, Key.RULE, Key.RULE_SHA256, Key.AS_WRITTEN) if key not in keys]:
        raise _unreadable(path, Text(f"“{sheet.title}”里少了列 {missing[0]}", f"{sheet.title}: no column {missing[0]}"))
    rows, problems = [], []
    for number in range(key_row + 1, sheet.max_row + 1):
        cells = {key: cast("Cell", sheet.cell(number, keys[key])) for key in Key if key in keys}
        try:
            if row := _row(path, sheet, cells):
                rows.append(row)
        except _CellProblem as problem:
            problems.append(NotTaken(where=_where(path, sheet, problem.cell), why=problem.why))
    return Returned(path=path, facts=facts, rows=tuple(rows), not_taken=tuple(problems))


def _opened(path: Path) -> "Workbook":
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as problem:
        raise _unreadable(
            path, Text("不是完整的 .xlsx 工作簿", f"it is not a whole .xlsx workbook ({type(problem).__name__})")
        ) from problem


def _facts(path: Path, book: "Workbook") -> Mapping[Fact, str]:
    for sheet in book.worksheets:
        if sheet["A1"].value == MARK:
            said = {str(row[0].value): str(row[1].value) for row in sheet.iter_rows(min_row=2, max_col=2)}
            facts = {fact: said[fact.value] for fact in Fact if fact.value in said}
            if facts.get(Fact.LAYOUT) != str(LAYOUT_VERSION) or len(facts) < len(Fact):
                raise _unreadable(path, Text("隐藏页与本版本不符", "its hidden sheet is of another version"))
            return facts
    raise _unreadable(path, Text("不是 qa-scorer 写的坐席工作簿", "it is no agent workbook written by qa-scorer"))


def _review_sheet(path: Path, book: "Workbook") -> tuple["Worksheet", int]:
    for sheet in cast("list[Worksheet]", book.worksheets):
        for row in sheet.iter_rows(max_row=_KEY_ROW_WITHIN):
            keys = {cell.value for cell in row}
            if Key.CALL in keys and keys.intersection(INPUTS):  # the heading repeats the hidden keys only
                return sheet, int(row[0].row or 1)
    raise _unreadable(
        path, Text("找不到“复核”页的键行（隐藏的第一行）", "the key row of the Review sheet (hidden, row 1) is gone")
    )


def _row(path: Path, sheet: "Worksheet", cells: Mapping[Key, "Cell"]) -> Row | None:
    """What was typed into a row; None for the heading, and where nothing was. Raises _CellProblem."""
    typed = [cells[key] for key in INPUTS if key in cells and cells[key].value not in (None, "")]
    if not typed or not str(cells[Key.AS_WRITTEN].value).startswith("{"):
        return None
    for cell in typed:
        if cell.data_type == "f":
            raise _CellProblem(
                cell, Text("单元格里是公式，不是填写的内容", "it holds a formula, not what a reviewer typed")
            )
    written = _unchanged(cells)
    key = FindingKey(
        audio_sha256=str(cells[Key.CALL].value),
        rule=str(cells[Key.RULE].value),
        rule_sha256=str(cells[Key.RULE_SHA256].value),
    )
    return Row(
        where=_where(path, sheet, typed[0]), review=_review(key, cells, written), appeal=_appeal(key, cells, typed)
    )


def _unchanged(cells: Mapping[Key, "Cell"]) -> Mapping[str, object]:
    """The printed cells of a row as they were written. Raises _CellProblem for the first that was changed."""
    written: dict[str, object] = json.loads(str(cells[Key.AS_WRITTEN].value))
    for name, value in written.items():
        cell = cells.get(Key(name))
        if cell is not None and not _same(value, cell.value):
            raise _CellProblem(
                cell,
                Text(
                    f"这一格不能改（原来写的是“{_short(value)}”），这一行没有取",
                    f"this cell is not to be edited (it said “{_short(value)}”); the row was not taken",
                ),
            )
    return written


def _same(written: object, found: object) -> bool:
    if isinstance(found, time):
        found = timedelta(hours=found.hour, minutes=found.minute, seconds=found.second, microseconds=found.microsecond)
    if isinstance(found, timedelta):
        found = found.total_seconds()
    if isinstance(written, int | float) and isinstance(found, int | float):
        return abs(written - found) < _SAME_TIME_S
    return _text(written) == _text(found)[:LONGEST_AS_WRITTEN]


def _text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def _short(value: object) -> str:
    return _text(value)[:30]


def _review(key: FindingKey, cells: Mapping[Key, "Cell"], written: Mapping[str, object]) -> Review | None:
    right = _word(cells, Key.RIGHT_OUTCOME, {outcome: (text,) for outcome, text in RIGHT_OUTCOMES.items()})
    opinion = _word(cells, Key.OPINION, {word: (text,) for word, text in OPINIONS.items()})
    reviewer = _said(cells, Key.REVIEWER)
    if opinion is None:
        if right is not None:
            raise _CellProblem(cells[Key.RIGHT_OUTCOME], Text("没有选复核意见", "no opinion was chosen beside it"))
        return None
    machine = _machine_outcome(written)
    if opinion is Opinion.DISAGREE and right in (None, machine):
        raise _CellProblem(
            cells.get(Key.RIGHT_OUTCOME, cells[Key.OPINION]),
            Text(
                "不同意时要选正确结果，且与机器的不同",
                "who disagrees chooses the right outcome, other than the machine's",
            ),
        )
    if opinion is Opinion.AGREE and right not in (None, machine):
        raise _CellProblem(
            cells[Key.RIGHT_OUTCOME], Text("写了同意，又选了别的结果", "it says agree, and yet another outcome")
        )
    if not reviewer:
        raise _CellProblem(cells.get(Key.REVIEWER, cells[Key.OPINION]), Text("没有写复核人", "no reviewer is named"))
    return Review(
        key=key,
        machine=machine,
        opinion=opinion,
        right=right if opinion is Opinion.DISAGREE else None,
        reason=_said(cells, Key.REASON),
        reviewer=reviewer,
        reviewed_on=_day(cells, Key.REVIEWED_ON),
    )


def _machine_outcome(written: Mapping[str, object]) -> Outcome:
    said = str(written[Key.OUTCOME])
    return next(outcome for outcome, words in _OUTCOME_WORDS.items() if any(said in (w.zh, w.en) for w in words))


def _appeal(key: FindingKey, cells: Mapping[Key, "Cell"], typed: list["Cell"]) -> Appeal | None:
    state = _word(cells, Key.APPEAL_STATE, {word: (text,) for word, text in APPEALS.items()})
    reason, answer = _said(cells, Key.APPEAL), _said(cells, Key.APPEAL_ANSWER)
    if state is None and not reason and not answer:
        return None
    state = state or AppealState.FILED
    if state in (AppealState.UPHELD, AppealState.REJECTED) and not answer:
        raise _CellProblem(
            cells.get(Key.APPEAL_ANSWER, typed[0]),
            Text("申诉已有结论，却没有写答复", "the appeal is decided, but no answer is given"),
        )
    return Appeal(key=key, state=state, reason=reason, deadline=_day(cells, Key.APPEAL_DEADLINE), answer=answer)


def _said(cells: Mapping[Key, "Cell"], key: Key) -> str:
    return _text(cells[key].value).strip() if key in cells else ""


def _word(cells: Mapping[Key, "Cell"], key: Key, words: Mapping[_Word, tuple[Text, ...]]) -> _Word | None:
    """What was chosen from a list, in either language."""
    if not (said := _said(cells, key)):
        return None
    for word, texts in words.items():
        if said.lower() in {form.lower() for text in texts for form in (text.zh, text.en)}:
            return word
    raise _CellProblem(cells[key], Text(f"“{said[:30]}”不在下拉列表里", f"“{said[:30]}” is not one of the list"))


def _day(cells: Mapping[Key, "Cell"], key: Key) -> date | None:
    if key not in cells or cells[key].value in (None, ""):
        return None
    value = cells[key].value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip().replace("/", "-"))
    except ValueError:
        why = Text(f"“{_short(value)}”不是日期（如 2026-11-27）", f"“{_short(value)}” is no date such as 2026-11-27")
        raise _CellProblem(cells[key], why) from None


def _where(path: Path, sheet: "Worksheet", cell: "Cell") -> str:
    return f"{path.name} {sheet.title}!{cell.coordinate}"


def _unreadable(path: Path, why: Text) -> UsageError:
    return UsageError(
        where=str(path),
        why=why,
        mend=Text(
            "请用 qa-scorer 写出的坐席工作簿（agents 文件夹里），另存为 .xlsx",
            "use an agent workbook as qa-scorer wrote it (folder agents), saved as .xlsx",
        ),
    )
