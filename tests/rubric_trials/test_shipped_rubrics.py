"""The shipped rubrics do what their examples say, which leave nothing out and notice nearly every change."""

from pathlib import Path

import pytest

from qa_scorer.rubric import load_rubric_file, shipped_rubric
from qa_scorer.rubric.shipped import shipped_names
from qa_scorer.rubric_trials.case_files import read_cases
from qa_scorer.rubric_trials.mutate import mutate
from qa_scorer.rubric_trials.put_to_test import put_to_test
from qa_scorer.rubric_trials.survivors import survivor_faults
from qa_scorer.rubric_trials.trials import trials_of


@pytest.mark.parametrize("name", shipped_names())
def test_every_example_holds_and_they_leave_nothing_out(name: str) -> None:
    tried = put_to_test(shipped_rubric(name))
    assert [fault.read("en") for fault in (*tried.faults, *tried.uncovered)] == []


@pytest.mark.parametrize("name", shipped_names())
def test_the_examples_notice_nearly_every_change(name: str) -> None:
    file = load_rubric_file(shipped_rubric(name))
    done = mutate(file, trials_of(file))
    assert done.score >= 0.95, [fault.read("en") for fault in survivor_faults(done)]
    assert done.idle_excuses == ()


def test_whole_calls_come_out_as_their_cases_say() -> None:
    cases = read_cases(Path(__file__).parents[1] / "cases")
    tried = put_to_test(shipped_rubric(), cases)
    assert [fault.read("en") for fault in tried.faults] == []
    assert sum(attempt.suite == "cases" for attempt in tried.attempts) == len(cases) >= 6
