"""A table file as rows of text, with the line each row stands on. pandas is imported with this module, not before."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.errors import CallTableError
from qa_scorer.intake.columns import FILE, HEADING_WITHIN, columns_of
from qa_scorer.intake.names import shown
from qa_scorer.language import Text

_SEPARATORS: Final = (",", ";", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: int  # in the file, or on the sheet, counted from 1
    cells: tuple[str, ...]


def read_text_file(path: Path) -> tuple[Row, ...]:
    """The rows of a comma, semicolon or tab separated file, blank ones left out. Raises CallTableError, OSError."""
    text = _decoded(path)
    separator = _separator(text)
    most_cells = max((line.count(separator) for line in text.splitlines()), default=0) + 1
    try:
        frame = pd.read_csv(
            io.StringIO(text, newline=""),
            sep=separator,
            header=None,
            names=range(most_cells),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
        )
    except pd.errors.EmptyDataError:
        return ()
    except pd.errors.ParserError as problem:
        raise CallTableError(
            where=shown(path),
            why=Text(f"表格格式有误（{problem}）", f"it is not a proper table ({problem})"),
            mend=Text("检查引号是否成对", "check that every quotation mark is closed"),
        ) from problem
    rows, line = [], 1
    for cells in _as_text(frame):
        rows.append(Row(line=line, cells=cells))
        line += 1 + sum(cell.count("\n") for cell in cells)  # a quoted cell may run over several lines
    return _without_blanks(rows)


def _separator(text: str) -> str:
    """The one that shows a column for the recording, or else the most frequent: cells may be full of commas."""
    first_lines = text.splitlines()[:HEADING_WITHIN]
    shows_file = [mark for mark in _SEPARATORS if any(FILE in columns_of(line.split(mark)) for line in first_lines)]
    return max(shows_file or _SEPARATORS, key="\n".join(first_lines).count)


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        return raw.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise CallTableError(
        where=shown(path),
        why=Text("不是 UTF-8 或 GB18030 编码的文本", "it is no text in UTF-8 or GB18030"),
        mend=Text("在 Excel 中另存为“CSV UTF-8”或 .xlsx", 'save it from Excel as "CSV UTF-8" or .xlsx'),
    )


def read_workbook(path: Path) -> tuple[tuple[Row, ...], ...]:
    """The rows of each sheet, blank ones left out. Raises CallTableError, OSError."""
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            pd.ExcelFile(path, engine="openpyxl", engine_kwargs={"read_only": False}) as workbook,
        ):
            for sheet in workbook.book.worksheets:
                _write_as_read(sheet)
            frames = [workbook.parse(name, header=None, dtype=object) for name in workbook.sheet_names]
    except OSError:
        raise
    except Exception as problem:  # a damaged one makes zipfile, zlib, the XML parser and openpyxl raise all kinds
        raise CallTableError(
            where=shown(path),
            why=Text(
                "不是可以读取的 Excel 工作簿（损坏或有密码）",
                "it is no workbook that can be read (damaged, or locked)",
            ),
            mend=Text(
                "在 Excel 中打开，去掉密码，另存为 .xlsx",
                "open it in Excel, take the password off, save as .xlsx",
            ),
        ) from problem
    return tuple(
        _without_blanks([Row(line=line, cells=cells) for line, cells in enumerate(_as_text(frame), start=1)])
        for frame in frames
    )


def _write_as_read(sheet: Worksheet) -> None:
    """Put into the cells what a person sees: a merged cell's value in all of its cells, 12 formatted 0000 as 0012."""
    for merged in list(sheet.merged_cells.ranges):
        value = sheet.cell(merged.min_row, merged.min_col).value
        sheet.unmerge_cells(merged.coord)
        for row, column in merged.cells:
            sheet.cell(row, column).value = value
    for cells in sheet.iter_rows():
        for cell in cells:
            _keep_zeros(cell)


def _keep_zeros(cell: Cell | MergedCell) -> None:
    if isinstance(cell.value, int | float) and set(cell.number_format) == {"0"} and cell.value == int(cell.value):
        cell.value = f"{int(cell.value):0{len(cell.number_format)}d}"


def _as_text(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    return [tuple("" if pd.isna(cell) else str(cell) for cell in row) for row in frame.itertuples(index=False)]


def _without_blanks(rows: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if any(cell.strip() for cell in row.cells))
