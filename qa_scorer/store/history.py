"""What earlier nights say: an agent's days, when customers called, findings of one rule over time.

A call's day is what its start says on the clock, whatever the zone.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from qa_scorer.language import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDay:
    """One agent's calls of one day, each by the rubric it was last scored with. `mean_score`: of those with a score."""

    agent_id: str
    agent_name: str
    team: str
    day: date
    calls: int
    mean_score: float | None
    verdicts: Mapping[str, int]
    fatal: int  # calls in which a fatal rule was missed


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """An answer to one rule, and the call it is about."""

    call: int
    file: str
    call_id: str
    agent_id: str
    agent_name: str
    team: str
    started_at: datetime | None
    customer_number: str
    reason: Text
    quote: str
    start_s: float | None
    end_s: float | None
    confidence: float


def agent_days(db: sqlite3.Connection, since: date = date.min, until: date = date.max) -> Iterator[AgentDay]:
    """Every agent's days from `since` to `until`, by agent and day. Calls without a start time are in none.

    Where people reviewed a call their result counts; `fatal` is the machine's own.
    """
    rows = db.execute(
        """
        WITH results AS (
            SELECT own.call, fatal, coalesce(reviewed.verdict, own.verdict) AS verdict,
                   CASE WHEN reviewed.call IS NULL THEN own.score ELSE reviewed.score END AS score
            FROM latest_scorecards AS own LEFT JOIN reviewed_scorecards AS reviewed
            ON reviewed.call = own.call AND reviewed.rubric_sha256 = own.rubric_sha256
        )
        SELECT agent_id, max(agent_name), max(team), day, count(*), avg(score),
               sum(verdict = 'pass'), sum(verdict = 'fail'), sum(verdict = 'needs_person'),
               sum(verdict = 'no_verdict'), sum(fatal <> '')
        FROM calls JOIN results ON results.call = calls.id
        WHERE day BETWEEN ? AND ? GROUP BY agent_id, day ORDER BY agent_id, day
        """,
        (since.isoformat(), until.isoformat()),
    )
    for agent_id, name, team, day, calls, mean_score, *verdicts, fatal in rows:
        yield AgentDay(
            agent_id=agent_id, agent_name=name, team=team, day=date.fromisoformat(day), calls=calls,
            mean_score=mean_score, fatal=fatal,
            verdicts=dict(zip(("pass", "fail", "needs_person", "no_verdict"), verdicts, strict=True)),
        )  # fmt: skip


def caller_times(db: sqlite3.Connection, since: datetime, until: datetime) -> dict[str, tuple[datetime, ...]]:
    """When each customer called, `since` and `until` included, by number. Times are read as the clock shows them."""
    rows = db.execute(
        """
        SELECT customer_number, substr(started_at, 1, 19) FROM calls
        WHERE customer_number <> '' AND substr(started_at, 1, 19) BETWEEN ? AND ? ORDER BY 1, 2
        """,
        (since.isoformat()[:19], until.isoformat()[:19]),
    )
    times: dict[str, list[datetime]] = {}
    for number, at in rows:
        times.setdefault(number, []).append(datetime.fromisoformat(at))
    return {number: tuple(moments) for number, moments in times.items()}


def findings_of(
    db: sqlite3.Connection, rule: str, outcome: str, since: date = date.min, until: date = date.max
) -> Iterator[StoredFinding]:
    """Every call in which the rule with that id had that outcome, by time: a register of promises, for one.

    Calls without a start time are among them only where no time is asked for.
    """
    rows = db.execute(
        """
        SELECT call, file, answers.call_id, answers.agent_id, agent_name, answers.team, answers.started_at,
               customer_number, reason_zh, reason_en, quote, start_s, end_s, confidence
        FROM answers JOIN calls ON calls.id = answers.call
        WHERE rule = ? AND outcome = ? AND coalesce(answers.day, ?) BETWEEN ? AND ?
        ORDER BY answers.started_at, call
        """,
        (rule, outcome, date.min.isoformat(), since.isoformat(), until.isoformat()),
    )
    for call, file, call_id, agent_id, name, team, at, customer, zh, en, quote, start_s, end_s, confidence in rows:
        yield StoredFinding(
            call=call, file=file, call_id=call_id, agent_id=agent_id, agent_name=name, team=team,
            started_at=datetime.fromisoformat(at) if at else None, customer_number=customer, reason=Text(zh, en),
            quote=quote or "", start_s=start_s, end_s=end_s, confidence=confidence,
        )  # fmt: skip
