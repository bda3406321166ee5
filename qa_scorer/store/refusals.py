"""Sounds in which nothing could be heard, and why; heard again with the same settings, they would give as little."""

import sqlite3
from dataclasses import dataclass

from qa_scorer.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing can be heard in a sound, and what to do."""

    why: Text
    mend: Text


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
