"""Runs, and what became of every recording in each: what `status` shows in the morning."""

import json
import os
import socket
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from qa_scorer.errors import QaScorerError
from qa_scorer.language import Text
from qa_scorer.store.opening import in_plain_words, transaction
from qa_scorer.store.packing import now, path_text
from qa_scorer.store.refusals import Refusal

FileOutcome = Literal["waiting", "stored", "heard", "not_scored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFile:
    """What became of one recording: waiting to be heard, stored (heard in an earlier run), heard, or not_scored."""

    name: str
    outcome: FileOutcome
    call: int | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run. `finished_at` None: it is still at work, or was killed. `counts`: recordings by `FileOutcome`."""

    id: int
    command: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    host: str
    pid: int
    recogniser: str
    out: Path
    settings: Mapping[str, object]
    counts: Mapping[str, int]


def begin_run(
    db: sqlite3.Connection, command: str, *, rubric_sha256: str, recogniser: str, out: Path,
    settings: Mapping[str, object], names: Iterable[str],
) -> int:  # fmt: skip
    """Note that a run begins with those recordings, all waiting. Returns its number."""
    with transaction(db):
        run = db.execute(
            "INSERT INTO runs (command, started_at, host, pid, rubric_sha256, recogniser, out, settings)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (command, now(), socket.gethostname(), os.getpid(), rubric_sha256, recogniser, path_text(out),
             json.dumps(dict(settings), ensure_ascii=False)),
        ).fetchone()[0]  # fmt: skip
        note_files(db, run, (RunFile(name=name, outcome="waiting") for name in names))
    return int(run)


def note_files(db: sqlite3.Connection, run: int, files: Iterable[RunFile]) -> None:
    """Note what became of recordings; the last word on a name counts."""
    db.executemany("INSERT OR REPLACE INTO run_files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (_row(run, f) for f in files))


def _row(run: int, file: RunFile) -> tuple[object, ...]:
    said = file.refusal
    words = (said.why.zh, said.why.en, said.mend.zh, said.mend.en) if said else (None,) * 4
    return (run, file.name, file.outcome, file.call, *words)


def end_run(db: sqlite3.Connection, run: int, outcome: str) -> None:
    """Note how a run ended."""
    db.execute("UPDATE runs SET finished_at = ?, outcome = ? WHERE id = ?", (now(), outcome, run))


@contextmanager
def stop_noted(db: sqlite3.Connection, path: Path | None) -> Iterator[None]:
    """A run that begins inside and is ended by an error is noted with the reason, where that can still be written."""
    last = db.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    try:
        yield
    except BaseException as problem:
        with suppress(sqlite3.Error):
            db.execute(
                "UPDATE runs SET finished_at = ?, outcome = ? WHERE id > ?", (now(), _reason(problem, path), last)
            )
        raise


def _reason(problem: BaseException, path: Path | None) -> str:
    """In both languages, a line each."""
    if isinstance(problem, KeyboardInterrupt):
        return "interrupted"
    said = in_plain_words(path, problem) if isinstance(problem, sqlite3.Error) else problem
    if isinstance(said, QaScorerError):
        return f"{said.where}：{said.why.zh}\n{said.where}: {said.why.en}"
    return type(problem).__name__


def runs(db: sqlite3.Connection, *, limit: int = 20) -> list[Run]:
    """The latest runs, the latest first."""
    rows = db.execute(
        "SELECT id, command, started_at, finished_at, outcome, host, pid, recogniser, out, settings"
        " FROM runs ORDER BY id DESC LIMIT ?",
        (limit,),
    ).fetchall()
    return [_run(db, *row) for row in rows]


def _run(
    db: sqlite3.Connection, number: int, command: str, started_at: str, finished_at: str | None, outcome: str | None,
    host: str, pid: int, recogniser: str | None, out: str, settings: str,
) -> Run:  # fmt: skip
    counts = db.execute("SELECT outcome, count(*) FROM run_files WHERE run = ? GROUP BY outcome", (number,))
    return Run(
        id=number,
        command=command,
        started_at=datetime.fromisoformat(started_at),
        finished_at=datetime.fromisoformat(finished_at) if finished_at else None,
        outcome=outcome or "",
        host=host,
        pid=pid,
        recogniser=recogniser or "",
        out=Path(out),
        settings=json.loads(settings),
        counts=dict(counts),
    )


def files_of(db: sqlite3.Connection, run: int) -> Iterable[RunFile]:
    """What became of the recordings of a run, by name."""
    rows = db.execute(
        "SELECT name, outcome, call, why_zh, why_en, mend_zh, mend_en FROM run_files WHERE run = ? ORDER BY name",
        (run,),
    )
    for name, outcome, call, why_zh, why_en, mend_zh, mend_en in rows:
        said = Refusal(why=Text(why_zh, why_en), mend=Text(mend_zh, mend_en)) if why_zh is not None else None
        yield RunFile(name=name, outcome=outcome, call=call, refusal=said)
