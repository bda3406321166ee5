"""Single cells of the Review sheet: what a person typed, and whether a printed one is still what was written."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from qa_scorer.language import Text
from qa_scorer.scorecards.review_layout import LONGEST_AS_WRITTEN, Key

if TYPE_CHECKING:
    from openpyxl.cell import Cell

Cells = Mapping[Key, "Cell"]  # those of one row

_WRITTEN_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")
_SAME_TIME_S = 0.06  # programs keep a time as a share of a day and round it
_Word = TypeVar("_Word", bound=StrEnum)


class CellProblem(Exception):
    def __init__(self, cell: "Cell", why: Text) -> None:
        self.cell, self.why = cell, why


def shown(cell: "Cell") -> object:
    """What a printed cell shows. openpyxl takes the target of a link for the value of an empty cell; a link may stay
    where it was when rows are sorted.
    """
    link = cell.hyperlink
    return None if link is not None and cell.value in (link.target, link.location) else cell.value


def same(written: object, found: object) -> bool:
    if isinstance(found, time):
        found = timedelta(hours=found.hour, minutes=found.minute, seconds=found.second, microseconds=found.microsecond)
    if isinstance(found, timedelta):
        found = found.total_seconds()
    if isinstance(written, int | float) and isinstance(found, int | float):
        return abs(written - found) < _SAME_TIME_S
    return text(written) == text(found)[:LONGEST_AS_WRITTEN]


def text(value: object) -> str:
    return "" if value is None else str(value).replace("\r\n", "\n")


def short(value: object) -> str:
    return text(value)[:30]


def said(cells: Cells, key: Key) -> str:
    return text(cells[key].value).strip() if key in cells else ""


def word(cells: Cells, key: Key, words: Mapping[_Word, tuple[Text, ...]]) -> _Word | None:
    """What was chosen from a list, in either language."""
    if not (typed := said(cells, key)):
        return None
    for choice, texts in words.items():
        if typed.lower() in {form.lower() for text in texts for form in (text.zh, text.en)}:
            return choice
    raise CellProblem(cells[key], Text(f"“{typed[:30]}”不在下拉列表里", f"“{typed[:30]}” is not one of the list"))


def day(cells: Cells, key: Key) -> date | None:
    """A date of the spreadsheet, also one that is shown as a number, or a text such as 2026-1-5 or 2026年1月5日."""
    value = cells[key].value if key in cells else None
    if value in (None, ""):
        return None
    with suppress(ValueError, OverflowError):
        if found := _day(value):
            return found
    why = Text(f"“{short(value)}”不是日期（如 2026-11-27）", f"“{short(value)}” is no date such as 2026-11-27")
    raise CellProblem(cells[key], why)


def _day(value: object) -> date | None:
    from openpyxl.utils.datetime import from_excel

    if isinstance(value, int | float):
        value = from_excel(value)
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = _WRITTEN_DAY.fullmatch(str(value).strip())
    return date(*map(int, found.groups())) if found else None
