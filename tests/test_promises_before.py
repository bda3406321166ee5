"""Promises of earlier nights stay on the register until they are a fortnight old."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qa_scorer.figures.history import History
from qa_scorer.model import Outcome, Rubric
from qa_scorer.promises_before import promises_before
from qa_scorer.scorecards.outgoing import counted
from qa_scorer.store import Store
from tests.nights import STARTED, answer, data, night, rubric, scored_call
from tests.store.kept import call, keep

DAYS_AGO = STARTED - timedelta(days=3)


def promising() -> Rubric:
    """The small rubric, and a rule whose quotes hold promises."""
    return rubric(replace(rubric().rules[0], id="complaint.deadline", check="elements", weight=0.0))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three days ago one customer was promised an answer, another was not."""
    with Store.open_to_write(tmp_path / "qa.db", "test") as opened:
        numbers = opened.keep_rubric(promising())
        for number, customer in enumerate(("13800138000", "13900139000")):
            made = call(number, customer=customer, at=DAYS_AGO + timedelta(minutes=number))
            quote = answer(Outcome.MET, "您的号码13800138000，我们24小时内给您答复")
            answers = {"complaint.deadline": quote if not number else answer(Outcome.NOT_APPLICABLE)}
            kept = keep(opened, made)
            opened.keep_answers(kept, [(rule.sha256, answers.get(rule.id, answer(Outcome.MET)))
                                       for rule in promising().rules], numbers)  # fmt: skip
            opened.keep_scorecard(kept, scored_call(made.name, made.data, answers, of=promising()).scorecard)
        yield opened


def test_promises_of_nights_before_stay_on_the_register_masked(store: Store) -> None:
    history = History(promises=tuple(promises_before(store, promising(), STARTED.date())))
    (made,) = counted(night([scored_call("x.wav", data("1301"))]), history).registers.promises
    assert made.promise.due_at == DAYS_AGO + timedelta(hours=24) and made.promise.is_overdue(STARTED)
    assert "138****8000" in made.promise.words and made.call.data.customer_number == "138****8000"
    assert counted(night([scored_call("1206/0.wav", data("1206"))]), history).registers.promises == []


def test_a_promise_older_than_a_fortnight_is_off_it(store: Store) -> None:
    assert list(promises_before(store, promising(), (DAYS_AGO + timedelta(days=14)).date()))
    assert not list(promises_before(store, promising(), (DAYS_AGO + timedelta(days=15)).date()))
