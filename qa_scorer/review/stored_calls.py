"""Calls of the store scored again from the answers it keeps: nothing is asked anew, nothing is listened to."""

from collections.abc import Iterator, Sequence
from typing import Unpack

from qa_scorer.model import Finding, Rubric, ScoredCall
from qa_scorer.review.kept import reviewed_sounds, rulings
from qa_scorer.review.ruled import scored
from qa_scorer.store import Store
from qa_scorer.store.choosing import Chosen


def chosen_calls(store: Store, rubric: Rubric, **chosen: Unpack[Chosen]) -> Iterator[tuple[int, ScoredCall]]:
    """Each chosen call that was asked every rule of `rubric`, with its number here and people's verdicts in it."""
    return scored_calls(store, rubric, store.call_numbers(**chosen))


def scored_calls(store: Store, rubric: Rubric, numbers: Sequence[int]) -> Iterator[tuple[int, ScoredCall]]:
    """The same of calls by their number."""
    known, reviewed = store.kept_rules(), reviewed_sounds(store.db)
    for stored in store.stored_calls(numbers):
        answers = store.answers(stored.id, known)
        if all(rule.sha256 in answers for rule in rubric.rules):
            findings = [Finding(rule=rule.id, answer=answers[rule.sha256]) for rule in rubric.rules]
            sound = stored.call.evidence.facts.sha256
            people = rulings(store.db, sound) if sound in reviewed else {}
            yield stored.id, scored(rubric, stored.call, findings, people)
