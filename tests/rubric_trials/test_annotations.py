"""What machines read of faults: GitHub's workflow commands, SARIF, JSON, JUnit."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric_trials.annotations import as_github, as_sarif
from qa_scorer.rubric_trials.case_files import read_cases
from qa_scorer.rubric_trials.junit import as_junit
from qa_scorer.rubric_trials.put_to_test import put_to_test
from tests.command import qa_scorer
from tests.rubric_trials.small_rubric import CASE, SMALL, write

FAULT = Fault(
    where="rubrics/a,b.yaml:3:7",
    code="unknown-key",
    what=Text("不认识 50%", "unknown 50%"),
    mend=Text("删去", "take it out"),
)


def test_a_workflow_command_stands_beside_the_line_and_is_escaped() -> None:
    assert as_github([FAULT], "en") == (
        "::error file=rubrics/a%2Cb.yaml,line=3,col=7,title=unknown-key::unknown 50%25%0Atake it out"
    )


def test_files_below_the_folder_are_named_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside = Fault(where=f"{tmp_path}/rubrics/a.yaml:1:2", code="x", what=FAULT.what, mend=FAULT.mend)
    assert "file=rubrics/a.yaml," in as_github([inside], "en")
    outside = Fault(where="/elsewhere/a.yaml:1:2", code="x", what=FAULT.what, mend=FAULT.mend)
    results = json.loads(as_sarif([inside, outside], "en"))["runs"][0]["results"]
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results]
    assert uris == ["rubrics/a.yaml", "file:///elsewhere/a.yaml"]


def test_sarif_has_what_version_2_1_0_asks_for() -> None:
    log = json.loads(as_sarif([FAULT, FAULT], "zh"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["name"] == "qa-scorer"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["unknown-key"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"].startswith("不认识")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region == {"startLine": 3, "startColumn": 7}


def test_junit_has_a_case_for_each_example_and_one_for_the_coverage(tmp_path: Path) -> None:
    write(tmp_path / "cases", CASE.replace("verdict: pass", "verdict: fail"), "slow.yaml")
    tried = put_to_test(
        write(tmp_path, SMALL.replace("- 坐席：早上好，请讲。", "- 坐席：请讲。")), read_cases(tmp_path / "cases")
    )
    (suite,) = ElementTree.fromstring(as_junit([tried], "en", 1.0))
    failed = {case.get("name") for case in suite if case.find("failure") is not None}
    assert suite.get("tests") == str(len(suite)) == "7"
    assert suite.get("failures") == str(len(failed)) == "3"
    assert {"met 2", str(tmp_path / "cases" / "slow.yaml")} < failed


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check",), 0),
        (("check", "--format", "sarif"), 0),
        (("test", "--min-coverage", "100"), 0),
        (("test", "--format", "json"), 0),
        (("mutate", "--min-score", "0.95", "--format", "json"), 0),
    ],
)
def test_a_good_rubric_leaves_with_0(tmp_path: Path, command: tuple[str, ...], code: int) -> None:
    done = qa_scorer("rubric", command[0], write(tmp_path), *command[1:])
    assert (done.returncode, done.stderr) == (code, "")
    if command[-1] in ("json", "sarif"):
        assert json.loads(done.stdout)


@pytest.mark.parametrize(
    ("old", "new", "command", "code", "words"),
    [
        ("weight: 60", "weight: 50", ("check",), 2, ":5:1: the weights add up to 90, not 100"),
        ("weight: 60", "weight: 50", ("check", "--format", "github"), 2, ""),
        ("weight: 60", "weight: 50", ("test",), 2, "the weights add up to 90"),
        ("weight: 60", "weight: 50", ("mutate",), 2, "the weights add up to 90"),
        ("早上好，请讲", "请讲", ("test",), 1, "missed instead of met"),
        ("            - 坐席：早上好，请讲。\n", "", ("test",), 0, ""),
        ("            - 坐席：早上好，请讲。\n", "", ("test", "--min-coverage", "100"), 1, "in which it is said"),
        (", degree: 0.5", "", ("mutate",), 0, "no example notices"),
        (", degree: 0.5", "", ("mutate", "--min-score", "1"), 1, "no example notices"),
    ],
)  # fmt: skip
def test_what_is_wrong_leaves_with_its_code(
    tmp_path: Path, old: str, new: str, command: tuple[str, ...], code: int, words: str
) -> None:
    assert old in SMALL
    done = qa_scorer("rubric", command[0], write(tmp_path, SMALL.replace(old, new, 1)), *command[1:])
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
