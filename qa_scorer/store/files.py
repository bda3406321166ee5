"""Which sound a file holds, without reading it again where nothing about it has changed."""

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.store.packing import path_text


@dataclass(frozen=True, slots=True)
class Look:
    """What the file system says of a file: two equal looks at a path see the same sound."""

    size_bytes: int
    changed_ns: int


def look_at(path: Path) -> Look:
    """Raises OSError."""
    seen = path.stat()
    return Look(seen.st_size, seen.st_mtime_ns)


def audio_sha256(db: sqlite3.Connection, path: Path, look: Look, *, rehash: bool = False) -> str:
    """The sound's hash: remembered for a file that looks as before, else that of its bytes. Raises OSError."""
    if not rehash and (known := _remembered(db, path, look)):
        return known
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remember(db: sqlite3.Connection, path: Path, look: Look, sha256: str) -> None:
    """Keep which sound `path` held at that look."""
    row = (path_text(path), look.size_bytes, look.changed_ns, sha256)
    db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", row)


def _remembered(db: sqlite3.Connection, path: Path, look: Look) -> str | None:
    row = db.execute(
        "SELECT audio_sha256 FROM files WHERE path = ? AND size_bytes = ? AND changed_ns = ?",
        (path_text(path), look.size_bytes, look.changed_ns),
    ).fetchone()
    return str(row[0]) if row else None
