"""What was heard: evidence by the sound and the settings it was heard with, and the calls it belongs to."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from qa_scorer.language import Text
from qa_scorer.model import Baseline, Call, CallData, Evidence, Role, SideMeasures
from qa_scorer.store.packing import as_json, from_json, packed, unpacked

_AT_ONCE: Final = 200  # rows read together: memory stays flat however many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing can be heard in a sound, and what to do."""

    why: Text
    mend: Text


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


def find_evidence(db: sqlite3.Connection, audio_sha256: str, settings_sha256: str) -> int | None:
    """The number of the evidence of that sound heard with those settings."""
    row = db.execute(
        "SELECT id FROM evidence WHERE audio_sha256 = ? AND settings_sha256 = ?", (audio_sha256, settings_sha256)
    ).fetchone()
    return int(row[0]) if row else None


def add_evidence(db: sqlite3.Connection, evidence: Evidence, settings_sha256: str) -> int:
    """Keep what was heard; what was heard before with the same settings gives way. Returns its number.

    What was recognised, voice by voice, is not kept in it: a check reads the turns (`stages.add_words` keeps it).
    """
    body = packed(Evidence, replace(evidence, recognised=()))
    agent = evidence.side(Role.AGENT) or SideMeasures(role=Role.AGENT, talk_s=0.0)
    number = int(
        db.execute(
            """
            INSERT INTO evidence (audio_sha256, settings_sha256, recogniser, heard_at, duration_s, agent_level_dbfs,
                agent_level_range_db, agent_pitch_median_hz, agent_pitch_range_semitones, agent_habit_words_per_100,
                body, body_sha256)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (audio_sha256, settings_sha256) DO UPDATE SET recogniser = excluded.recogniser,
                heard_at = excluded.heard_at, duration_s = excluded.duration_s,
                agent_level_dbfs = excluded.agent_level_dbfs, agent_level_range_db = excluded.agent_level_range_db,
                agent_pitch_median_hz = excluded.agent_pitch_median_hz,
                agent_pitch_range_semitones = excluded.agent_pitch_range_semitones,
                agent_habit_words_per_100 = excluded.agent_habit_words_per_100,
                body = excluded.body, body_sha256 = excluded.body_sha256
            RETURNING id
            """,
            (
                evidence.facts.sha256, settings_sha256, evidence.recogniser, now(), evidence.facts.duration_s,
                agent.level_dbfs, agent.level_range_db, agent.pitch_median_hz, agent.pitch_range_semitones,
                agent.habit_words_per_100, body, hashlib.sha256(body).hexdigest(),
            ),
        ).fetchone()[0]
    )  # fmt: skip
    for term in evidence.terms:
        db.execute("INSERT OR IGNORE INTO terms VALUES (?, ?)", (number, term))
    return number


def find_refusal(db: sqlite3.Connection, audio_sha256: str, settings_sha256: str) -> Refusal | None:
    row = db.execute(
        "SELECT why_zh, why_en, mend_zh, mend_en FROM refusals WHERE audio_sha256 = ? AND settings_sha256 = ?",
        (audio_sha256, settings_sha256),
    ).fetchone()
    return Refusal(why=Text(row[0], row[1]), mend=Text(row[2], row[3])) if row else None


def add_refusal(db: sqlite3.Connection, audio_sha256: str, settings_sha256: str, refusal: Refusal) -> None:
    why, mend = refusal.why, refusal.mend
    row = (audio_sha256, settings_sha256, why.zh, why.en, mend.zh, mend.en)
    db.execute("INSERT OR REPLACE INTO refusals VALUES (?, ?, ?, ?, ?, ?)", row)


def add_call(db: sqlite3.Connection, name: str, path: Path, data: CallData, evidence: int) -> int:
    """Keep that the recording `name` is the call `data`, heard in that evidence. Returns its number in the store.

    The same sound under the same name is the same call: what the call table says of it now counts.
    """
    number = db.execute(
        """
        INSERT INTO calls (name, path, audio_sha256, evidence, data, first_seen_at)
        SELECT ?, ?, audio_sha256, id, ?, ? FROM evidence WHERE id = ?
        ON CONFLICT (audio_sha256, name) DO UPDATE
            SET path = excluded.path, data = excluded.data, evidence = excluded.evidence
        RETURNING id
        """,
        (name, path_text(path), as_json(CallData, data), now(), evidence),
    ).fetchone()[0]
    db.execute(  # what was damaged and has been heard again
        """
        DELETE FROM evidence WHERE audio_sha256 = (SELECT audio_sha256 FROM evidence WHERE id = ?)
        AND settings_sha256 LIKE 'damaged %' AND id NOT IN (SELECT evidence FROM calls)
        """,
        (evidence,),
    )
    return int(number)


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


def distrust(db: sqlite3.Connection, call: int) -> None:
    """Have a call heard again by the next run: what was kept of it is no longer found. What people said of it stays."""
    db.execute(
        "UPDATE evidence SET settings_sha256 = 'damaged ' || id WHERE id = (SELECT evidence FROM calls WHERE id = ?)",
        (call,),
    )


def paths_of(db: sqlite3.Connection, ids: Sequence[int]) -> dict[tuple[str, str], Path]:
    """Where the recordings lay when they were heard last, by the call's name and the sha256 of its sound."""
    rows = db.execute(
        "SELECT name, audio_sha256, path FROM calls WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
    )
    return {(name, sha256): Path(path) for name, sha256, path in rows}


def path_text(path: Path) -> str:
    """The absolute path as UTF-8 can hold it."""
    return str(path.absolute()).encode("utf-8", "backslashreplace").decode("utf-8")


def now() -> str:
    return datetime.now().isoformat(timespec="milliseconds")
