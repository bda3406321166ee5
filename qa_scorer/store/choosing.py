"""Which calls: by agent, by day, by name, by run."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final, TypedDict, Unpack


class Chosen(TypedDict, total=False):
    """Which calls; all that is given must fit. `since` and `until` are inclusive days of the call's start."""

    agent_ids: Iterable[str]
    since: date
    until: date
    names: Iterable[str]
    run: int


_CONDITIONS: Final = {
    "agent_ids": "agent_id IN (SELECT value FROM json_each(?))",
    "since": "day >= ?",
    "until": "day <= ?",
    "names": "name IN (SELECT value FROM json_each(?))",
    "run": "id IN (SELECT call FROM run_files WHERE run = ?)",
}


def call_numbers(db: sqlite3.Connection, **chosen: Unpack[Chosen]) -> tuple[int, ...]:
    """The numbers of the chosen calls, by start (those without one last), agent and file."""
    where = " AND ".join(_CONDITIONS[what] for what in chosen) or "true"
    order = "started_at IS NULL, started_at, agent_id, name, id"
    given = [_bound(value) for value in chosen.values()]
    rows = db.execute(f"SELECT id FROM calls WHERE {where} ORDER BY {order}", given)
    return tuple(row[0] for row in rows)


def _bound(value: object) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) else json.dumps(list(value))  # type: ignore[call-overload]  # names or ids
