"""A sheet being filled from the top."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.language import Language, Text
from qa_scorer.scorecards.cells import CellValue, Looks, Target, cell_xml, safe_text
from qa_scorer.scorecards.row_height import LINE_PT, row_height_pt
from qa_scorer.scorecards.rows import RowWriter
from qa_scorer.scorecards.styles import INPUTS, UNLINKED, WRAPPED, Style


@dataclass(frozen=True, slots=True)
class Link:
    """What a cell shows, and where it leads."""

    shown: CellValue | Text
    target: Target


Value = CellValue | Text | Link

_PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")
_LONGEST_MARK = 70  # Excel allows 255 characters for the three parts of a header or footer together
_MOST_LINKS = 65_530  # a sheet: "Excel specifications and limits", support.microsoft.com


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What all sheets of one workbook share: the language, and the words at the head and foot of printed pages.

    `pages` is the way from the workbook's folder to the one that the calls' pages are named from ("", "../"), None
    where there are no pages to lead to.
    """

    lang: Language
    head: str
    foot: str
    pages: str | None = None

    def to_page(self, link: str) -> Target | None:
        """A target from the link of a call's page."""
        file, _, place = link.partition("#")
        return None if self.pages is None else Target(file=f"{self.pages}{file}", place=place)


class Sheet:
    """Rows go in from the top and cannot be changed any more; `row` is the number of the next one.

    Column widths and the frozen header must be known before the first row: openpyxl writes them first. Each printed
    page repeats `header_rows` rows, of which `header_row` is the last, and on `pages_wide` pages the frozen columns.
    """

    def __init__(
        self,
        book: Workbook,
        paper: Paper,
        title: Text,
        widths: Sequence[float],
        *,
        header_row: int = 0,
        header_rows: int = 1,
        frozen_columns: int = 0,
        pages_wide: int = 1,
    ) -> None:
        # A write-only sheet shares the attributes used here with Worksheet, but not its type stubs.
        self.ws: Worksheet = book.create_sheet(title.read(paper.lang))
        self.lang = paper.lang
        self.paper = paper
        self.row = 1
        self._looks = Looks(self.ws)
        self._letters = [get_column_letter(number) for number in range(1, len(widths) + 1)]
        self._rows: RowWriter | None = None
        self._hidden = False
        self._links = 0
        self._widths = widths
        for number, width in enumerate(widths, 1):
            self.ws.column_dimensions[get_column_letter(number)].width = width
        if header_row:
            self.ws.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{header_row + 1}"
            self.ws.print_title_rows = f"{header_row - header_rows + 1}:{header_row}"
        if pages_wide > 1:
            self.ws.print_title_cols = f"A:{get_column_letter(frozen_columns)}"
        self.ws.sheet_format.defaultRowHeight, self.ws.sheet_format.customHeight = LINE_PT, True
        self._set_up_print(paper, pages_wide)

    @property
    def title(self) -> str:
        return str(self.ws.title)

    def line(self, *cells: tuple[Value, Style], height_pt: float | None = None) -> None:
        """Write one row, as high as its wrapped text unless given; without cells it stays empty."""
        read = [(*self._read(value), style) for value, style in cells]
        height_pt = height_pt or row_height_pt(self._wrapped(read))
        row = [self._cell(letter, *cell) for letter, cell in zip(self._letters, read, strict=False)]
        self._begun().take(f"<row{self._row_look(height_pt)}>{''.join(row)}</row>")
        self.row += 1

    def heading(self, text: Text) -> None:
        """Leave a row and write a heading."""
        if self.row > 1:
            self.line()
        self.line((text, Style.HEADING), height_pt=24)

    def style_column(self, number: int, style: Style) -> None:
        """How the empty cells of a column look, and whether they may be typed in."""
        dimension = self.ws.column_dimensions[get_column_letter(number)]
        dimension._style = self._looks.of_column(style)  # type: ignore[attr-defined]  # its `style` cannot be set

    def hide_row(self) -> None:
        """Hide the next row."""
        self._hidden = True

    def protect(self) -> None:
        """Lock what is not an input, without a password: against slips, not against people. Filters keep working."""
        lock = self.ws.protection
        lock.sheet = True
        lock.autoFilter = lock.sort = lock.formatColumns = lock.formatRows = False  # False: may be done

    def _read(self, value: Value) -> tuple[CellValue, Target | None]:
        """What is shown, and where it leads while the sheet has room for links."""
        shown, target = (value.shown, value.target) if isinstance(value, Link) else (value, None)
        self._links += target is not None
        return shown.read(self.lang) if isinstance(shown, Text) else shown, target if self._has_room() else None

    def _begun(self) -> RowWriter:
        self._rows = self._rows or RowWriter(self.ws)
        return self._rows

    def _row_look(self, height_pt: float) -> str:
        """Most rows have one line, and need not say their height."""
        hidden, self._hidden = ' hidden="1"' if self._hidden else "", False
        height = f' ht="{height_pt:g}" customHeight="1"' if height_pt != LINE_PT else ""
        return f' r="{self.row}"{height}{hidden}'

    def _cell(self, letter: str, value: CellValue, target: Target | None, style: Style) -> str:
        """Nothing for an empty cell that takes its look from its column."""
        if value is None and style in INPUTS:
            return ""
        place = f"{letter}{self.row}"
        if target:
            self._begun().link(place, target)
        return cell_xml(place, value, style if target else UNLINKED.get(style, style), self._looks)

    def _has_room(self) -> bool:
        return self._links <= _MOST_LINKS

    def _wrapped(self, cells: Sequence[tuple[CellValue, Target | None, Style]]) -> Iterator[tuple[str, float]]:
        for (value, _, style), width in zip(cells, self._widths, strict=False):
            if isinstance(value, str) and style in WRAPPED:
                yield value, width

    def _set_up_print(self, paper: Paper, pages_wide: int) -> None:
        """A4 landscape, scaled to `pages_wide`, with page numbers."""
        ws = self.ws
        ws.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        ws.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
        ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = pages_wide, 0
        ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        ws.page_margins.left = ws.page_margins.right = 0.4
        ws.page_margins.top = ws.page_margins.bottom = 0.7
        ws.page_margins.header = ws.page_margins.footer = 0.3
        ws.HeaderFooter.oddHeader = _ends(_mark(paper.head), "&A")
        ws.HeaderFooter.oddFooter = _ends(_mark(paper.foot), _PAGES.read(paper.lang))


def _ends(left: str, right: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    item.left.text, item.right.text = left, right
    return item


def _mark(text: str) -> str:
    """Text for the head or foot of a page, where & begins a code."""
    return safe_text(text)[:_LONGEST_MARK].replace("&", "&&")
