"""Figures of agreement against examples that were published, and by hand."""

import pytest

from qa_scorer.figures.agreement import Judged, agreement
from qa_scorer.model import Outcome

MET, MISSED, OPEN, OUT = Outcome.MET, Outcome.MISSED, Outcome.UNDETERMINED, Outcome.NOT_APPLICABLE


def judged(machine: Outcome, settled: Outcome | None, *, confidence: float = 0.8, **said: Outcome) -> Judged:
    told = said or ({} if settled is None else {"a": settled})
    return Judged(rule="opening.greeting", machine=machine, confidence=confidence, said=told, settled=settled)


def test_kappa_of_cohens_own_kind_of_table() -> None:
    """Two raters, 50 items, yes/yes 20, yes/no 5, no/yes 10, no/no 15: kappa 0.40 (a textbook table)."""
    pairs = [(MET, MET)] * 20 + [(MET, MISSED)] * 5 + [(MISSED, MET)] * 10 + [(MISSED, MISSED)] * 15
    found = agreement([judged(machine, settled) for machine, settled in pairs])
    assert found.whole.kappa == pytest.approx(0.4)
    assert found.whole.precision and (found.whole.precision.part, found.whole.precision.whole) == (15, 25)
    assert found.whole.recall and (found.whole.recall.part, found.whole.recall.whole) == (15, 20)


def test_alpha_of_krippendorffs_own_example() -> None:
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), A: binary data, two observers: 0.095."""
    table = {
        "a": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
        "b": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
    }
    units = [judged(MISSED, None, a=(MET, MISSED)[x], b=(MET, MISSED)[y]) for x, y in zip(*table.values(), strict=True)]
    assert agreement(units).whole.alpha == pytest.approx(0.095, abs=0.0005)


def test_the_interval_is_wilsons() -> None:
    """Of 10 all 10: 0.722 to 1 (Wilson's lower bound n / (n + z^2), z = 1.96)."""
    found = agreement([judged(MISSED, MISSED)] * 10)
    assert found.whole.precision
    assert (found.whole.precision.low, found.whole.precision.high) == (pytest.approx(10 / (10 + 1.959964**2)), 1.0)
    assert found.whole.kappa is None  # one outcome only says nothing about chance


def test_a_reviewer_is_held_against_what_all_came_to() -> None:
    units = [judged(MISSED, MET, a=MET, b=MISSED, c=MET), judged(MISSED, MISSED, a=MISSED, b=MISSED, c=MISSED)]
    by_name = {row.name: row for row in agreement(units).reviewers}
    assert by_name["b"].precision and by_name["b"].precision.ratio == 0.5
    assert by_name["a"].precision and by_name["a"].precision.ratio == 1.0


def test_confidence_is_set_against_what_came_true_and_the_open_ones_are_left_out() -> None:
    units = [judged(MISSED, MISSED, confidence=0.9)] * 3 + [judged(MISSED, MET, confidence=0.9), judged(OPEN, MET)]
    (row,) = agreement(units).confidence
    assert (row.low, row.high, row.mean, row.confirmed.ratio) == (0.8, 1.0, pytest.approx(0.9), 0.75)


def test_what_reviewers_differ_on_is_counted() -> None:
    assert agreement([judged(MISSED, None, a=MET, b=MISSED), judged(OUT, OUT)]).disputed == 1
