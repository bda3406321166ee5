"""The store as tables for other programs: Parquet or CSV, a file a table, private numbers masked.

calls       a row a call: file, call_id, agent_id, agent_name, team, started_at, customer_number (masked), desk, topic,
            call_type, direction, released_by, duration_s, recogniser, score, low, high, coverage_ratio, verdict, fatal
            (of the rubric it was last scored with), rubric_sha256, scored_at
findings    a row an answer: call (its number in calls), file, call_id, agent_id, team, started_at, day, rule, outcome,
            reason_zh, reason_en, quote (masked), start_s, end_s, confidence
runs        a row a run, and run_files a row a recording of a run: what became of it
agent_days  a row an agent and day: calls, mean_score, passed, failed, needs_person, fatal_calls
"""

import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from qa_scorer.scorecards.masking import mask
from qa_scorer.scorecards.safe_write import place
from qa_scorer.store import Store

if TYPE_CHECKING:
    import pyarrow
    from pandas import DataFrame

Form = Literal["parquet", "csv"]

_ROWS_AT_ONCE: Final = 20_000
_MASKED: Final = ("customer_number", "quote", "reason_zh", "reason_en")
_NUMBERS: Final = (
    "duration_s", "score", "low", "high", "coverage_ratio", "start_s", "end_s", "confidence", "mean_score",
)  # fmt: skip
_COUNTS: Final = ("call", "run", "pid", "calls", "passed", "failed", "needs_person", "fatal_calls")
_TABLES: Final = {
    "calls": """
        SELECT id AS call, name AS file, calls.call_id, agent_id, agent_name, team, started_at, customer_number,
               json_extract(data, '$.desk') AS desk, json_extract(data, '$.topic') AS topic,
               json_extract(data, '$.call_type') AS call_type, json_extract(data, '$.direction') AS direction,
               json_extract(data, '$.released_by') AS released_by, duration_s, recogniser,
               score, low, high, coverage_ratio, verdict, fatal, rubric_sha256, scored_at
        FROM calls JOIN (SELECT id AS number, duration_s, recogniser FROM evidence) ON number = evidence
        LEFT JOIN latest_scorecards ON latest_scorecards.call = calls.id ORDER BY calls.id
        """,
    "findings": "SELECT * FROM answers",
    "runs": """
        SELECT id AS run, command, started_at, finished_at, outcome, host, pid, recogniser, rubric_sha256, out
        FROM runs ORDER BY id
        """,
    "run_files": "SELECT run, name AS file, outcome, call, why_zh, why_en FROM run_files ORDER BY run, name",
    "agent_days": """
        SELECT agent_id, max(agent_name) AS agent_name, max(team) AS team, day, count(*) AS calls,
               avg(score) AS mean_score, sum(verdict = 'pass') AS passed, sum(verdict = 'fail') AS failed,
               sum(verdict = 'needs_person') AS needs_person, sum(fatal <> '') AS fatal_calls
        FROM calls JOIN latest_scorecards ON latest_scorecards.call = calls.id
        WHERE day IS NOT NULL GROUP BY agent_id, day ORDER BY agent_id, day
        """,
}


def export(store: Store, folder: Path, form: Form) -> list[Path]:
    """Write every table to `folder`. Raises MachineError where one cannot be written."""
    write = _write_parquet if form == "parquet" else _write_csv
    return [
        place(folder / f"{table}.{form}", partial(write, store.db, query), keep_older=False).path
        for table, query in _TABLES.items()
    ]


def _frames(db: sqlite3.Connection, query: str) -> "Iterator[DataFrame]":
    """The rows in pieces, so that memory stays flat; at least one piece, which may be empty."""
    import pandas

    for frame in pandas.read_sql_query(query, db, chunksize=_ROWS_AT_ONCE):
        for column in set(_MASKED) & set(frame.columns):
            frame[column] = frame[column].map(lambda words: mask(words) if isinstance(words, str) else words)
        yield frame


def _write_csv(db: sqlite3.Connection, query: str, path: Path) -> None:
    """UTF-8 with the mark at the beginning that Excel looks for."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        for place_in_file, frame in enumerate(_frames(db, query)):
            frame.to_csv(file, index=False, header=place_in_file == 0)


def _write_parquet(db: sqlite3.Connection, query: str, path: Path) -> None:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema(db, query)
    with ParquetWriter(str(path), schema, compression="zstd") as writer:
        for frame in _frames(db, query):
            writer.write_table(pyarrow.Table.from_pandas(frame, schema=schema, preserve_index=False))


def _schema(db: sqlite3.Connection, query: str) -> "pyarrow.Schema":
    """SQLite has no types of columns: a piece in which all is null would not know its own."""
    import pyarrow

    kinds = {name: pyarrow.float64() for name in _NUMBERS} | {name: pyarrow.int64() for name in _COUNTS}
    columns = [column[0] for column in db.execute(f"SELECT * FROM ({query}) LIMIT 0").description]
    return pyarrow.schema([(column, kinds.get(column, pyarrow.string())) for column in columns])
