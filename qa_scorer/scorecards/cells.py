"""Cells that hold what they are given: text is never a formula, an error code or half a character."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.scorecards.styles import Style

CellValue = str | int | float | date | datetime | timedelta | None
Looks = Mapping[Style, StyleArray]

EXCEL_TEXT_LIMIT = 32_767  # UTF-16 units: "Excel specifications and limits", support.microsoft.com
_EXCEL_FIRST_YEAR = 1900  # its calendar begins there; earlier dates are written as text
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")
# What XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets), and halves of surrogate pairs
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a cell leads: a file beside the workbook and a place in it, or, without a file, a cell of the workbook.

    The place stands in an attribute of its own, as Excel itself writes it: `#` in a file's name means nothing to it.
    """

    file: str = ""
    place: str = ""


class _Look(StyleArray):
    """A style that is hashed once: openpyxl looks it up again for every cell."""

    def __init__(self, style: StyleArray) -> None:
        self._hash = StyleArray.__hash__(self)

    def __hash__(self) -> int:  # type: ignore[override]
        return self._hash


def looks(sheet: Worksheet) -> Looks:
    """What each named style comes to in the workbook of `sheet`: looked up once instead of for every cell."""
    found: dict[Style, StyleArray] = {}
    for style in Style:
        cell = WriteOnlyCell(sheet, None)
        cell.style = style.value
        found[style] = _Look(cell._style)  # type: ignore[attr-defined]
    return found


def take_cells_as_given(sheet: Worksheet) -> None:
    """Have a write-only `sheet` write our cells as they are.

    openpyxl 3.1 takes every one of them for a value first, and is told otherwise by an exception: half of its time.
    """

    def as_given(cells: Iterable[Cell | None], row: int) -> Iterator[Cell]:
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                cell.row, cell.column = row, column
                if cell.hyperlink is not None:
                    cell.hyperlink.ref = cell.coordinate
                yield cell

    sheet._values_to_row = as_given  # type: ignore[attr-defined]


def filled(sheet: Worksheet, value: CellValue, look: StyleArray, leads_to: Target | None = None) -> Cell:
    """A cell of a write-only `sheet`. Figures that are not finite are left out; a time loses its zone, not its hour.

    The value is set without openpyxl's guesses: text is text, never a formula or an error code.
    """
    cell = WriteOnlyCell(sheet, None)
    cell._style = look  # type: ignore[attr-defined]
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None) if value.year >= _EXCEL_FIRST_YEAR else value.isoformat(" ")
    if isinstance(value, str):
        value = safe_text(value)
        cell.data_type = "s"
        if value.startswith(_FORMULA_STARTS):
            _keep_as_text(cell)
    elif isinstance(value, date | timedelta):
        cell.data_type = "d"
    elif isinstance(value, float) and not math.isfinite(value):
        value = None
    cell._value = value  # type: ignore[attr-defined]
    if leads_to:
        cell.hyperlink = Hyperlink(ref="", target=leads_to.file or None, location=leads_to.place or None)
    return cell


def _keep_as_text(cell: Cell) -> None:
    """The quote prefix keeps Excel from guessing after an edit; cells that look alike share their style."""
    cell._style = copy(cell._style)  # type: ignore[attr-defined]
    cell.quotePrefix = True


def safe_text(text: str) -> str:
    """`text` as a workbook can hold it: line ends as line feeds, nothing illegal, no longer than Excel allows."""
    if not text.isprintable():
        text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = _HALF_CHARACTER.sub("\ufffd", text)
    if len(text) * 2 <= EXCEL_TEXT_LIMIT:
        return text
    return text.encode("utf-16-le")[: EXCEL_TEXT_LIMIT * 2].decode("utf-16-le", "ignore")
