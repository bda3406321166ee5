"""What lies in a folder: files, and what was passed over and should be told."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

_UNFINISHED_ENDINGS: Final = (".tmp", ".part")  # a recorder or a copy is still writing them


class Kind(Enum):
    FILE = auto()
    FOLDER_LEFT = auto()  # a folder inside, not asked for
    FOLDER_CLOSED = auto()  # a folder that may not be read
    LEADS_OUT = auto()  # a link to a place outside the folder
    LEADS_NOWHERE = auto()  # a link whose target is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    kind: Kind
    path: Path


def entries(folder: Path, *, recursive: bool) -> Iterator[Entry]:
    """The folder's entries by name; with `recursive` those of the folders inside as well.

    Hidden and unfinished files are passed over. Links are followed only within the folder, and a folder only once.
    """
    root = folder.resolve()
    yield from _entries(folder, root, recursive, {root})


def _entries(folder: Path, root: Path, recursive: bool, seen: set[Path]) -> Iterator[Entry]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        yield Entry(kind=Kind.FOLDER_CLOSED, path=folder)
        return
    for name in names:
        if name.startswith((".", "~$")) or name.lower().endswith(_UNFINISHED_ENDINGS):
            continue
        path = folder / name
        kind = _kind(path, root)
        if kind is Kind.FOLDER_LEFT and recursive:
            if (target := path.resolve()) not in seen:
                seen.add(target)
                yield from _entries(path, root, recursive, seen)
        elif kind:
            yield Entry(kind=kind, path=path)


def _kind(path: Path, root: Path) -> Kind | None:
    """What an entry is; None for devices, pipes and the like."""
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
        if path.is_symlink() and not (is_folder or is_file):
            return Kind.LEADS_NOWHERE
        # resolved only where it matters: that is slow on network shares. Windows' junctions are folders, not links.
        if (is_folder or path.is_symlink()) and not path.resolve().is_relative_to(root):
            return Kind.LEADS_OUT
    except PermissionError:  # the folder lets its names be read, but not its files: hearing them will say so
        return Kind.FILE
    except (OSError, RuntimeError):  # links that lead to one another
        return Kind.LEADS_NOWHERE
    if is_folder:
        return Kind.FOLDER_LEFT
    return Kind.FILE if is_file else None
