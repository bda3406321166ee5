"""Recordings among folders and files."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_scorer.errors import UsageError
from qa_scorer.intake import reasons
from qa_scorer.intake.folder import Entry, Kind, entries
from qa_scorer.intake.listing import listed
from qa_scorer.intake.names import shown
from qa_scorer.intake.reasons import Reason
from qa_scorer.intake.sniff import claims_audio, holds_audio, may_be_headerless
from qa_scorer.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to be scored. `below` is its path below `folder`; `name` is the same, made longer where two files would
    share it. `refused` says why it is not even to be opened."""

    path: Path
    below: str
    name: str
    folder: Path | None = None  # None: named on the command line
    refused: Reason | None = None


def find(paths: Sequence[Path], *, recursive: bool, headerless: bool) -> tuple[tuple[Found, ...], tuple[Text, ...]]:
    """The recordings, sorted by name, each once, and what should be told about the rest.

    A file named in `paths` is always taken. In a folder a file is taken if its ending or its content is that of a
    recording; with `headerless` also one whose content could be anything. Raises UsageError where a path does not
    exist.
    """
    found: list[Found] = []
    remarks: list[Text] = []
    for path in paths:
        _refuse_missing(path)
        if os.path.isdir(path):
            lying = list(entries(path, recursive=recursive))
            _refuse_closed(path, lying)
            found += _recordings(path, lying, headerless)
            remarks += _remarks(path, lying)
        else:
            found.append(Found(path=path, below=shown(Path(path.name)), name=shown(Path(path.name))))
    return tuple(sorted(_told_apart(_each_once(found)), key=lambda file: file.name)), tuple(remarks)


def _refuse_missing(path: Path) -> None:
    if os.path.lexists(path):
        return
    raise UsageError(
        where=shown(path),
        why=Text("没有这个文件或文件夹", "there is no such file or folder"),
        mend=Text("检查路径是否写对、能否访问", "check that the path is right and within reach"),
    )


def _refuse_closed(folder: Path, lying: Sequence[Entry]) -> None:
    if any(entry.kind is Kind.FOLDER_CLOSED and entry.path == folder for entry in lying):
        raise UsageError(
            where=shown(folder),
            why=Text("没有读取这个文件夹的权限", "there is no permission to read this folder"),
            mend=Text("给运行本程序的用户加上读取权限", "let the user who runs this program read it"),
        )


def _recordings(folder: Path, lying: Sequence[Entry], headerless: bool) -> Iterator[Found]:
    links = {Kind.LEADS_OUT: reasons.LEADS_OUT, Kind.LEADS_NOWHERE: reasons.LEADS_NOWHERE}
    for entry in lying:
        claims = claims_audio(entry.path)
        if entry.kind is Kind.FILE:
            taken = claims or holds_audio(entry.path) or (headerless and may_be_headerless(entry.path))
        else:
            taken = claims and entry.kind in links
        if taken:
            below = shown(entry.path.relative_to(folder))
            yield Found(path=entry.path, below=below, name=below, folder=folder, refused=links.get(entry.kind))


def _remarks(folder: Path, lying: Sequence[Entry]) -> Iterator[Text]:
    def names(*kinds: Kind) -> list[str]:
        return [shown(entry.path.relative_to(folder)) for entry in lying if entry.kind in kinds]

    left = [name for name in names(Kind.FOLDER_LEFT) if _holds_recordings(folder / name)]
    if left:
        yield Text(
            f"{shown(folder)} 中有 {len(left)} 个子文件夹没有读取：{listed(left).zh}；需要时加 --recursive",
            f"{shown(folder)}: {len(left)} folder{'s' * (len(left) > 1)} inside {'were' if left[1:] else 'was'} not "
            f"read: {listed(left).en}; add --recursive to read them",
        )
    if closed := names(Kind.FOLDER_CLOSED):
        yield Text(
            f"{shown(folder)} 中有子文件夹没有读取权限，没有读取：{listed(closed).zh}",
            f"{shown(folder)}: no permission to read, and so not read: {listed(closed).en}",
        )
    links = [name for name in names(Kind.LEADS_OUT, Kind.LEADS_NOWHERE) if not claims_audio(Path(name))]
    if links:
        yield Text(
            f"{shown(folder)} 中的链接指向文件夹外面或已失效，没有跟随：{listed(links).zh}",
            f"{shown(folder)}: links that lead out of the folder or nowhere were not followed: {listed(links).en}",
        )


def _holds_recordings(folder: Path) -> bool:
    return any(claims_audio(Path(name)) for _, _, names in os.walk(folder) for name in names)


def _each_once(found: Sequence[Found]) -> Iterator[Found]:
    """A file that was named and lies in a given folder as well counts as the folder's, whose call table knows it."""
    seen: set[Path] = set()
    for file in sorted(found, key=lambda file: file.folder is None):
        same = file.path.absolute() if file.refused else _resolved(file.path)
        if same not in seen:
            seen.add(same)
            yield file


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # links that lead to one another
        return path.absolute()


def _told_apart(found: Iterator[Found]) -> Iterator[Found]:
    """Where two files share a name, put the folder before it; where that does not help, the whole path, and a number
    where even their paths read the same, written in different bytes."""
    files = list(found)
    for longer in (_with_folder, lambda file: shown(file.path.absolute())):
        times = Counter(file.name for file in files)
        files = [replace(file, name=longer(file)) if times[file.name] > 1 else file for file in files]
    seen: Counter[str] = Counter()
    for file in files:
        seen[file.name] += 1
        yield file if seen[file.name] == 1 else replace(file, name=f"{file.name} ({seen[file.name]})")


def _with_folder(file: Found) -> str:
    folder = (file.folder or file.path.parent).absolute()
    return f"{shown(Path(folder.name))}/{file.below}"
