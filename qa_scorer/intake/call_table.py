"""The call table: which agent took which call, when and from whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_scorer.errors import CallTableError, system_reason
from qa_scorer.intake import cells
from qa_scorer.intake.call_data import call_data
from qa_scorer.intake.columns import FILE, HEADING_WITHIN, columns_of, meant, named
from qa_scorer.intake.listing import listed
from qa_scorer.intake.names import shown
from qa_scorer.language import Text
from qa_scorer.model import CallData

if TYPE_CHECKING:
    from qa_scorer.intake.sheet import Row

_TEXT_ENDINGS: Final = frozenset({".csv", ".tsv"})
_WORKBOOK_ENDINGS: Final = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """`file` as it stands in the table; `where` is the table's name and the line."""

    file: str
    where: str
    data: CallData


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTable:
    name: str
    rows: tuple[CallRow, ...]
    remarks: tuple[Text, ...]


def read_call_table(path: Path) -> CallTable:
    """Read a .csv or .xlsx call table.

    Cells that cannot be read are remarks, their row is still used. Raises CallTableError where the file is no table,
    names no recordings or holds no rows.
    """
    sheets = _sheets(path)
    tables = [rows[heading:] for rows in sheets if (heading := _heading_of(rows)) is not None]
    if not tables:
        raise _no_file_column(path, next((rows[0].cells for rows in sheets if rows), ()))
    headings, below = tables[0][0].cells, tables[0][1:]
    if not below:
        raise _empty(path)
    remarks = list(_about_headings(path, headings))
    read = [_call_row(path, row, headings, remarks) for row in below]
    return CallTable(name=shown(Path(path.name)), rows=tuple(row for row in read if row), remarks=tuple(remarks))


def _sheets(path: Path) -> "tuple[tuple[Row, ...], ...]":
    from qa_scorer.intake.sheet import read_text_file, read_workbook  # brings pandas: 0.6 s

    ending = path.suffix.lower()
    try:
        if ending in _WORKBOOK_ENDINGS:
            return read_workbook(path)
        if ending in _TEXT_ENDINGS:
            return (read_text_file(path),)
    except FileNotFoundError:
        raise _refusal(
            path, Text("没有这个文件", "there is no such file"), Text("检查路径", "check the path")
        ) from None
    except OSError as problem:
        why = Text(f"打不开（{system_reason(problem).zh}）", f"it cannot be opened ({system_reason(problem).en})")
        mend = Text("检查读取权限，并在 Excel 中关闭它", "check the permission to read it, and close it in Excel")
        raise _refusal(path, why, mend) from problem
    why = Text(f"不认识这种通话清单（{ending or '没有扩展名'}）", f"{ending or 'no ending'} is no call table")
    raise _refusal(path, why, Text("另存为 .csv 或 .xlsx", "save it as .csv or .xlsx"))


def _refusal(path: Path, why: Text, mend: Text) -> CallTableError:
    return CallTableError(where=shown(path), why=why, mend=mend)


def _heading_of(rows: "tuple[Row, ...]") -> int | None:
    """The row with the most known headings; of a heading over two rows that is the lower one."""
    known = {
        index: len(columns)
        for index, row in enumerate(rows[:HEADING_WITHIN])
        if FILE in (columns := columns_of(row.cells))
    }
    return max(known, key=lambda index: known[index], default=None)


def _call_row(path: Path, row: "Row", headings: tuple[str, ...], remarks: list[Text]) -> CallRow | None:
    where = f"{shown(Path(path.name))}:{row.line}"
    said = {field: row.cells[index] for field, index in columns_of(headings).items()}
    _refuse_too_many_cells(path, row, headings)
    if not (file := cells.text(said.pop(FILE))):
        remarks.append(
            Text(f"{where}：没有写录音文件，这一行没有使用", f"{where}: names no file; the row was not used")
        )
        return None

    def doubt(what: Text) -> None:
        remarks.append(Text(f"{where}：{what.zh}", f"{where}: {what.en}"))

    return CallRow(file=file, where=where, data=call_data(said, doubt))


def _refuse_too_many_cells(path: Path, row: "Row", headings: tuple[str, ...]) -> None:
    """A comma within a cell shifts all that follows, perhaps another person's number into the agent's column."""
    width = max(index for index, heading in enumerate(headings) if heading.strip()) + 1
    if path.suffix.lower() not in _TEXT_ENDINGS or not any(cell.strip() for cell in row.cells[width:]):
        return
    raise CallTableError(
        where=f"{shown(path)}:{row.line}",
        why=Text(f"这一行的格数比表头（{width} 格）多", f"this row has more cells than the heading, which has {width}"),
        mend=Text(
            "内容里带分隔符的格子要用双引号括起来",
            "put quotation marks round a cell that contains the separator",
        ),
    )


def _about_headings(path: Path, headings: tuple[str, ...]) -> Iterator[Text]:
    name, columns = shown(Path(path.name)), columns_of(headings)
    for index, heading in enumerate(headings):
        if field := meant(heading):
            yield Text(
                f"{name}：不认识“{cells.text(heading)}”这一列，没有读取；是不是想写 {field}？",
                f'{name}: column "{cells.text(heading)}" is not known and was not read; did you mean {field}?',
            )
        (same,) = columns_of([heading]) or (None,)
        if same and columns[same] != index:
            used = headings[columns[same]]
            yield Text(
                f"{name}：“{used}”和“{heading}”两列都是{named(same).zh}，只用了前者",
                f'{name}: columns "{used}" and "{heading}" both mean {same}; only the first was used',
            )


def _no_file_column(path: Path, headings: tuple[str, ...]) -> CallTableError:
    if not headings:
        return _empty(path)
    found = listed([cells.text(heading) for heading in headings if heading.strip()])
    like = next((heading for heading in headings if meant(heading) == FILE), None)
    why = Text(
        f"没有一列写明录音文件；现有的列：{found.zh}", f"no column names the recording; the columns are: {found.en}"
    )
    mend = Text("加一列“文件”（录音文件名）", 'add a column "file" with the names of the recordings')
    if like is not None:
        mend = Text(f"“{like}”是不是想写“文件”？改名后重新运行", f'did you mean "file" by "{like}"? rename it')
    return _refusal(path, why, mend)


def _empty(path: Path) -> CallTableError:
    mend = Text("每条录音写一行，或不用清单", "write a row for each recording, or leave the table out")
    return _refusal(path, Text("通话清单是空的", "the call table is empty"), mend)
