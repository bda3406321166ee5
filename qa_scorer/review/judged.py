"""The findings that people looked at, as the figures of agreement want them."""

import sqlite3
from collections.abc import Iterator

from qa_scorer.figures.agreement import Judged
from qa_scorer.review.kept import by_finding, reviews
from qa_scorer.review.settle import latest_of_each, ruling


def judged(db: sqlite3.Connection) -> Iterator[Judged]:
    """Each finding of which at least one reviewer could tell the outcome."""
    confidences = _confidences(db)
    for key, of_one in by_finding(reviews(db)).items():
        said = {review.reviewer: review.outcome for review in latest_of_each(of_one) if review.outcome is not None}
        if said:
            yield Judged(
                rule=key.rule,
                machine=of_one[-1].machine,
                confidence=confidences.get((key.audio_sha256, key.rule_sha256), 0.0),
                said=said,
                settled=ruling(of_one).outcome,
            )


def _confidences(db: sqlite3.Connection) -> dict[tuple[str, str], float]:
    """The machine's confidence in each finding that was reviewed."""
    rows = db.execute(
        """
        SELECT DISTINCT audio_sha256, reviews.rule_sha256, confidence
        FROM reviews JOIN calls ON calls.id = reviews.call JOIN rules ON rules.rule_sha256 = reviews.rule_sha256
        JOIN findings ON findings.call = reviews.call AND findings.rule = rules.id
        """
    )
    return {(audio, rule): confidence for audio, rule, confidence in rows}
