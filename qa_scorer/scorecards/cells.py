"""Cells that hold what they are given: text is never a formula, an error code or half a character."""

import math
import re
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.sax.saxutils import escape

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.scorecards.styles import Style

CellValue = str | int | float | date | datetime | timedelta | None

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


class Looks:
    """What each named style comes to in a workbook: its number there, looked up once instead of for every cell."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._cells = {style: WriteOnlyCell(sheet, None) for style in Style}
        for style, cell in self._cells.items():
            cell.style = style.value
        self._numbers = {style: int(cell.style_id) for style, cell in self._cells.items()}
        self._as_text: dict[Style, int] = {}

    def number(self, style: Style) -> int:
        return self._numbers[style]

    def number_as_text(self, style: Style) -> int:
        """The same look with the quote prefix: it keeps Excel from guessing after an edit."""
        if style not in self._as_text:
            cell = WriteOnlyCell(self._sheet, None)
            cell._style = self.of_column(style)  # type: ignore[attr-defined]
            cell.quotePrefix = True
            self._as_text[style] = int(cell.style_id)
        return self._as_text[style]

    def of_column(self, style: Style) -> StyleArray:
        look: StyleArray = self._cells[style]._style  # type: ignore[attr-defined]
        return copy(look)


def cell_xml(place: str, value: CellValue, style: Style, looks: Looks) -> str:
    """The cell at `place`, such as B12, as SpreadsheetML (ECMA-376 part 1, 18.3.1.4).

    Text is text, never a formula or an error code. A figure that is not finite is left out; a time loses its zone, not
    its hour.
    """
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None) if value.year >= _EXCEL_FIRST_YEAR else value.isoformat(" ")
    if isinstance(value, str):
        return _text_xml(place, safe_text(value), style, looks)
    look, figure = looks.number(style), _figure(value)
    return f'<c r="{place}" s="{look}"/>' if figure is None else f'<c r="{place}" s="{look}"><v>{figure}</v></c>'


def _text_xml(place: str, text: str, style: Style, looks: Looks) -> str:
    look = looks.number_as_text(style) if text.startswith(_FORMULA_STARTS) else looks.number(style)
    if not text:
        return f'<c r="{place}" s="{look}"/>'
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'


def _figure(value: float | date | timedelta | None) -> str | None:
    """Dates and durations are days to Excel."""
    figure = to_excel(value) if isinstance(value, date | timedelta) else value  # type: ignore[no-untyped-call]
    return f"{figure:.16g}" if figure is not None and math.isfinite(figure) else None


def safe_text(text: str) -> str:
    """`text` as a workbook can hold it: line ends as line feeds, nothing illegal, no longer than Excel allows."""
    if not text.isprintable():
        text = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = _HALF_CHARACTER.sub("\ufffd", text)
    if len(text) * 2 <= EXCEL_TEXT_LIMIT:
        return text
    return text.encode("utf-16-le")[: EXCEL_TEXT_LIMIT * 2].decode("utf-16-le", "ignore")
