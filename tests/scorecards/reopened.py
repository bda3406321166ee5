"""Workbooks as a reader finds them: reopened with openpyxl, tables by their titles."""

from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet


def reopen(path: Path) -> Workbook:
    return load_workbook(path)


def cells(sheet: Worksheet, row: int) -> list[Cell]:
    return [cell for cell in sheet[row] if isinstance(cell, Cell)]


def header_row(sheet: Worksheet, title: str) -> int:
    """The row whose first cell is `title`."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == title)


def rows(sheet: Worksheet, header_row: int = 1) -> list[dict[str, Cell]]:
    """The rows below `header_row`, each cell under its column's title (line breaks read as spaces)."""
    titles = [str(cell.value).replace("\n", " ") for cell in cells(sheet, header_row)]
    below = range(header_row + 1, sheet.max_row + 1)
    return [dict(zip(titles, cells(sheet, row), strict=True)) for row in below]


def column(sheet: Worksheet, title: str, header_row: int = 1) -> list[object]:
    return [row[title].value for row in rows(sheet, header_row)]


def values(row: dict[str, Cell], *titles: str) -> list[object]:
    return [row[title].value for title in titles]


def pairs(sheet: Worksheet) -> dict[object, object]:
    """First and second column of a sheet of labels."""
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value is not None}


def left_and_right(item: HeaderFooterItem | None) -> tuple[str, str]:
    """The texts at the ends of a page's head or foot."""
    assert item is not None
    return str(item.left.text), str(item.right.text)
