"""The nouns of the room: what a reviewer said of a finding, what the agent objects, and what comes of it."""

from dataclasses import dataclass
from datetime import date

from qa_scorer.model import Outcome
from qa_scorer.scorecards.review_layout import AppealState, Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKey:
    """One finding: the answer to a rule on a call."""

    audio_sha256: str
    rule: str  # its id, for people
    rule_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A reviewer's word on a finding. `machine` is the outcome that was looked at; `right` only where they disagree."""

    key: FindingKey
    machine: Outcome
    opinion: Opinion
    right: Outcome | None
    reason: str
    reviewer: str
    reviewed_on: date | None
    final: bool = False

    @property
    def outcome(self) -> Outcome | None:
        """What the reviewer holds to be true; None where that could not be told."""
        if self.opinion is Opinion.CANNOT_TELL:
            return None
        return self.machine if self.opinion is Opinion.AGREE else self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """The agent's objection (申诉) to a finding."""

    key: FindingKey
    state: AppealState
    reason: str
    deadline: date | None
    answer: str
