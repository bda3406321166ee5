"""A workbook that came back -> what was typed into its Review sheet, and every cell that could not be taken.

`scorecards/review_layout.py` says how the sheet is laid out and what may have become of it on the way. A row is taken
whole or not at all: a verdict on a row whose printed part was changed may be about something else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from warnings import catch_warnings
from zipfile import BadZipFile

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.review.read_row import Row, read_row
from qa_scorer.review.typed_cells import CellProblem
from qa_scorer.scorecards.review_layout import INPUTS, LAYOUT_VERSION, MARK, Fact, Key

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_KEY_ROW_WITHIN = 10
_NEEDED = (Key.CALL, Key.RULE, Key.RULE_SHA256, Key.AS_WRITTEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A cell, or a sheet, of which nothing was taken, and why."""

    where: str  # workbook, sheet and cell
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook read back: its Review sheet is called `sheet`, `facts` are those of its hidden one."""

    path: Path
    sheet: str
    facts: Mapping[Fact, str]
    rows: tuple[Row, ...]
    not_taken: tuple[NotTaken, ...]


def read_workbook(path: Path) -> Returned:
    """Read a workbook back. Raises UsageError where it is none of ours, or its Review sheet cannot be found."""
    book = _opened(path)
    facts = _facts(path, book)
    sheet, key_row = _review_sheet(path, book)
    keys = {str(cell.value): cell.column for cell in sheet[key_row] if cell.value is not None}
    if missing := [key for key in _NEEDED if key not in keys]:
        raise _unreadable(path, Text(f"“{sheet.title}”里少了列 {missing[0]}", f"{sheet.title}: no column {missing[0]}"))
    rows, problems = [], []
    for number in range(key_row + 1, sheet.max_row + 1):
        cells = {key: cast("Cell", sheet.cell(number, keys[key])) for key in Key if key in keys}
        try:
            if row := read_row(cells):
                rows.append(row)
        except CellProblem as problem:
            problems.append(NotTaken(where=f"{path.name} {sheet.title}!{problem.cell.coordinate}", why=problem.why))
    return Returned(path=path, sheet=str(sheet.title), facts=facts, rows=tuple(rows), not_taken=tuple(problems))


def _opened(path: Path) -> "Workbook":
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    if not path.exists():
        raise _unreadable(path, Text("没有这个文件", "there is no such file"))
    try:
        with catch_warnings(action="ignore"):  # of looks that openpyxl cannot keep, and need not
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


def _unreadable(path: Path, why: Text) -> UsageError:
    return UsageError(
        where=str(path),
        why=why,
        mend=Text(
            "请用 qa-scorer 写出的坐席工作簿（agents 文件夹里），另存为 .xlsx",
            "use an agent workbook as qa-scorer wrote it (folder agents), saved as .xlsx",
        ),
    )
