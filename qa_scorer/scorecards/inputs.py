"""Columns that people fill in: open and pale yellow while the rest of the sheet is locked.

An empty cell takes its look from its column, so none has to be written.
"""

from collections.abc import Sequence
from typing import TypeVar

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Sheet
from qa_scorer.scorecards.styles import INPUT_FILL, INPUTS, LINE, Style
from qa_scorer.scorecards.table import Column, Table

Row = TypeVar("Row")

_LINE = Side(style="thin", color=LINE)
_LOOK = DifferentialStyle(
    fill=PatternFill("solid", bgColor=INPUT_FILL), border=Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
)


def to_fill_in(key: str, title: Text, width: float, *, a_day: bool = False) -> Column[Row]:
    """A column that is empty when it is written."""
    return Column(key, title, width, Style.INPUT_DAY if a_day else Style.INPUT, lambda row: None)


def unlock_inputs(sheet: Sheet, columns: Sequence[Column[Row]]) -> None:
    """To be called before the first row is written."""
    for place, column in enumerate(columns, 1):
        if column.style in INPUTS:
            sheet.style_column(place, column.style)


def shade_inputs(table: Table, columns: Sequence[Column[Row]]) -> None:
    for column in columns:
        if column.style in INPUTS and table.last_row > table.header_row:
            shade = Rule("expression", formula=["TRUE"], dxf=_LOOK)
            table.sheet.ws.conditional_formatting.add(table.cells(column.key), shade)
