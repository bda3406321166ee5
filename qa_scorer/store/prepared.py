"""The words of what was heard, made ready for the rules: kept beside the evidence and deleted with it.

The store does not look into it; `code_sha256` is of the code that made it.
"""

import sqlite3


def find_prepared(db: sqlite3.Connection, call: int, code_sha256: str) -> bytes | None:
    """What that code made of the call's evidence as it is now; None where it is still to be made."""
    row = db.execute(
        """
        SELECT prepared.body FROM calls JOIN evidence ON evidence.id = calls.evidence
        JOIN prepared ON prepared.evidence = evidence.id AND prepared.body_sha256 = evidence.body_sha256
        WHERE calls.id = ? AND code_sha256 = ?
        """,
        (call, code_sha256),
    ).fetchone()
    return bytes(row[0]) if row else None


def add_prepared(db: sqlite3.Connection, call: int, code_sha256: str, body: bytes) -> None:
    """Keep it; what was kept before of that evidence gives way."""
    db.execute(
        """
        INSERT OR REPLACE INTO prepared
        SELECT evidence.id, body_sha256, ?, ? FROM calls JOIN evidence ON evidence.id = calls.evidence
        WHERE calls.id = ?
        """,
        (code_sha256, body, call),
    )
