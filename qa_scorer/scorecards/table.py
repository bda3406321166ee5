"""Tables: columns said once, rows written one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from openpyxl.formatting.rule import ColorScale, DataBar, FormatObject, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Sheet, Value
from qa_scorer.scorecards.styles import BAR_BLUE, Style, Tone

Row = TypeVar("Row")

_BAND_PT = 20.0


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """`width` in characters of the standard font, a Chinese one takes about two; `value` reads the cell off a row."""

    key: str
    title: Text
    width: float
    style: Style
    value: Callable[[Row], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a table came to lie: its header at `header_row`, its rows below up to `last_row`."""

    sheet: Sheet
    keys: tuple[str, ...]
    header_row: int
    last_row: int

    def column(self, key: str) -> int:
        """The number of the column, from 1."""
        return self.keys.index(key) + 1

    def cells(self, key: str) -> str:
        """The cells of a column, as Excel writes them."""
        letter = get_column_letter(self.column(key))
        return f"{letter}{self.header_row + 1}:{letter}{max(self.last_row, self.header_row + 1)}"

    def colour_words(self, key: str, tones: Mapping[Text, Tone]) -> None:
        """Colour the cells of a column by their word; the colour follows when a person changes the word."""
        for word, tone in tones.items():
            formula = [f'"{word.read(self.sheet.lang)}"']
            self._add_rule(key, Rule("cellIs", operator="equal", formula=formula, dxf=look(tone)))

    def colour_outside(self, key: str, low: float, high: float, tone: Tone) -> None:
        """Colour the figures of a column below `low` or above `high`."""
        formula = [f"{low:.6g}", f"{high:.6g}"]
        self._add_rule(key, Rule("cellIs", operator="notBetween", formula=formula, dxf=look(tone)))

    def draw_bars(self, key: str, full: float, colour: str = BAR_BLUE) -> None:
        """Draw a bar in each cell of a column; it fills the cell at `full`."""
        ends = [FormatObject("num", 0), FormatObject("num", full)]
        self._add_rule(key, Rule("dataBar", dataBar=DataBar(cfvo=ends, color=colour, minLength=0, maxLength=100)))

    def add_filter(self) -> None:
        last = get_column_letter(len(self.keys))
        self.sheet.ws.auto_filter.ref = f"A{self.header_row}:{last}{self.last_row}"

    def print_alone(self) -> None:
        """Leave out of print what stands above: where pages go on to the right, it would be cut off on each."""
        last = get_column_letter(len(self.keys))
        self.sheet.ws.print_area = f"A{self.header_row}:{last}{self.last_row}"

    def _add_rule(self, key: str, rule: Rule) -> None:
        if self.last_row > self.header_row:
            self.sheet.ws.conditional_formatting.add(self.cells(key), rule)


def look(tone: Tone) -> DifferentialStyle:
    return DifferentialStyle(font=Font(color=tone.ink), fill=PatternFill("solid", bgColor=tone.fill))


def colour_by_share(sheet: Sheet, area: str) -> None:
    """White at 0, red at 1: for shares of what was missed."""
    heat = ColorScale(
        cfvo=[FormatObject("num", share) for share in (0, 0.5, 1)],
        color=[Color(colour) for colour in ("FFFFFF", "F8CBAD", "E06666")],
    )
    sheet.ws.conditional_formatting.add(area, Rule("colorScale", colorScale=heat))


def write_bands(sheet: Sheet, bands: Iterable[tuple[Text, int]]) -> None:
    """Write a row of titles above a table's header, each as wide as its number of columns."""
    row, first, cells = sheet.row, 1, list[tuple[Value, Style]]()
    for title, columns in bands:
        cells += [(title, Style.BAND), *[(None, Style.BAND)] * (columns - 1)]
        if columns > 1:
            sheet.ws.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(first + columns - 1)}{row}")
        first += columns
    sheet.line(*cells, height_pt=_BAND_PT)


def widths(columns: Sequence[Column[Row]]) -> list[float]:
    return [column.width for column in columns]


def write_table(sheet: Sheet, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Table:
    """Write a header and the rows from the sheet's next row on."""
    header_row = sheet.row
    sheet.line(*((column.title, Style.HEADER) for column in columns))
    for row in rows:
        sheet.line(*((column.value(row), column.style) for column in columns))
    keys = tuple(column.key for column in columns)
    return Table(sheet=sheet, keys=keys, header_row=header_row, last_row=sheet.row - 1)
