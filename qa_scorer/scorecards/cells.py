"""Cells that hold what they are given: text is never a formula, an error code or half a character."""

import math
import re
from collections.abc import Mapping
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


def looks(sheet: Worksheet) -> Looks:
    """What each named style comes to in the workbook of `sheet`: looked up once instead of for every cell."""
    found: dict[Style, StyleArray] = {}
    for style in Style:
        cell = WriteOnlyCell(sheet, None)
        cell.style = style.value
        found[style] = cell._style  # type: ignore[attr-defined]  # what setting `style` has looked up
    return found


def filled(sheet: Worksheet, value: CellValue, look: StyleArray, leads_to: Target | None = None) -> Cell:
    """A cell of a write-only `sheet`. Figures that are not finite are left out; a time loses its zone, not its hour."""
    cell = WriteOnlyCell(sheet, None)
    cell._style = look  # type: ignore[attr-defined]
    if isinstance(value, str):
        _write_text(cell, safe_text(value))
    elif isinstance(value, datetime):
        _write_moment(cell, value)
    elif value is not None and not (isinstance(value, float) and not math.isfinite(value)):
        cell.value = value
    if leads_to:
        cell.hyperlink = Hyperlink(ref="", target=leads_to.file or None, location=leads_to.place or None)
    return cell


def _write_text(cell: Cell, text: str) -> None:
    """Undo openpyxl's guess at formulas and error codes; the quote prefix keeps Excel from guessing after an edit."""
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell._style = copy(cell._style)  # type: ignore[attr-defined]  # cells that look alike share it
        cell.quotePrefix = True


def _write_moment(cell: Cell, moment: datetime) -> None:
    if moment.year >= _EXCEL_FIRST_YEAR:
        cell.value = moment.replace(tzinfo=None)
    else:
        _write_text(cell, moment.isoformat(" "))


def safe_text(text: str) -> str:
    """`text` as a workbook can hold it: line ends as line feeds, nothing illegal, no longer than Excel allows."""
    if not text.isprintable():
        text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = _HALF_CHARACTER.sub("\ufffd", text)
    if len(text) * 2 <= EXCEL_TEXT_LIMIT:
        return text
    return text.encode("utf-16-le")[: EXCEL_TEXT_LIMIT * 2].decode("utf-16-le", "ignore")
