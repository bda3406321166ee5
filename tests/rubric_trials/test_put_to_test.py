"""Examples and cases are tried, and what they leave out is said."""

from pathlib import Path

import pytest

from qa_scorer.errors import UsageError
from qa_scorer.rubric.fault import FaultyRubric
from qa_scorer.rubric_trials.case_files import read_cases
from qa_scorer.rubric_trials.put_to_test import TriedRubric, put_to_test
from tests.rubric_trials.small_rubric import CASE, SMALL, write


def tried(folder: Path, old: str = "", new: str = "") -> TriedRubric:
    assert old in SMALL
    return put_to_test(write(folder, SMALL.replace(old, new, 1)))


def test_a_rubric_that_does_what_its_examples_say(tmp_path: Path) -> None:
    done = tried(tmp_path)
    assert [fault.read("en") for fault in (*done.faults, *done.uncovered)] == []
    assert (len(done.attempts), done.coverage.sides, done.coverage.ratio) == (5, 8, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("坐席：早上好，请讲。", "坐席：请讲。", 18, "opening.greeting met 2: missed instead of met"),
        ("degree: 0.5", "degree: 0.9", 30, "opening.silence missed 1: missed 0.50 instead of missed 0.90"),
        ("8 坐席：好的。", "28 坐席：好的。", 28, "missed instead of met"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    (fault,) = tried(tmp_path, old, new).faults
    assert words in fault.what.en
    assert fault.place[1] == line


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("            - 坐席：早上好，请讲。\n", "", "“早上好”: no example in which it is said"),
        ("any_of: [您好, 早上好]", "any_of: [您好, 早上好, 晚上好]", "“晚上好”: no example in which it is said"),
        (
            '          missed:\n            - "坐席：请讲。 / 客户：喂。 / 坐席：您好。"\n',
            "",
            "opening.greeting: no example in which it is missed",
        ),
    ],
)
def test_what_no_example_shows_lowers_the_coverage(tmp_path: Path, old: str, new: str, words: str) -> None:
    done = tried(tmp_path, old, new)
    assert any(words in fault.what.en for fault in done.uncovered)
    assert done.coverage.ratio < 1


def test_an_example_that_fails_covers_nothing(tmp_path: Path) -> None:
    done = tried(tmp_path, "any_of: [您好, 早上好]", "any_of: [您好, 早上好吗]")
    assert done.faults
    assert any("早上好吗" in fault.what.en for fault in done.uncovered)


def test_rules_that_are_off_are_tried_as_well(tmp_path: Path) -> None:
    text = SMALL + SMALL[SMALL.index("      - id: opening.silence") :].replace(
        "opening.silence", "opening.other"
    ).replace("check:", "off: true\n        check:").replace("8 坐席", "28 坐席")
    (fault,) = put_to_test(write(tmp_path, text)).faults
    assert "opening.other" in fault.what.en


def test_a_whole_call_is_judged_as_its_case_says(tmp_path: Path) -> None:
    write(tmp_path / "cases", CASE, "slow.yaml")
    done = put_to_test(write(tmp_path), read_cases(tmp_path / "cases"))
    assert done.faults == ()
    assert len(done.attempts) == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("opening.silence: missed", "opening.silence: met", 9, "missed instead of met"),
        ("opening.silence: missed", "opening.silent: missed", 9, "did you mean opening.silence"),
        ("verdict: pass", "verdict: fail", 10, "the verdict is pass instead of fail"),
        ("score: [60, 60]", "score: [70, 80]", 11, "the score is 60.0, not 70 to 80"),
    ],
)
def test_a_case_that_comes_out_otherwise_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    write(tmp_path / "cases", CASE.replace(old, new), "slow.yaml")
    (fault,) = put_to_test(write(tmp_path), read_cases(tmp_path / "cases")).faults
    assert words in fault.what.en
    assert fault.place[1] == line


def test_a_case_for_another_rubric_is_left_out(tmp_path: Path) -> None:
    write(tmp_path / "cases", CASE.replace("rubric: small", "rubric: other").replace("pass", "fail"), "slow.yaml")
    assert put_to_test(write(tmp_path), read_cases(tmp_path / "cases")).faults == ()


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "cases", CASE.replace("verdict", "verdikt"), "slow.yaml")
    with pytest.raises(FaultyRubric, match=r"slow\.yaml:10:1: unknown key verdikt; did you mean verdict"):
        read_cases(path.parent)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        read_cases(tmp_path / "empty")
