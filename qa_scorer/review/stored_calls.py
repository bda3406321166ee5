"""Calls of the store scored again from the answers it keeps: nothing is asked anew, nothing is listened to."""

from collections.abc import Iterator
from typing import Unpack

from qa_scorer.model import Finding, Rubric, ScoredCall
from qa_scorer.review.kept import rulings
from qa_scorer.review.ruled import scored
from qa_scorer.store import Store
from qa_scorer.store.choosing import Chosen


def scored_calls(store: Store, rubric: Rubric, **chosen: Unpack[Chosen]) -> Iterator[tuple[int, ScoredCall]]:
    """Each chosen call that was asked every rule of `rubric`, with its number here and people's verdicts in it."""
    yield from _scored(store, rubric, store.call_numbers(**chosen))


def scored_call(store: Store, rubric: Rubric, call: int) -> ScoredCall | None:
    """None where the call was not asked every rule of `rubric`."""
    return next((found for _, found in _scored(store, rubric, (call,))), None)


def _scored(store: Store, rubric: Rubric, numbers: tuple[int, ...]) -> Iterator[tuple[int, ScoredCall]]:
    known = store.kept_rules()
    for stored in store.stored_calls(numbers):
        answers = store.answers(stored.id, known)
        if all(rule.sha256 in answers for rule in rubric.rules):
            findings = [Finding(rule=rule.id, answer=answers[rule.sha256]) for rule in rubric.rules]
            people = rulings(store.db, stored.call.evidence.facts.sha256)
            yield stored.id, scored(rubric, stored.call, findings, people)
