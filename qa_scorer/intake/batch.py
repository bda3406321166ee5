"""The night's work: each recording with what is known of its call."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from qa_scorer.errors import UsageError
from qa_scorer.intake.assign import Assignment, assign
from qa_scorer.intake.call_data import completed, says
from qa_scorer.intake.call_table import read_call_table
from qa_scorer.intake.find import Found, find
from qa_scorer.intake.listing import listed
from qa_scorer.intake.name_pattern import NamePattern
from qa_scorer.intake.names import shown
from qa_scorer.intake.sniff import may_be_headerless
from qa_scorer.language import Text
from qa_scorer.model import CallData, RawFormat, Recording, UnscoredCall

TABLE_NAMES: Final = ("calls.csv", "calls.xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`unscored` are calls that cannot be scored whatever is in them; `remarks` belong into the summary."""

    recordings: tuple[Recording, ...]
    unscored: tuple[UnscoredCall, ...] = ()
    remarks: tuple[Text, ...] = ()


def gather(
    paths: Sequence[Path],
    *,
    calls: Path | None = None,
    name_pattern: str | None = None,
    raw: RawFormat | None = None,
    recursive: bool = False,
) -> Batch:
    """Find the recordings in `paths` (folders and files) and what is known of them.

    Without `calls` a calls.csv or calls.xlsx that lies in a given folder is used, for that folder. What the call table
    says goes before what the file name says. Raises UsageError and CallTableError, before anything is decoded.
    """
    pattern = NamePattern(name_pattern) if name_pattern is not None else None
    found, remarks = find(paths, recursive=recursive, headerless=raw is not None)
    said = list(remarks)
    recordings: list[Recording] = []
    unscored: list[UnscoredCall] = []
    for table_path, files in _by_table(paths, calls, found):
        assigned = _assigned(table_path, files, said)
        named = _named(pattern, files, said)
        unscored += assigned.missing
        for file in files:
            row = assigned.rows.get(file.name)
            call = _known(file, row.data if row else CallData(), named.get(file.name, CallData()), said)
            if reason := assigned.contradicted.get(file.name) or file.refused:
                unscored.append(UnscoredCall(name=file.name, data=call, why=reason.why, mend=reason.mend))
            else:
                fits = raw if raw and may_be_headerless(file.path) else None
                recordings.append(Recording(path=file.path, name=file.name, call=call, raw=fits))
    return Batch(
        recordings=tuple(sorted(recordings, key=lambda recording: recording.name)),
        unscored=tuple(sorted(unscored, key=lambda call: call.name)),
        remarks=tuple(said),
    )


def _by_table(
    paths: Sequence[Path], calls: Path | None, found: Sequence[Found]
) -> Iterator[tuple[Path | None, list[Found]]]:
    """Each call table with the files it may be about."""
    if calls:
        yield calls, list(found)
        return
    for folder in dict.fromkeys(path for path in paths if os.path.isdir(path)):
        yield _table_in(folder), [file for file in found if file.folder == folder]
    yield None, [file for file in found if file.folder is None]


def _table_in(folder: Path) -> Path | None:
    tables = [folder / name for name in TABLE_NAMES if (folder / name).is_file()]
    if len(tables) > 1:
        raise UsageError(
            where=shown(folder),
            why=Text(
                "里面有两份通话清单：calls.csv 和 calls.xlsx",
                "it holds two call tables: calls.csv and calls.xlsx",
            ),
            mend=Text("用 --calls 指定其中一份", "say with --calls which one counts"),
        )
    return tables[0] if tables else None


def _assigned(table_path: Path | None, files: Sequence[Found], said: list[Text]) -> Assignment:
    if table_path is None:
        return Assignment()
    table = read_call_table(table_path)
    assigned = assign(table, files, complete=any(file.folder for file in files) or not files)
    said += [*table.remarks, *assigned.remarks]
    return assigned


def _named(pattern: NamePattern | None, files: Sequence[Found], said: list[Text]) -> dict[str, CallData]:
    """What the file names say, by name."""
    if pattern is None:
        return {}

    def doubt(what: Text) -> None:
        said.append(Text(f"{file.name}：文件名中的 {what.zh}", f"{file.name}: in its name, {what.en}"))

    read: dict[str, CallData] = {}
    for file in files:
        if data := pattern.read(file.below, doubt):
            read[file.name] = data
    if unlike := [file.name for file in files if file.name not in read]:
        some = listed(unlike)
        said.append(
            Text(
                f"{len(unlike)} 个文件名与 --name-pattern 不符，或有不止一种读法，没有采用：{some.zh}",
                f"{len(unlike)} file name{'s' * (len(unlike) > 1)} did not fit --name-pattern, or in more than one "
                f"way, and said nothing: {some.en}",
            )
        )
    return read


def _known(file: Found, table: CallData, name: CallData, said: list[Text]) -> CallData:
    """The call table's word, completed by the file name's; two different agents are worth a remark."""
    if says(table, "agent_id") and says(name, "agent_id") and table.agent_id != name.agent_id:
        said.append(
            Text(
                f"{file.name}：清单写的工号是 {table.agent_id}，文件名写的是 {name.agent_id}，以清单为准",
                f"{file.name}: the call table says agent {table.agent_id}, the file name {name.agent_id}; "
                "the table counts",
            )
        )
    return completed(table, name)
