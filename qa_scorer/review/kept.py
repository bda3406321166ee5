"""Verdicts and appeals in the store. Nothing is overwritten: the latest word counts, the earlier ones stay."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qa_scorer.model import Outcome
from qa_scorer.review.settle import Ruling, ruling
from qa_scorer.review.verdicts import Appeal, FindingKey, Review
from qa_scorer.scorecards.review_layout import OPEN_APPEALS, AppealState, Opinion

_REVIEW = "machine_outcome, opinion, right_outcome, reason, reviewer, reviewed_on, final"
_APPEAL = "state, reason, deadline, answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAppeal:
    """An appeal as it stands now, and whose it is. `call` is the recording's name."""

    agent_id: str
    call: str
    appeal: Appeal

    @property
    def is_open(self) -> bool:
        return self.appeal.state in OPEN_APPEALS

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.appeal.deadline is not None and self.appeal.deadline < today


def keep_review(db: sqlite3.Connection, call: int, review: Review, workbook: str) -> bool:
    """Keep a review beside the reviewer's earlier ones; False where it says nothing new."""
    said = (
        review.machine, review.opinion, review.right, review.reason, review.reviewer, _iso(review.reviewed_on),
        int(review.final),
    )  # fmt: skip
    latest = db.execute(
        f"SELECT {_REVIEW} FROM reviews WHERE call = ? AND rule_sha256 = ? AND reviewer = ? ORDER BY id DESC LIMIT 1",
        (call, review.key.rule_sha256, review.reviewer),
    ).fetchone()
    if latest == said:
        return False
    db.execute(
        f"INSERT INTO reviews (call, rule, rule_sha256, {_REVIEW}, imported_at, workbook)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (call, review.key.rule, review.key.rule_sha256, *said, _now(), workbook),
    )
    return True


def keep_appeal(db: sqlite3.Connection, call: int, appeal: Appeal, workbook: str) -> bool:
    """Keep an appeal as it stands now; False where it stood so before."""
    said = (appeal.state, appeal.reason, _iso(appeal.deadline), appeal.answer)
    latest = db.execute(
        f"SELECT {_APPEAL} FROM appeals WHERE call = ? AND rule_sha256 = ? ORDER BY id DESC LIMIT 1",
        (call, appeal.key.rule_sha256),
    ).fetchone()
    if latest == said:
        return False
    db.execute(
        f"INSERT INTO appeals (call, rule, rule_sha256, {_APPEAL}, imported_at, workbook)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (call, appeal.key.rule, appeal.key.rule_sha256, *said, _now(), workbook),
    )
    return True


def reviews(db: sqlite3.Connection, audio_sha256: str | None = None) -> Iterator[Review]:
    """Every review, or those of one sound, in the order in which they came in."""
    rows = db.execute(
        f"SELECT audio_sha256, rule, rule_sha256, {_REVIEW} FROM reviews JOIN calls ON calls.id = reviews.call"
        " WHERE ? IS NULL OR audio_sha256 = ? ORDER BY reviews.id",
        (audio_sha256, audio_sha256),
    )
    for audio, rule, rule_sha256, machine, opinion, right, reason, reviewer, reviewed_on, final in rows:
        yield Review(
            key=FindingKey(audio_sha256=audio, rule=rule, rule_sha256=rule_sha256),
            machine=Outcome(machine),
            opinion=Opinion(opinion),
            right=Outcome(right) if right else None,
            reason=reason,
            reviewer=reviewer,
            reviewed_on=date.fromisoformat(reviewed_on) if reviewed_on else None,
            final=bool(final),
        )


def appeals(db: sqlite3.Connection) -> Iterator[StandingAppeal]:
    """Every appeal as it stands now."""
    rows = db.execute(
        f"SELECT agent_id, calls.name, audio_sha256, rule, rule_sha256, {_APPEAL}, max(appeals.id) FROM appeals"
        " JOIN calls ON calls.id = appeals.call GROUP BY appeals.call, rule_sha256 ORDER BY 10"
    )
    for agent_id, call, audio, rule, rule_sha256, state, reason, deadline, answer, _ in rows:
        appeal = Appeal(
            key=FindingKey(audio_sha256=audio, rule=rule, rule_sha256=rule_sha256),
            state=AppealState(state),
            reason=reason,
            deadline=date.fromisoformat(deadline) if deadline else None,
            answer=answer,
        )
        yield StandingAppeal(agent_id=agent_id, call=call, appeal=appeal)


def by_finding(given: Iterable[Review]) -> Mapping[FindingKey, list[Review]]:
    """Reviews of each finding, in the order in which they came in."""
    grouped: defaultdict[FindingKey, list[Review]] = defaultdict(list)
    for review in given:
        grouped[review.key].append(review)
    return grouped


def reviewed_sounds(db: sqlite3.Connection) -> frozenset[str]:
    """The SHA-256 of every sound that people gave a verdict on."""
    rows = db.execute("SELECT DISTINCT audio_sha256 FROM reviews JOIN calls ON calls.id = reviews.call")
    return frozenset(row[0] for row in rows)


def rulings(db: sqlite3.Connection, audio_sha256: str) -> Mapping[str, Ruling]:
    """What people came to on a call, by the rule's sha256."""
    grouped = by_finding(reviews(db, audio_sha256))
    return {key.rule_sha256: ruling(of_one) for key, of_one in grouped.items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")
