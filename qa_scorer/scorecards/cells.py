"""Cells that hold what they are given: text is never a formula, an error code or half a character."""

import math
import re
from datetime import datetime, timedelta

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.scorecards.styles import Style

CellValue = str | int | float | datetime | timedelta | None

EXCEL_TEXT_LIMIT = 32_767  # UTF-16 units: "Excel specifications and limits", support.microsoft.com
_EXCEL_FIRST_YEAR = 1900  # its calendar begins there; earlier dates are written as text
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")
# What XML 1.0 cannot carry (https://www.w3.org/TR/xml/#charsets), and halves of surrogate pairs
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def styled(sheet: Worksheet, value: CellValue, style: Style) -> Cell:
    """A cell of a write-only `sheet`. Figures that are not finite are left out; a time loses its zone, not its hour."""
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None) if value.year >= _EXCEL_FIRST_YEAR else value.isoformat(" ")
    text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, None)
    cell.style = style.value
    cell.value = safe_text(value) if isinstance(value, str) else value
    if text:
        _keep_as_text(cell)
    return cell


def _keep_as_text(cell: Cell) -> None:
    """Undo openpyxl's guess at formulas and error codes; the quote prefix keeps Excel from guessing after an edit."""
    cell.data_type = "s"
    if str(cell.value).startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def safe_text(text: str) -> str:
    """`text` as a workbook can hold it: line ends as line feeds, nothing illegal, no longer than Excel allows."""
    text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _HALF_CHARACTER.sub("\ufffd", text)
    if len(text) * 2 <= EXCEL_TEXT_LIMIT:
        return text
    return text.encode("utf-16-le")[: EXCEL_TEXT_LIMIT * 2].decode("utf-16-le", "ignore")
