"""What single stages of listening gave: by the sound, the stage, its version and the settings that bear on it.

Only the words are kept: recognising them is most of the work, and what is heard beside them needs the sound.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.model import VoiceWords
from qa_scorer.store.packing import packed, unpacked

Words = tuple[VoiceWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsKey:
    """Which recognition it is: of what sound, by which version of our code, with which settings."""

    audio_sha256: str
    version: int
    settings_sha256: str


def find_words(db: sqlite3.Connection, key: WordsKey) -> Words:
    """What was recognised; nothing where it was not, or where what was kept is damaged: it is recognised again."""
    row = db.execute(
        "SELECT body, body_sha256 FROM stages"
        " WHERE audio_sha256 = ? AND stage = 'words' AND stage_version = ? AND settings_sha256 = ?",
        (key.audio_sha256, key.version, key.settings_sha256),
    ).fetchone()
    return (row and words_in(*row)) or ()


def add_words(db: sqlite3.Connection, key: WordsKey, words: Sequence[VoiceWords]) -> None:
    """Keep what was recognised in place of what was kept under that key."""
    body = packed(Words, tuple(words))
    db.execute(
        "INSERT OR REPLACE INTO stages (audio_sha256, stage, stage_version, settings_sha256, body, body_sha256)"
        " VALUES (?, 'words', ?, ?, ?, ?)",
        (key.audio_sha256, key.version, key.settings_sha256, body, hashlib.sha256(body).hexdigest()),
    )


def words_in(body: bytes, body_sha256: str) -> Words | None:
    """What was kept; None where it is damaged, or an older version wrote what this one cannot read."""
    if hashlib.sha256(body).hexdigest() != body_sha256:
        return None
    try:
        return unpacked(Words, body)
    except (zlib.error, ValueError):  # pydantic's is a ValueError
        return None
