"""One writer at a time: who holds a store, said to whoever comes second."""

import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the store at `path` for writing. A killed holder lets go by itself: the lock is the system's.

    Raises MachineError, naming host, process and since when, where another holds it.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(f"{path}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise _held_by_another(path) from None
    except OSError as error:
        raise _no_lock(path, error) from error
    try:
        yield
    finally:
        lock.release()


def sign(db: sqlite3.Connection, command: str) -> None:
    """Leave word of who holds the store."""
    db.execute("DELETE FROM holder")
    db.execute(
        "INSERT INTO holder VALUES (?, ?, ?, ?)",
        (os.getpid(), socket.gethostname(), datetime.now().isoformat(timespec="seconds"), command),
    )


def _held_by_another(path: Path) -> MachineError:
    who, qui = _holder(path)
    return MachineError(
        where=str(path),
        why=Text(f"另一个 qa-scorer 正在使用这个数据库{who}", f"another qa-scorer holds this store{qui}"),
        mend=Text(
            "等它结束，或用 --store 另选一个数据库；读取（status、store export）不受影响",
            "wait until it has finished, or choose another with --store; reading it (status, store export) is fine",
        ),
    )


def _holder(path: Path) -> tuple[str, str]:
    try:
        with sqlite3.connect(path, timeout=5) as db:
            row = db.execute("SELECT pid, host, since, command FROM holder").fetchone()
    except sqlite3.Error:
        row = None
    if row is None:
        return "", ""
    pid, host, since, command = row
    return (
        f"（{host} 上的进程 {pid}，{command}，从 {since} 开始）",
        f" ({command}, process {pid} on {host}, since {since})",
    )


def _no_lock(path: Path, error: OSError) -> MachineError:
    reason = system_reason(error)
    return MachineError(
        where=str(path),
        why=Text(f"数据库所在的文件夹不能写入（{reason.zh}）", f"the store's folder cannot be written ({reason.en})"),
        mend=Text("检查权限，或用 --store 另选一个", "check the permissions, or choose another with --store"),
    )
