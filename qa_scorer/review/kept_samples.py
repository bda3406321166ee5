"""The latest samples that were drawn for listening, from the store."""

import sqlite3
from datetime import datetime

from qa_scorer.figures.sampled import KeptSample, SampledCall

_LATEST = 5  # so many are shown


def kept_samples(db: sqlite3.Connection) -> tuple[KeptSample, ...]:
    """The latest first."""
    rows = db.execute(
        "SELECT id, drawn_at, method, seed, per_agent, population, population_sha256, user FROM samples"
        " ORDER BY id DESC LIMIT ?",
        (_LATEST,),
    )
    return tuple(
        KeptSample(
            number=number,
            drawn_at=datetime.fromisoformat(drawn_at),
            method=method,
            seed=seed,
            per_agent=per_agent,
            population=population,
            population_sha256=sha256,
            user=user,
            calls=_calls(db, number),
        )
        for number, drawn_at, method, seed, per_agent, population, sha256, user in rows.fetchall()
    )


def _calls(db: sqlite3.Connection, sample: int) -> tuple[SampledCall, ...]:
    rows = db.execute(
        """
        SELECT agent_id, agent_name, call_id, name, started_at,
               (SELECT count(DISTINCT rule) FROM reviews WHERE reviews.call = calls.id)
        FROM sampled_calls JOIN calls ON calls.id = sampled_calls.call WHERE sample = ? ORDER BY place
        """,
        (sample,),
    )
    return tuple(
        SampledCall(
            agent_id=agent_id,
            agent_name=agent_name,
            call_id=call_id,
            name=name,
            started_at=datetime.fromisoformat(started_at) if started_at else None,
            reviews=reviews,
        )
        for agent_id, agent_name, call_id, name, started_at, reviews in rows
    )
