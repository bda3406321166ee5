"""Puts a finished file in its place without ever losing what lay there.

A file is written whole under a temporary name in the same folder and then renamed, so a reader sees the old one or
the new one and never half of one. An older workbook is renamed first, to a name with the date it was last changed.
"""

import errno
import os
import re
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text

_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")
_FULL = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a file came to lie, and where the older one lies now, if one was kept.

    Where the file was in use (open in Excel on Windows), `path` is a new name beside it, and `kept` is that file.
    """

    path: Path
    kept: Path | None = None
    was_in_use: bool = False


def place(target: Path, write: Callable[[Path], None], *, keep_older: bool) -> Placed:
    """Have `write` make the file and put it at `target`, or beside it where `target` is in use.

    Raises MachineError, naming `target`, where nothing can be written; what lay there then lies there still.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        return _put(temporary, target, keep_older)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        _discard(temporary)


def sweep(folder: Path) -> None:
    """Remove the half-written files of a run that was killed in `folder` and the folders in it.

    Only for whoever writes there alone. What cannot be removed stays.
    """
    for left in folder.rglob(".*.tmp"):
        if _TEMPORARY.fullmatch(left.name):
            _discard(left)


def _discard(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return  # the folder is not one, or its disk is gone: the caller is being told so already


def _put(temporary: Path, target: Path, keep_older: bool) -> Placed:
    try:
        kept = _keep(target) if keep_older and target.exists() else None
        os.replace(temporary, target)
    except PermissionError:
        beside = _unused(target.with_name(f"{target.stem}.new{target.suffix}"))
        os.replace(temporary, beside)
        return Placed(path=beside, kept=target if keep_older else None, was_in_use=True)
    return Placed(path=target, kept=kept)


def _keep(older: Path) -> Path:
    changed = datetime.fromtimestamp(older.stat().st_mtime)
    kept = _unused(older.with_name(f"{older.stem}.{changed:%Y-%m-%d_%H%M%S}{older.suffix}"))
    os.rename(older, kept)
    return kept


def _unused(path: Path) -> Path:
    """`path`, or the first of path-2, path-3, … that does not exist."""
    candidate, number = path, 1
    while candidate.exists():
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate


def _cannot_write(target: Path, error: OSError) -> MachineError:
    if error.errno in _FULL:
        why = Text("磁盘空间不足，文件写不下", "the disk is full, so the file could not be written")
        scratch = tempfile.gettempdir()
        mend = Text(
            f"请腾出磁盘空间（包括临时文件夹 {scratch} 所在的磁盘）后重新运行",
            f"free some space, on the disk of the temporary folder {scratch} too, and run again",
        )
    else:
        reason = system_reason(error)
        why = Text(f"文件无法写入（{reason.zh}）", f"the file cannot be written ({reason.en})")
        mend = Text(
            "请检查该文件夹是否存在、是否有写入权限，或用 --out 另选一个文件夹",
            "check that the folder exists and that you may write to it, or choose another with --out",
        )
    return MachineError(where=str(target), why=why, mend=mend)
