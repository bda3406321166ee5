"""The shipped rubric is right, and every kind of bad rubric is refused with its line."""

from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from qa_scorer.checks import check_names, find_check
from qa_scorer.checks.phrase import Params
from qa_scorer.errors import EXIT_USAGE, RubricError
from qa_scorer.rubric import load_rubric, shipped_rubric
from qa_scorer.wording.window import Window

GOOD = """\
id: small
version: "1"
title: {zh: 小, en: Small}
pass_mark: 80
sections:
  - id: opening
    title: {zh: 开场, en: Opening}
    rules:
      - id: opening.greeting
        title: {zh: 问候, en: Greets}
        weight: 100
        check: phrase
        any_of: [您好]
        within: {first_turns: 1}
"""


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "rubric.yaml"
    path.write_bytes(text.encode(encoding))
    return path


def test_the_shipped_rubric_loads_and_its_weights_are_a_hundred() -> None:
    rubric = load_rubric(shipped_rubric())
    assert sum(rule.weight for rule in rubric.rules) == 100
    assert {rule.check for rule in rubric.rules} <= set(check_names())
    assert any(rule.fatal for rule in rubric.rules)
    assert {"voice.tone", "voice.gentle"} <= {rule.id for rule in rubric.rules if rule.review}


def test_a_shipped_rubric_is_given_by_its_name_unless_a_file_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_rubric(Path("vip_desk")).sha256 == load_rubric(shipped_rubric("vip_desk")).sha256
    write(tmp_path, GOOD).rename("vip_desk")
    assert load_rubric(Path("vip_desk")).id == "small"


def test_a_rules_keys_become_the_checks_params(tmp_path: Path) -> None:
    rule = load_rubric(write(tmp_path, GOOD)).rule("opening.greeting")
    assert rule.params == Params(any_of=("您好",), within=Window(first_turns=1))


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load_rubric(write(tmp_path, GOOD, "utf-8-sig")).id == "small"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("weight: 100", "weight: 90", ":5:", "add up to 90"),
        ("weight: 100", "weigth: 100", ":11:", "did you mean weight"),
        ("weight: 100", "off: true", ":9:", "weight is missing"),
        ("weight: 100", "weight: 100\n        fatal: all", ":12:", "fatal is not right"),
        ("weight: 100", "weight: 100\n        applies_when: {}", ":12:", "applies_when: it must say which calls"),
        ("weight: 100", "weight: 100\n        applies_when: {vips: true}", ":12:", "did you mean vip"),
        ("weight: 100", "weight: 100\n        advice: {zh: 说再见}", ":12:", "en is missing"),
        ("any_of: [您好]", "any_off: [您好]", ":13:", "did you mean any_of"),
        ("check: phrase", "check: phrases", ":12:", "did you mean phrase"),
        ("any_of: [您好]", "any_of: 您好", ":13:", "any_of is not right"),
        ("first_turns: 1", "first_turns: one", ":14:", "first_turns is not right"),
        ("pass_mark: 80", "pass_mark: 180", ":4:", "pass_mark is not right"),
        ("pass_mark: 80", "pass_mark: 080", ":4:", "reads 080 as something else"),
        ("pass_mark: 80", "pass_mark: 1:20", ":4:", "reads 1:20 as something else"),
        ("any_of: [您好]", "any_of: [on]", ":13:", "reads on as something else"),
        ("pass_mark: 80", "pass_mark: 80\npass_mark: 70", ":5:", "stands twice"),
        ("any_of: [您好]", "any_of: !!python/object:os.system [您好]", ":13:", "tag"),
        ("title: {zh: 小, en: Small}", "title: &t {zh: 小, en: Small}\nother: *t", "", "not allowed"),
        ("id: small", "id: small\n\tversion: 1", ":2:", "not valid YAML"),
        ("id: small\n", "", ":1:", "id is missing"),
    ],
)
def test_a_bad_rubric_is_refused_with_its_line(tmp_path: Path, old: str, new: str, place: str, words: str) -> None:
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(RubricError) as refused:
        load_rubric(path)
    assert f"{path}{place}" in str(refused.value)
    assert words in str(refused.value)
    assert refused.value.exit_code == EXIT_USAGE
    assert refused.value.read("zh") != refused.value.read("en")


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("weight: 100", "weight: 50").replace("any_of", "any_off")
    with pytest.raises(RubricError) as refused:
        load_rubric(write(tmp_path, text))
    assert ":5:" in str(refused.value)
    assert ":13:" in str(refused.value)


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    rule = GOOD[GOOD.index("      - id: opening.greeting") :]
    text = (GOOD + rule).replace("weight: 100", "weight: 50")
    with pytest.raises(RubricError, match=r"opening\.greeting stands twice"):
        load_rubric(write(tmp_path, text))


REVIEWED = """\
      - id: opening.tone
        title: {zh: 语调, en: Tone}
        weight: 0
        review: true
        check: phrase
        any_of: [您好]
"""


def test_a_rule_for_review_carries_no_points(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path, GOOD + REVIEWED))
    assert [rule.review for rule in rubric.rules] == [False, True]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("weight: 0", "weight: 5", "its weight must be 0"),
        ("review: true", "review: true\n        fatal: true", "fatal"),
    ],
)
def test_a_rule_for_review_that_could_cost_something_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (GOOD + REVIEWED.replace(old, new)).replace("weight: 100", "weight: 95" if "5" in new else "weight: 100")
    with pytest.raises(RubricError, match=words):
        load_rubric(write(tmp_path, text))


OFF = """\
  - id: closing
    title: {zh: 结束, en: Closing}
    rules:
      - id: closing.festive
        title: {zh: 节日问候, en: Festive greeting}
        weight: 7
        off: true
        check: phrase
        any_of: [节日快乐]
"""


def test_a_rule_that_is_off_is_not_asked_and_its_points_do_not_count(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path, GOOD + OFF))
    assert [rule.id for rule in rubric.rules] == ["opening.greeting"]
    assert [section.id for section in rubric.sections] == ["opening"]


def test_a_rule_that_is_off_must_still_be_right(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="unknown key any_off; did you mean any_of"):
        load_rubric(write(tmp_path, GOOD + OFF.replace("any_of", "any_off")))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_refused_with_the_line(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(RubricError, match=r"rubric\.yaml:\d+:\d+: not UTF-8"):
        load_rubric(write(tmp_path, GOOD, encoding))


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list\n"])
def test_a_file_that_is_no_rubric_at_all_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RubricError):
        load_rubric(write(tmp_path, text))


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match="no such file"):
        load_rubric(tmp_path / "none.yaml")
    with pytest.raises(RubricError, match="larger than 1 MB"):
        load_rubric(write(tmp_path, "#" * 5_000_000))


@pytest.mark.parametrize("name", check_names())
def test_every_check_has_a_manual_page(name: str) -> None:
    page = import_module(f"qa_scorer.checks.{name}").__doc__ or ""
    for heading in ("Parameters", "Met:", "Missed:"):
        assert heading in page
    for field in fields(find_check(name).params):
        assert field.name in page, f"{field.name} is not documented"
