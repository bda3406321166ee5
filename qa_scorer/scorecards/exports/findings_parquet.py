"""All findings of a night as one Parquet table, a row for each rule of each call: the workbooks list a part.

Columns, in this order; texts are in the language of the run, null stands for "not known" or "not counted":

file, call_id, agent_id, agent_name, team     of the call
started_at                                    as the call table gave it, without its zone
duration_s, score, verdict                    of the call
number                                        the finding's place on the scorecard, from 1, as on the call's page
rule, rule_sha256, title, section, fatal, review, possible     of the rule
outcome, points, confidence, start_s, end_s, quote, reason     of the finding
reviewers                                     who gave a verdict on it, joined by "; ", or null
machine_outcome                               the machine's own, where somebody did
unsettled                                     they came to no outcome: the machine's stands
disputed                                      because they differ; else nobody could tell
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qa_scorer.language import Language
from qa_scorer.model import Item, ScoredCall, ScoredCalls

if TYPE_CHECKING:
    import pyarrow

FILE: Final = "findings.parquet"
_CALLS_A_GROUP: Final = 500

Value = str | float | int | bool | datetime | None


def write_findings_parquet(calls: ScoredCalls, lang: Language, path: Path) -> None:
    """Write the findings of `calls`, which must be masked already, some hundred calls at a time. Raises OSError."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    schema = _schema()
    with ParquetWriter(str(path), schema, compression="zstd") as writer:
        left = iter(calls)
        while group := list(islice(left, _CALLS_A_GROUP)):
            rows = [row for scored in group for row in _rows(scored, lang)]
            columns = zip(*rows, strict=True)
            arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema() -> "pyarrow.Schema":
    import pyarrow

    text, number, flag, count = pyarrow.string(), pyarrow.float64(), pyarrow.bool_(), pyarrow.int32()
    kinds = {
        "file": text, "call_id": text, "agent_id": text, "agent_name": text, "team": text,
        "started_at": pyarrow.timestamp("us"), "duration_s": number, "score": number, "verdict": text,
        "number": count, "rule": text, "rule_sha256": text, "title": text, "section": text, "fatal": text,
        "review": flag, "possible": number, "outcome": text, "points": number, "confidence": number, "start_s": number,
        "end_s": number, "quote": text, "reason": text, "reviewers": text, "machine_outcome": text, "unsettled": flag,
        "disputed": flag,
    }  # fmt: skip
    return pyarrow.schema(kinds.items())


def _rows(scored: ScoredCall, lang: Language) -> Iterator[tuple[Value, ...]]:
    call, card = scored.call, scored.scorecard
    data, started = call.data, call.data.started_at
    own = (
        call.name, data.call_id, data.agent_id, data.agent_name, data.team,
        started.replace(tzinfo=None) if started else None,
        call.evidence.facts.duration_s, card.score, card.verdict.value,
    )  # fmt: skip
    for number, item in enumerate(card.items, 1):
        yield tuple(_whole(value) for value in (*own, number, *_finding(item, lang)))


def _finding(item: Item, lang: Language) -> tuple[Value, ...]:
    rule, answer, machine = item.rule, item.finding.answer, item.finding.machine
    return (
        rule.id, rule.sha256, rule.title.read(lang), rule.section, rule.fatal, rule.review,
        None if rule.review else rule.weight, answer.outcome.value, None if rule.review else item.points,
        answer.confidence, answer.start_s, answer.end_s, answer.quote, answer.reason.read(lang),
        "; ".join(item.finding.reviewers) or None, machine.outcome.value if machine else None,
        item.finding.unsettled, item.finding.disputed,
    )  # fmt: skip


def _whole(value: Value) -> Value:
    """A file name may hold bytes that are no text; Parquet takes only text."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
