"""Calls taken out of the store for good, and the row that says it was done.

What is deleted is overwritten (secure_delete), and the file is packed afterwards, so that nothing of it is left in it.
"""

import getpass
import json
import socket
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from qa_scorer.model import CallData
from qa_scorer.store.opening import transaction
from qa_scorer.store.packing import from_json, now

Why = Literal["forget_call", "forget_customer", "prune"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A call that is no longer in the store: its recording, and the folders that scorecards of it were written to."""

    name: str
    data: CallData
    sha256: str  # of the recording's bytes
    recording: Path
    outs: tuple[Path, ...]


def calls_named(db: sqlite3.Connection, call: str) -> tuple[int, ...]:
    """The numbers of the calls of that id, or whose recording has that name."""
    return tuple(row[0] for row in db.execute("SELECT id FROM calls WHERE call_id = ? OR name = ?", (call, call)))


def calls_of_customer(db: sqlite3.Connection, number: str) -> tuple[int, ...]:
    return tuple(row[0] for row in db.execute("SELECT id FROM calls WHERE customer_number = ?", (number,)))


def with_the_same_sound(db: sqlite3.Connection, calls: Sequence[int]) -> tuple[int, ...]:
    """Those calls and the others that hold their sound under another name: the same person says the same in them."""
    rows = db.execute(
        "SELECT id FROM calls WHERE audio_sha256 IN"
        " (SELECT audio_sha256 FROM calls WHERE id IN (SELECT value FROM json_each(?)))",
        (json.dumps(calls),),
    )
    return tuple(row[0] for row in rows)


def calls_before(db: sqlite3.Connection, day: date) -> tuple[int, ...]:
    """The calls that started before that day; of those without a start, the ones first seen before it."""
    rows = db.execute("SELECT id FROM calls WHERE coalesce(day, substr(first_seen_at, 1, 10)) < ?", (day.isoformat(),))
    return tuple(row[0] for row in rows)


def forget(db: sqlite3.Connection, calls: Sequence[int], why: Why, what: str) -> list[Forgotten]:
    """Delete the calls with all that was heard and judged of them. `what` says which, without naming anyone."""
    forgotten = [_forgotten(db, number) for number in calls]
    with transaction(db):
        for number in calls:
            _delete(db, number)
        db.execute("DELETE FROM reasons WHERE id NOT IN (SELECT reason FROM findings)")
        db.execute(
            "INSERT INTO deletions (deleted_at, why, what, calls, host, user) VALUES (?, ?, ?, ?, ?, ?)",
            (now(), why, what, len(calls), socket.gethostname(), getpass.getuser()),
        )
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return forgotten


def forget_runs_before(db: sqlite3.Connection, day: date) -> None:
    """Delete what is noted of runs that began before that day, and of sounds of which no call is kept."""
    with transaction(db):
        db.execute("DELETE FROM runs WHERE started_at < ?", (day.isoformat(),))
        for table in ("files", "refusals"):
            db.execute(f"DELETE FROM {table} WHERE audio_sha256 NOT IN (SELECT audio_sha256 FROM calls)")


def _forgotten(db: sqlite3.Connection, number: int) -> Forgotten:
    name, data, sha256, path = db.execute(
        "SELECT name, data, audio_sha256, path FROM calls WHERE id = ?", (number,)
    ).fetchone()
    outs = db.execute(  # a rescore may have written any call; of two with one name it notes the second
        "SELECT DISTINCT out FROM runs WHERE command = 'rescore' OR id IN (SELECT run FROM run_files WHERE call = ?)"
        " ORDER BY out",
        (number,),
    )
    return Forgotten(
        name=name,
        data=from_json(CallData, data),
        sha256=sha256,
        recording=Path(path),
        outs=tuple(Path(row[0]) for row in outs),
    )


def _delete(db: sqlite3.Connection, number: int) -> None:
    query = "SELECT audio_sha256, evidence, path FROM calls WHERE id = ?"
    audio, evidence, path = db.execute(query, (number,)).fetchone()
    db.execute("DELETE FROM files WHERE path = ?", (path,))
    db.execute("DELETE FROM run_files WHERE call = ?", (number,))
    db.execute("DELETE FROM calls WHERE id = ?", (number,))
    if not db.execute("SELECT 1 FROM calls WHERE audio_sha256 = ? OR evidence = ?", (audio, evidence)).fetchone():
        for table in ("evidence", "stages", "refusals", "files"):
            db.execute(f"DELETE FROM {table} WHERE audio_sha256 = ?", (audio,))
