"""What was judged: the answers to each rule, and the scorecards."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final

from qa_scorer.language import Text
from qa_scorer.model import Answer, Baseline, Outcome, Rubric, Scorecard
from qa_scorer.store.packing import as_json, from_json, now

_COLUMNS: Final = ("outcome", "reason", "quote", "start_s", "end_s", "confidence")
_DEFAULTS: Final = {field.name: field.default for field in fields(Answer) if field.name not in _COLUMNS}
assert MISSING not in _DEFAULTS.values()  # a field of Answer without a default needs a column of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a call's answers rest on in the store: `heard_and_data` stands for its evidence and call data.

    `basis_sha256`: what they rested on when they were given. `is_scored`: the rubric's scorecard is there.
    """

    call: int
    agent_id: str
    heard_and_data: str
    basis_sha256: str | None
    is_scored: bool


def keep_rubric(db: sqlite3.Connection, rubric: Rubric) -> dict[str, int]:
    """Make the rubric and its rules known. Returns the number of each of its rules, by its sha256.

    A rule that was renamed and asks the same has the same answers; from now on they stand under its new name.
    """
    title = rubric.title
    db.execute(
        "INSERT OR IGNORE INTO rubrics VALUES (?, ?, ?, ?, ?, ?)",
        (rubric.sha256, rubric.id, rubric.version, title.zh, title.en, rubric.pass_mark),
    )
    names = json.dumps([rule.id for rule in rubric.rules])
    db.executemany(
        "INSERT INTO rules (rule_sha256, rule, title_zh, title_en) VALUES (?, ?, ?, ?) ON CONFLICT (rule_sha256)"
        " DO UPDATE SET rule = excluded.rule, title_zh = excluded.title_zh, title_en = excluded.title_en"
        " WHERE rule NOT IN (SELECT value FROM json_each(?))",
        ((rule.sha256, rule.id, rule.title.zh, rule.title.en, names) for rule in rubric.rules),
    )
    kept = kept_rules(db)
    return {rule.sha256: kept[rule.sha256] for rule in rubric.rules}


def kept_rules(db: sqlite3.Connection) -> dict[str, int]:
    """The number of every rule of which answers are kept, by its sha256; nothing is written."""
    return dict(db.execute("SELECT rule_sha256, id FROM rules"))


def answers(db: sqlite3.Connection, call: int, numbers: Mapping[str, int]) -> dict[str, Answer]:
    """The kept answers on one call, by the rule's sha256; a rule that was not asked is missing."""
    rows = db.execute(
        """
        SELECT findings.rule, outcome, zh, en, quote, start_s, end_s, confidence, rest
        FROM findings JOIN reasons ON reasons.id = findings.reason WHERE call = ?
        """,
        (call,),
    )
    kept = {row[0]: _answer(*row[1:]) for row in rows}
    return {sha256: kept[number] for sha256, number in numbers.items() if number in kept}


def _answer(
    outcome: str, zh: str, en: str, quote: str | None, start_s: float | None, end_s: float | None, confidence: float,
    rest: str | None,
) -> Answer:  # fmt: skip
    if rest:
        held: dict[str, Any] = {field: getattr(from_json(Answer, rest), field) for field in _DEFAULTS}
    else:
        held = {}
    return Answer(
        outcome=Outcome(outcome), reason=Text(zh, en), quote=quote or "", start_s=start_s, end_s=end_s,
        confidence=confidence, **held,
    )  # fmt: skip


def keep_answers(
    db: sqlite3.Connection, call: int, given: Iterable[tuple[str, Answer]], numbers: Mapping[str, int]
) -> None:
    """Keep the answers (rule sha256, answer) on one call, beside those it has."""
    rows = [_row(call, numbers[rule_sha256], answer) for rule_sha256, answer in given]
    db.executemany("INSERT OR IGNORE INTO reasons (zh, en) VALUES (?, ?)", [row[-2:] for row in rows])
    db.executemany(
        "INSERT OR REPLACE INTO findings SELECT ?, ?, ?, id, ?, ?, ?, ?, ? FROM reasons WHERE zh = ? AND en = ?", rows
    )


def _row(call: int, rule: int, answer: Answer) -> tuple[object, ...]:
    more = any(getattr(answer, name) != default for name, default in _DEFAULTS.items())
    return (
        call, rule, answer.outcome.value, answer.quote or None, answer.start_s, answer.end_s, answer.confidence,
        as_json(Answer, answer) if more else None, answer.reason.zh, answer.reason.en,
    )  # fmt: skip


def grounds(db: sqlite3.Connection, rubric: Rubric, ids: Sequence[int]) -> Iterator[Grounds]:
    """What the answers on each of those calls rest on."""
    rows = db.execute(
        """
        SELECT calls.id, agent_id, body_sha256 || data, basis_sha256, scorecards.call IS NOT NULL
        FROM calls JOIN evidence ON evidence.id = calls.evidence
        LEFT JOIN scorecards ON scorecards.call = calls.id AND scorecards.rubric_sha256 = ?
        WHERE calls.id IN (SELECT value FROM json_each(?)) ORDER BY calls.id
        """,
        (rubric.sha256, json.dumps(ids)),
    )
    for call, agent, ground, basis, is_scored in rows:
        yield Grounds(
            call=call, agent_id=agent, heard_and_data=ground, basis_sha256=basis, is_scored=bool(is_scored)
        )  # fmt: skip


def start_afresh(db: sqlite3.Connection, call: int, basis_sha256: str, baseline: Baseline | None) -> None:
    """Drop the answers and scorecards of a call: what they rest on has changed to `basis_sha256`."""
    db.execute("DELETE FROM findings WHERE call = ?", (call,))
    db.execute("DELETE FROM scorecards WHERE call = ?", (call,))
    db.execute(
        "UPDATE calls SET basis_sha256 = ?, baseline = ? WHERE id = ?",
        (basis_sha256, as_json(Baseline, baseline) if baseline else None, call),
    )


def keep_scorecard(db: sqlite3.Connection, call: int, card: Scorecard) -> None:
    db.execute(
        "INSERT OR REPLACE INTO scorecards VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            call, card.rubric_sha256, now(), card.score, card.low, card.high, card.coverage_ratio, card.verdict.value,
            ",".join(item.rule.id for item in card.fatal_items),
        ),
    )  # fmt: skip
