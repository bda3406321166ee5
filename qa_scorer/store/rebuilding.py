"""A damaged store made anew from all that can still be read in it. The damaged file stays, as a backup."""

import glob
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qa_scorer.store.opening import connect, transaction

_DAMAGED = ".damaged-"
_WIDEST_GAP = 1 << 20  # rows that cannot be read in a row, after which the rest of a table is given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """Where the damaged file lies now, and how many rows of each table were saved."""

    backup: Path
    rows: dict[str, int]


def rebuild(path: Path) -> Rebuilt:
    """Raises OSError where the files cannot be moved, sqlite3.Error where the new store cannot be written."""
    fresh = path.with_name(f"{path.name}.rebuilding")
    _remove(fresh)
    with closing(connect(fresh)) as new:
        new.execute("PRAGMA foreign_keys = OFF")
        with closing(sqlite3.connect(path, isolation_level=None)) as old:
            for table in _tables(new):
                _save(old, new, table)
        _part_with_damaged(new)
        _drop_loose_ends(new)
        rows = {table: new.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _tables(new)}
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backup = path.with_name(f"{path.name}{_DAMAGED}{datetime.now():%Y-%m-%d_%H%M%S}")
    for ending in ("", "-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(backup.with_name(backup.name + ending))
    fresh.rename(path)
    _remove(fresh)
    return Rebuilt(backup=backup, rows=rows)


def backups(path: Path) -> list[Path]:
    """The damaged files of that store that were kept."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}{_DAMAGED}*"))


def _tables(db: sqlite3.Connection) -> list[str]:
    """Those that hold rows of their own, referenced ones before those that reference them."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
    return [row[0] for row in rows]


def _save(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> None:
    """Copy the rows that can be read and fit."""
    columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]  # generated ones are not among them
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    with transaction(new):
        new.executemany(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", _readable(old, table, names))


def _readable(old: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object, ...]]:
    """Forwards as far as it goes; behind a damaged place on from the other end, or from further on."""
    try:
        yield from old.execute(f"SELECT {names} FROM {table}")
        return
    except sqlite3.DatabaseError:
        pass
    try:
        yield from old.execute(f"SELECT {names} FROM {table} ORDER BY rowid DESC")
    except sqlite3.DatabaseError:
        yield from _piece_by_piece(old, table, names)


def _piece_by_piece(old: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object, ...]]:
    last, gap = 0, 1
    while gap <= _WIDEST_GAP:
        try:
            for number, *row in old.execute(f"SELECT rowid, {names} FROM {table} WHERE rowid > ?", (last,)):
                last, gap = number, 1
                yield tuple(row)
            return
        except sqlite3.DatabaseError:
            last, gap = last + gap, gap * 2


def _part_with_damaged(new: sqlite3.Connection) -> None:
    """What came through but is not what was kept: calls of it are heard again, words recognised again."""
    new.create_function("sha256_of", 1, lambda body: hashlib.sha256(body).hexdigest(), deterministic=True)
    new.execute("UPDATE evidence SET settings_sha256 = 'damaged ' || id WHERE sha256_of(body) <> body_sha256")
    new.execute("DELETE FROM stages WHERE sha256_of(body) <> body_sha256")


def _drop_loose_ends(new: sqlite3.Connection) -> None:
    """Rows whose call, evidence or rule was lost: they are heard or asked again."""
    while loose := new.execute("PRAGMA foreign_key_check").fetchall():
        before = new.total_changes
        with transaction(new):
            for table in {row[0] for row in loose}:
                for _, _, parent, column, its, *_ in new.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                    new.execute(
                        f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN"
                        f" (SELECT {its or 'rowid'} FROM {parent})"
                    )
        if new.total_changes == before:
            return


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
