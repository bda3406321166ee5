"""Which row of the call table is about which recording."""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

from qa_scorer.intake import reasons
from qa_scorer.intake.call_table import CallRow, CallTable
from qa_scorer.intake.file_index import FileIndex
from qa_scorer.intake.find import Found
from qa_scorer.intake.listing import listed
from qa_scorer.intake.names import printable
from qa_scorer.intake.reasons import Reason
from qa_scorer.language import Text
from qa_scorer.model import CallData, UnscoredCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`rows` and `contradicted` by the recording's name; `missing` are rows whose recording was not found."""

    rows: dict[str, CallRow] = field(default_factory=dict)
    contradicted: dict[str, Reason] = field(default_factory=dict)
    missing: tuple[UnscoredCall, ...] = ()
    remarks: tuple[Text, ...] = ()


def assign(table: CallTable, files: Sequence[Found], *, complete: bool) -> Assignment:
    """Give each recording its row.

    With `complete` the files are all there are (a folder was given), so that a row without one is told.
    """
    index = FileIndex(files)
    rows_of: dict[str, list[CallRow]] = defaultdict(list)
    missing: list[CallRow] = []
    remarks: list[Text] = []
    for row in table.rows:
        meant = index.meant(row.file)
        if len(meant) == 1:
            rows_of[meant[0].name].append(row)
        elif meant:
            remarks.append(_ambiguous(row, meant))
        else:
            missing.append(row)
    agreed = {name: rows for name, rows in rows_of.items() if all(row.data == rows[0].data for row in rows)}
    remarks += _repeated(agreed)
    remarks += _without_row(table, [file.name for file in files if file.name not in rows_of and not file.refused])
    return Assignment(
        rows={name: rows[0] for name, rows in agreed.items()},
        contradicted={name: _disagreement(rows) for name, rows in rows_of.items() if name not in agreed},
        missing=tuple(_unscored(row, files) for row in missing) if complete else (),
        remarks=tuple(remarks),
    )


def _repeated(agreed: dict[str, list[CallRow]]) -> Iterator[Text]:
    for name, (first, *others) in agreed.items():
        if others:
            again = ", ".join(row.where for row in others)
            yield Text(
                f"{again}：{name} 与 {first.where} 重复，内容相同，只用一次",
                f"{again}: {name} again, the same as {first.where}; used once",
            )


def _without_row(table: CallTable, names: Sequence[str]) -> Iterator[Text]:
    if names:
        some = listed(names)
        yield Text(
            f"{table.name} 中没有 {len(names)} 个录音的记录：{some.zh}",
            f"{table.name} has no row for {len(names)} recording{'s' * (len(names) > 1)}: {some.en}",
        )


def _ambiguous(row: CallRow, meant: Sequence[Found]) -> Text:
    some = listed([file.name for file in meant])
    return Text(
        f"{row.where}：“{row.file}”可能是 {some.zh}，这一行没有使用；请写上文件夹",
        f'{row.where}: "{row.file}" could be any of {some.en}; the row was not used, write the folder as well',
    )


def _disagreement(rows: Sequence[CallRow]) -> Reason:
    columns = [column.name for column in fields(CallData) if len({getattr(row.data, column.name) for row in rows}) > 1]
    return reasons.rows_disagree([row.where for row in rows], columns)


def _unscored(row: CallRow, files: Sequence[Found]) -> UnscoredCall:
    lies_there = any(os.path.isfile(folder / row.file) for folder in {file.folder for file in files if file.folder})
    reason = (reasons.no_recording if lies_there else reasons.recording_missing)(row.where)
    return UnscoredCall(name=printable(row.file), data=row.data, why=reason.why, mend=reason.mend)
