"""What a rubric's author is given: the schema for editors, a rubric to begin with, rules explained in words."""

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from qa_scorer.checks import check_names
from qa_scorer.errors import UsageError
from qa_scorer.rubric import load_rubric_file, shipped_rubric
from qa_scorer.rubric.checked import check_rubric
from qa_scorer.rubric.explained import explained, overview
from qa_scorer.rubric.json_schema import SCHEMA_FILE, rubric_schema, schema_text
from qa_scorer.rubric.manual_pages import manual_page
from qa_scorer.rubric.shipped import shipped_names
from qa_scorer.rubric.starter import write_starter
from qa_scorer.rubric.yaml_source import read_source
from qa_scorer.rubric_trials.mutate import mutate
from qa_scorer.rubric_trials.put_to_test import put_to_test
from qa_scorer.rubric_trials.trials import trials_of
from tests.command import qa_scorer

SCHEMA = Draft7Validator(rubric_schema())


def rule(**keys: Any) -> dict[str, Any]:
    return {"id": "a.b", "title": {"zh": "甲", "en": "A"}, "weight": 100, "check": "phrase", "any_of": ["您好"], **keys}


def rubric(*rules: dict[str, Any], **keys: Any) -> dict[str, Any]:
    title = {"zh": "甲", "en": "A"}
    section = {"id": "a", "title": title, "rules": list(rules)}
    return {"id": "a", "version": "1", "title": title, "pass_mark": 80, "sections": [section], **keys}


@pytest.mark.parametrize("name", shipped_names())
def test_the_schema_takes_the_shipped_rubrics(name: str) -> None:
    data = read_source(shipped_rubric(name)).data  # PyYAML's own reader takes the key `off` for false
    assert [error.message for error in SCHEMA.iter_errors(data)] == []


@pytest.mark.parametrize(
    "good",
    [
        rubric(rule()),
        rubric(rule(fatal=True, applies_when={"vip": True}, within={"last_turns": 2})),
        rubric(rule(examples={"met": ["agent: 您好", {"dialogue": "agent: 您好"}, {"1.0 agent": "您好"}]})),
        {"extends": "telecom_hotline", "id": "a", "version": "1", "title": {"zh": "甲", "en": "A"},
         "sections": [{"id": "opening", "rules": [{"id": "opening.greeting", "weight": 5}]}]},
    ],
)  # fmt: skip
def test_the_schema_takes_what_is_right(good: dict[str, Any]) -> None:
    assert [error.message for error in SCHEMA.iter_errors(good)] == []


@pytest.mark.parametrize(
    "bad",
    [
        rubric(rule(any_off=["您好"])),
        rubric(rule(check="phrases")),
        rubric(rule(within={"first_turn": 2})),
        rubric(rule(examples={"met": [{"boss": "您好"}]})),
        rubric(rule(applies_when={"vips": True})),
        rubric(rule(), pass_mark=180),
        rubric(rule(), pass_marks=80),
        rubric({**rule(), "title": "甲"}),
    ],
)
def test_the_schema_refuses_what_is_wrong(bad: dict[str, Any]) -> None:
    assert list(SCHEMA.iter_errors(bad))


@pytest.mark.parametrize("name", check_names())
def test_every_parameter_is_told_of_where_it_is_completed(name: str) -> None:
    page = manual_page(name)
    branch = next(each for each in SCHEMA.schema["$defs"]["RuleInFile"]["oneOf"] if each["title"] == name)
    assert branch["properties"]["check"]["description"] == page.summary != ""
    for key, words in page.parameters.items():
        assert branch["properties"][key]["description"] == words != ""


def test_a_new_rubric_is_right_and_its_examples_show_all(tmp_path: Path) -> None:
    path = write_starter(tmp_path / "my_desk")
    assert path == tmp_path / "my_desk.yaml"
    assert check_rubric(path).faults == ()
    tried = put_to_test(path)
    assert (tried.faults, tried.uncovered) == ((), ())
    file = load_rubric_file(path)
    assert mutate(file, trials_of(file)).score == 1
    assert (tmp_path / "rubric.schema.json").exists()


def test_a_new_rubric_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    with pytest.raises(UsageError, match="not overwritten"):
        write_starter(tmp_path / "mine.yaml")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "id: mine\n"
    for name in ("My desk", "nowhere/desk"):
        with pytest.raises(UsageError):
            write_starter(tmp_path / name)


def test_every_shipped_rule_is_explained_in_both_languages() -> None:
    file = load_rubric_file(shipped_rubric())
    assert any(file.rules[0].rule.id in line.zh for line in overview(file))
    for written in file.rules:
        lines = list(explained(file, written))
        assert written.rule.title.zh in lines[0].zh and written.rule.title.en in lines[0].en
        assert len(lines) > 2


def test_what_counts_is_in_the_explanation(tmp_path: Path) -> None:
    file = load_rubric_file(write_starter(tmp_path / "desk"))
    told = {lang: [line.read(lang) for line in explained(file, file.rules[0])] for lang in ("zh", "en")}
    assert "opening.greeting  首先问候（60 分）" in told["zh"]
    assert "  说了任何一句即可：您好 / 早上好" in told["zh"]
    assert "  where: the first 1 turns" in told["en"]
    assert "  例子·未做到：坐席：请讲。 / 客户：喂。 / 坐席：您好。" in told["zh"]


def test_several_elements_stand_on_a_line_each_and_how_well_is_told() -> None:
    file = load_rubric_file(shipped_rubric())
    said = {written.rule.id: [line.zh for line in explained(file, written)] for written in file.rules}
    assert said["conduct.polite_words"][5:8] == ["  要素：", "    您好：您好", "    请：请问 / 请您 / 请稍"]
    assert "    突然提高嗓门：满分范围 不限 到 0" in said["voice.gentle"]
    assert "  判断得怎样：较好：按词语认要素；换个说法会漏认" in said["conduct.polite_words"]


def test_no_key_of_a_shipped_rule_is_left_unexplained() -> None:
    for name in shipped_names():
        file = load_rubric_file(shipped_rubric(name))
        for written in file.rules:
            lines = [line.zh for line in explained(file, written)][1:]
            assert [line for line in lines if re.search("[a-z]_[a-z]+[：； ]", line) and ".yaml:" not in line] == []


def test_the_commands_say_where_to_find_a_rule() -> None:
    wrong = qa_scorer("rubric", "explain", shipped_rubric(), "opening.greting")
    assert (wrong.returncode, "did you mean opening.greeting?" in wrong.stderr) == (2, True)
    assert qa_scorer("rubric", "schema").stdout.startswith("{")


@pytest.mark.parametrize("name", shipped_names())
def test_editors_find_the_schema_beside_a_shipped_rubric(name: str) -> None:
    path = shipped_rubric(name)
    assert path.read_text(encoding="utf-8").startswith(f"# yaml-language-server: $schema={SCHEMA_FILE}\n")
    current = path.with_name(SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()
    assert current, f"run: qa-scorer rubric schema > rubrics/{SCHEMA_FILE}"
