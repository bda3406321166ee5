"""A store's file opened, brought up to date, and its faults said so that a person can act on them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from qa_scorer.errors import MachineError, QaScorerError, UsageError
from qa_scorer.language import Text
from qa_scorer.store.schema import APPLICATION_ID, MIGRATIONS

_MAY_NOT_WRITE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_PATIENCE_S: Final = 30.0  # how long a commit waits for another program's


def connect(path: Path | None) -> sqlite3.Connection:
    """The store at `path`, made if it is not there, at the newest version; None: one in memory. Raises sqlite3.Error.

    Each statement commits by itself unless inside `transaction`.
    """
    db = sqlite3.connect(path or ":memory:", timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # what is committed survives a power cut
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
        _bring_up_to_date(db, str(path))
    except BaseException:
        db.close()
        raise
    return db


def connect_to_read(path: Path) -> sqlite3.Connection:
    """The same for whoever may perhaps only read there. Raises sqlite3.Error."""
    try:
        return connect(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _MAY_NOT_WRITE or path.with_name(f"{path.name}-wal").exists():
            raise
    # SQLite has to write beside a store to read it, unless it is told that nobody else does: here nobody is at it.
    db = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)
    try:
        _bring_up_to_date(db, str(path))
    except BaseException:
        db.close()
        raise
    return db


def version_of(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _bring_up_to_date(db: sqlite3.Connection, where: str) -> None:
    if version_of(db) == len(MIGRATIONS):
        return
    with transaction(db):  # somebody else may have migrated in the meantime: ask again under the lock
        at = version_of(db)
        if at > len(MIGRATIONS):
            raise _newer(where)
        if at == 0 and db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise _not_ours(where)
        for number, script in enumerate(MIGRATIONS[at:], at + 1):
            for statement in statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: executescript() would commit in the middle of a migration."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, on the disk when it ends. Inside another one it is part of that."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def plain_words(path: Path | None) -> Iterator[None]:
    """Whatever SQLite has against the store at `path` becomes a MachineError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise in_plain_words(path, error) from error


def in_plain_words(path: Path | None, error: sqlite3.Error) -> QaScorerError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    why, mend = _FAULTS.get(code, (Text(f"数据库出错（{error}）", f"the store failed ({error})"), _CHECK))
    return MachineError(where=str(path or "store"), why=why, mend=mend)


def _newer(where: str) -> UsageError:
    return UsageError(
        where=where,
        why=Text("这个数据库是更新版本的 qa-scorer 写的", "this store was written by a newer qa-scorer"),
        mend=Text("请升级 qa-scorer，或用 --store 另选一个", "upgrade qa-scorer, or choose another with --store"),
    )


def _not_ours(where: str) -> UsageError:
    return UsageError(
        where=where,
        why=Text("这是别的程序的数据库", "this is another program's database"),
        mend=Text("用 --store 另选一个文件", "choose another file with --store"),
    )


_CHECK = Text("运行 qa-scorer store check", "run qa-scorer store check")
_DAMAGED = (
    Text("数据库文件已损坏", "the store's file is damaged"),
    Text(
        "运行 qa-scorer store rebuild：原文件留作备份，能读出的都会救回来，其余的重新听",
        "run qa-scorer store rebuild: the file is kept as a backup, all that can be read is saved, the rest is "
        "heard again",
    ),
)
_FULL = (
    Text("磁盘已满，数据库写不下", "the disk is full: the store cannot grow"),
    Text(
        "腾出磁盘空间后再运行一次；已听完的都已保存，不会重听",
        "free some space and run again; what was heard before is kept and not heard again",
    ),
)
_BUSY = (
    Text("数据库被另一个程序占用", "another program holds the store"),
    Text("等它结束（或关掉打开它的程序）再运行", "wait until it has finished (or close it), then run again"),
)
_CLOSED = (
    Text("没有写入数据库的权限", "there is no permission to write the store"),
    Text("检查文件和所在文件夹的权限，或用 --store 另选一个", "check the permissions, or choose another with --store"),
)
_UNOPENED = (
    Text("数据库文件打不开", "the store's file cannot be opened"),
    Text(
        "检查文件夹是否存在、是否有权限，或用 --store 另选一个",
        "check that the folder is there and yours, or choose another with --store",
    ),
)
_FAULTS = {
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _UNOPENED,
}
