"""A workbook that was read back, held against the store: what is still true of it is kept, the rest is named."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qa_scorer.language import Text
from qa_scorer.model import Outcome, Rubric, ScoredCall
from qa_scorer.review.kept import keep_appeal, keep_review, rulings
from qa_scorer.review.read_row import Row
from qa_scorer.review.read_workbook import NotTaken, Returned
from qa_scorer.review.stored_calls import AskedCalls
from qa_scorer.review.verdicts import FindingKey, Review
from qa_scorer.scorecards.review_layout import AppealState, Fact
from qa_scorer.scorecards.wordings import OUTCOMES
from qa_scorer.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """`calls`: the numbers in the store of the calls about which something new was said."""

    new: int
    known: int
    not_taken: tuple[NotTaken, ...]
    calls: tuple[int, ...]


class _Refused(Exception):
    def __init__(self, why: Text) -> None:
        self.why = why


def take_in(store: Store, returned: Returned, *, final: bool = False) -> TakenIn:
    """Keep the verdicts and appeals of a workbook. `final`: its verdicts decide, whatever other reviewers said."""
    new, known, calls, refused = 0, 0, dict[int, None](), list(returned.not_taken)
    with store.together():
        for row in returned.rows:
            try:
                call = _call(store.db, row, returned.facts[Fact.AGENT])
            except _Refused as problem:
                where = f"{returned.path.name} {returned.sheet}!{row.cell}"
                refused.append(NotTaken(where=where, why=problem.why))
                continue
            for is_new in _kept(store.db, call, row, returned.path.name, final):
                new, known = new + is_new, known + (not is_new)
                calls |= {call: None} if is_new else {}
    return TakenIn(new=new, known=known, not_taken=tuple(refused), calls=tuple(calls))


def _kept(db: sqlite3.Connection, call: int, row: Row, workbook: str, final: bool) -> Sequence[bool]:
    kept = []
    if row.review:
        kept.append(keep_review(db, call, replace(row.review, final=final), workbook))
    if row.appeal:
        kept.append(keep_appeal(db, call, row.appeal, workbook))
    return kept


def _call(db: sqlite3.Connection, row: Row, agent_id: str) -> int:
    """The number of the call that the row is about. Raises _Refused where the store says otherwise."""
    said = row.review or row.appeal
    assert said is not None  # a row without either was not read
    found = db.execute(
        "SELECT id, agent_id FROM calls WHERE audio_sha256 = ? ORDER BY agent_id <> ?, id",
        (said.key.audio_sha256, agent_id),
    ).fetchone()
    if found is None:
        raise _Refused(Text("数据库里没有这通电话", "the store has no such call"))
    if found[1] != agent_id:
        raise _Refused(
            Text(f"这通电话是 {found[1]} 的，不是 {agent_id} 的", f"the call is {found[1]}'s, not {agent_id}'s")
        )
    outcome = _machine_outcome(db, int(found[0]), said.key)
    if row.review and row.review.machine is not outcome:
        seen, now = OUTCOMES[row.review.machine], OUTCOMES[outcome]
        raise _Refused(
            Text(
                f"机器的结果后来变了（工作簿里是“{seen.zh}”，现在是“{now.zh}”），请按新工作簿复核",
                f"the machine has since come to another outcome ({seen.en} in the workbook, {now.en} now): "
                "please review it in the new workbook",
            )
        )
    if row.appeal and row.appeal.state is AppealState.UPHELD and not _changed(db, row.review, said.key, outcome):
        raise _Refused(
            Text(
                "申诉成立，结果却没有改：请在同一行选复核意见“不同意”和正确结果",
                "the appeal is upheld, yet the outcome stays: say “disagree” and the right outcome in the same row",
            )
        )
    return int(found[0])


def _changed(db: sqlite3.Connection, review: Review | None, key: FindingKey, machine: Outcome) -> bool:
    """Whether people hold another outcome to be right than the machine: in this row, or else before."""
    before = rulings(db, key.audio_sha256).get(key.rule_sha256)
    outcome = review.outcome if review else before.outcome if before else None
    return outcome not in (None, machine)


def _machine_outcome(db: sqlite3.Connection, call: int, key: FindingKey) -> Outcome:
    found = db.execute(
        "SELECT outcome FROM findings JOIN rules ON rules.id = findings.rule WHERE call = ? AND rule_sha256 = ?",
        (call, key.rule_sha256),
    ).fetchone()
    if found is None:
        raise _Refused(
            Text(
                f"规则 {key.rule} 后来改过，或没有问过这通电话",
                f"the rule {key.rule} was changed since, or was never asked of this call",
            )
        )
    return Outcome(found[0])


def score_again(store: Store, rubric: Rubric, calls: Sequence[int]) -> list[ScoredCall]:
    """Keep the reviewed result of each of `calls` beside the machine's own. Calls not asked by `rubric` are left."""
    again = list(AskedCalls(store, rubric, calls))
    with store.together():
        store.keep_rubric(rubric)
        for call, found in again:
            card = found.scorecard
            store.db.execute(
                "INSERT OR REPLACE INTO reviewed_scorecards VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    call, card.rubric_sha256, datetime.now().isoformat(timespec="seconds"), card.score, card.low,
                    card.high, card.verdict.value,
                ),
            )  # fmt: skip
    return [found for _, found in again]
