"""The calls that are kept, read back, with what was heard in them as far as it is asked for."""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from qa_scorer.model import Baseline, Call, CallData, Evidence, Role, SideMeasures
from qa_scorer.store.packing import from_json, unpacked

_AT_ONCE: Final = 200  # rows read together: memory stays flat however many there are


class DamagedError(Exception):
    """What was kept of a call cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCall:
    """A call and its number in the store; two calls of different nights may share their `call.name`."""

    id: int
    call: Call


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is known of a stored call without a look at what was heard in it."""

    id: int
    name: str
    data: CallData
    duration_s: float


def stored_calls(
    db: sqlite3.Connection, ids: Sequence[int], damaged: dict[int, Exception] | None = None
) -> Iterator[StoredCall]:
    """The calls of those numbers, in that order.

    Raises DamagedError where the evidence cannot be read; where `damaged` is given the call goes in there instead.
    """
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        rows = db.execute(
            f"""
            SELECT calls.id, name, data, baseline, body FROM calls JOIN evidence ON evidence.id = calls.evidence
            WHERE calls.id IN ({",".join("?" * len(some))})
            """,
            some,
        ).fetchall()
        by_id = {row[0]: row[1:] for row in rows}
        for number in (number for number in some if number in by_id):
            try:
                yield _stored_call(number, *by_id[number])
            except DamagedError as problem:
                if damaged is None:
                    raise
                damaged[number] = problem


def _stored_call(number: int, name: str, data: str, baseline: str | None, body: bytes) -> StoredCall:
    try:
        call = Call(
            name=name,
            data=from_json(CallData, data),
            evidence=unpacked(Evidence, body),
            baseline=from_json(Baseline, baseline) if baseline else None,
        )
    except (zlib.error, ValueError) as error:  # pydantic's is a ValueError
        raise DamagedError(name) from error
    return StoredCall(id=number, call=call)


def sketches(db: sqlite3.Connection, ids: Sequence[int]) -> list[Sketch]:
    """Those calls, by number."""
    rows = db.execute(
        """
        SELECT calls.id, name, data, duration_s FROM calls JOIN evidence ON evidence.id = calls.evidence
        WHERE calls.id IN (SELECT value FROM json_each(?)) ORDER BY calls.id
        """,
        (json.dumps(ids),),
    )
    return [
        Sketch(id=number, name=name, data=from_json(CallData, data), duration_s=duration_s)
        for number, name, data, duration_s in rows
    ]


def agent_voices(db: sqlite3.Connection, ids: Sequence[int]) -> Iterator[tuple[str, SideMeasures]]:
    """The agent and how it sounded, for each of the calls in which that could be measured."""
    rows = db.execute(
        """
        SELECT agent_id, agent_level_dbfs, agent_level_range_db, agent_pitch_median_hz, agent_pitch_range_semitones,
            agent_habit_words_per_100
        FROM calls JOIN evidence ON evidence.id = calls.evidence
        WHERE calls.id IN (SELECT value FROM json_each(?)) ORDER BY calls.id
        """,
        (json.dumps(ids),),
    )
    for agent_id, level, level_range, pitch, pitch_range, habit_words in rows:
        yield agent_id, SideMeasures(
            role=Role.AGENT, talk_s=0.0, level_dbfs=level, level_range_db=level_range, pitch_median_hz=pitch,
            pitch_range_semitones=pitch_range, habit_words_per_100=habit_words,
        )  # fmt: skip


def by_agent(db: sqlite3.Connection, ids: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """Those calls by agent id, each agent's by file name."""
    rows = db.execute(
        "SELECT agent_id, id FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY agent_id, name, id",
        (json.dumps(ids),),
    )
    return {agent: tuple(number for _, number in own) for agent, own in groupby(rows, key=lambda row: str(row[0]))}


def names_of(db: sqlite3.Connection, ids: Iterable[int]) -> list[tuple[int, str, CallData]]:
    """The number, name and call data of each, by name."""
    rows = db.execute(
        "SELECT id, name, data FROM calls WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name",
        (json.dumps(list(ids)),),
    )
    return [(number, name, from_json(CallData, data)) for number, name, data in rows]


def of_one_sound(db: sqlite3.Connection, ids: Sequence[int]) -> list[list[str]]:
    """The names of those calls that are one recording under several names, each group by name."""
    rows = db.execute(
        "SELECT json_group_array(name) FROM (SELECT name, audio_sha256 FROM calls"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name)"
        " GROUP BY audio_sha256 HAVING count(*) > 1 ORDER BY min(name)",
        (json.dumps(ids),),
    )
    return [sorted(json.loads(names)) for (names,) in rows]


def recognisers(db: sqlite3.Connection, ids: Sequence[int]) -> list[str]:
    """Who recognised the words of those calls."""
    rows = db.execute(
        "SELECT DISTINCT recogniser FROM calls JOIN evidence ON evidence.id = calls.evidence"
        " WHERE calls.id IN (SELECT value FROM json_each(?)) ORDER BY recogniser",
        (json.dumps(ids),),
    )
    return [row[0] for row in rows]


def terms_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[str, str]:
    """The site's terms those calls were heard with, each with the name of one of the calls."""
    rows = db.execute(
        "SELECT term, min(name) FROM calls JOIN terms ON terms.evidence = calls.evidence"
        " WHERE calls.id IN (SELECT value FROM json_each(?)) GROUP BY term ORDER BY term",
        (json.dumps(ids),),
    )
    return dict(rows)


def paths_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[tuple[str, str], Path]:
    """Where the recordings lay when they were heard last, by the call's name and the sha256 of its sound."""
    rows = db.execute(
        "SELECT name, audio_sha256, path FROM calls WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return {(name, sha256): Path(path) for name, sha256, path in rows}
