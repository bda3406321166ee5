"""What several reviewers come to: one outcome, or a dispute that a third reviewer or a final word decides.

The latest word of each reviewer counts; who could not tell has no vote. A final word decides, the latest of several.
All of one mind: that is the outcome. Otherwise, of three votes and more, the one that more than half of them share.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_scorer.model import Outcome
from qa_scorer.review.verdicts import Review

_LEAST_FOR_MAJORITY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """`outcome` None: reviewers differ (`disputed`), or none of them could tell."""

    outcome: Outcome | None
    reviewers: tuple[str, ...]
    reasons: tuple[str, ...]
    disputed: bool


def ruling(reviews: Sequence[Review]) -> Ruling:
    """What `reviews` of one finding, in the order in which they came in, come to."""
    latest = list(latest_of_each(reviews))
    votes = [review for review in latest if review.outcome is not None]
    final = [review for review in reviews if review.final and review.outcome is not None]
    outcome = final[-1].outcome if final else _shared(votes)
    agreeing = [review for review in (final[-1:] or votes) if outcome in (None, review.outcome)]
    return Ruling(
        outcome=outcome,
        reviewers=tuple(review.reviewer for review in latest),
        reasons=tuple(dict.fromkeys(review.reason for review in agreeing if review.reason)),
        disputed=outcome is None and len(votes) > 1,
    )


def latest_of_each(reviews: Iterable[Review]) -> Iterable[Review]:
    """The last word of every reviewer."""
    return {review.reviewer: review for review in reviews}.values()


def _shared(votes: Sequence[Review]) -> Outcome | None:
    if not votes:
        return None
    (outcome, count), *others = Counter(review.outcome for review in votes).most_common()
    majority = len(votes) >= _LEAST_FOR_MAJORITY and count * 2 > len(votes)
    return outcome if not others or majority else None
