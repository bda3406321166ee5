"""Is the store whole? Every page of the file, every reference, and everything kept of every call.

What is prepared for the rules is not looked into: where it is damaged it is made anew by itself.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator

from qa_scorer.language import Text
from qa_scorer.model import CallData, Evidence
from qa_scorer.store.packing import from_json, unpacked
from qa_scorer.store.stages import words_in

_AT_ONCE = 50


def faults(db: sqlite3.Connection, tell: Callable[[], None] = lambda: None) -> Iterator[Text]:
    """What is wrong, one by one. `tell` is told after each call's evidence."""
    for (row,) in db.execute("PRAGMA integrity_check"):
        if row != "ok":
            yield Text(f"文件损坏：{row}", f"the file is damaged: {row}")
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Text(f"{table} 第 {row} 行指向 {parent} 中没有的行", f"{table}, row {row}: its row of {parent} is gone")
    yield from _unreadable(db, tell)
    for sha256, body, body_sha256 in db.execute("SELECT audio_sha256, body, body_sha256 FROM stages"):
        if words_in(body, body_sha256) is None:
            yield Text(f"录音 {sha256} 的识别结果已损坏", f"what was recognised in the sound {sha256} is damaged")


def _unreadable(db: sqlite3.Connection, tell: Callable[[], None]) -> Iterator[Text]:
    last = -1
    while rows := db.execute(
        "SELECT evidence.id, body, body_sha256, name, data"
        " FROM evidence LEFT JOIN calls ON calls.evidence = evidence.id"
        " WHERE evidence.id > ? ORDER BY evidence.id LIMIT ?",
        (last, _AT_ONCE),
    ).fetchall():
        for number, body, sha256, name, data in rows:
            if number != last and not _is_whole(body, sha256):
                yield Text(f"{name or number}：保存的内容已损坏", f"{name or number}: what was kept of it is damaged")
            if data is not None and not _reads(data):
                yield Text(f"{name}：通话信息已损坏", f"{name}: its call data are damaged")
            last = number
            tell()


def _is_whole(body: bytes, sha256: str) -> bool:
    if hashlib.sha256(body).hexdigest() != sha256:
        return False
    try:
        unpacked(Evidence, body)
    except ValueError:  # an older version wrote what this one cannot read
        return False
    return True


def _reads(data: str) -> bool:
    try:
        from_json(CallData, data)
    except ValueError:
        return False
    return True
