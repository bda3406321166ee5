"""Calls of the store scored again from the answers it keeps: nothing is asked anew, nothing is listened to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from qa_scorer.model import Finding, Rubric, ScoredCall
from qa_scorer.review.kept import reviewed_sounds, rulings
from qa_scorer.review.ruled import scored
from qa_scorer.store import Store
from qa_scorer.store.choosing import Chosen


@dataclass(slots=True)
class AskedCalls:
    """Those of the calls `numbers` that were asked every rule of `rubric`: number and call, people's verdicts in it.

    `unasked`: how many of those gone through were not, and are left out.
    """

    store: Store
    rubric: Rubric
    numbers: Sequence[int]
    unasked: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[tuple[int, ScoredCall]]:
        self.unasked = 0
        known, reviewed = self.store.kept_rules(), reviewed_sounds(self.store.db)
        for stored in self.store.stored_calls(self.numbers):
            answers = self.store.answers(stored.id, known)
            if not all(rule.sha256 in answers for rule in self.rubric.rules):
                self.unasked += 1
                continue
            findings = [Finding(rule=rule.id, answer=answers[rule.sha256]) for rule in self.rubric.rules]
            sound = stored.call.evidence.facts.sha256
            people = rulings(self.store.db, sound) if sound in reviewed else {}
            yield stored.id, scored(self.rubric, stored.call, findings, people)


def chosen_calls(store: Store, rubric: Rubric, **chosen: Unpack[Chosen]) -> AskedCalls:
    return AskedCalls(store, rubric, store.call_numbers(**chosen))
