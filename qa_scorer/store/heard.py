"""What was heard, kept: evidence by the sound and the settings it was heard with, and the calls it belongs to."""

import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

from qa_scorer.model import CallData, Evidence, Role, SideMeasures
from qa_scorer.store.packing import as_json, now, packed, path_text


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


def distrust(db: sqlite3.Connection, call: int) -> None:
    """Have a call heard again by the next run: what was kept of it is no longer found. What people said of it stays."""
    db.execute(
        "UPDATE evidence SET settings_sha256 = 'damaged ' || id WHERE id = (SELECT evidence FROM calls WHERE id = ?)",
        (call,),
    )
