"""A rubric that builds on another: what is inherited, what replaces, and what is refused."""

from pathlib import Path

import pytest

from qa_scorer.checks.phrase import Params
from qa_scorer.errors import RubricError
from qa_scorer.rubric import load_rubric, shipped_rubric

BASE = """\
id: base
version: "1"
title: {zh: 底, en: Base}
pass_mark: 80
sections:
  - id: opening
    title: {zh: 开场, en: Opening}
    rules:
      - {id: opening.greeting, title: {zh: 问候, en: Greets}, weight: 60, check: phrase, any_of: [您好]}
      - {id: opening.offer, title: {zh: 帮助, en: Offers}, weight: 40, check: phrase, any_of: [有什么可以帮您]}
"""
CHILD = """\
extends: base.yaml
id: child
version: "2"
title: {zh: 子, en: Child}
sections:
  - id: opening
    rules:
      - {id: opening.greeting, any_of: [早上好]}
      - {id: opening.offer, weight: 30}
      - {id: opening.desk, title: {zh: 单位, en: Desk}, weight: 5, check: phrase, any_of: [客服中心]}
  - id: closing
    title: {zh: 结束, en: Closing}
    rules:
      - {id: closing.farewell, title: {zh: 道别, en: Bye}, weight: 5, check: phrase, any_of: [再见]}
"""


def write(folder: Path, child: str = CHILD, **others: str) -> Path:
    for name, text in {"base": BASE, "child": child, **others}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "child.yaml"


def refusal(path: Path) -> str:
    with pytest.raises(RubricError) as refused:
        load_rubric(path)
    assert refused.value.read("zh") != refused.value.read("en")
    return str(refused.value)


def test_what_is_given_replaces_and_the_rest_is_inherited(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path))
    assert (rubric.id, rubric.pass_mark, rubric.title.en) == ("child", 80, "Child")
    assert [(rule.id, rule.weight, rule.title.en) for rule in rubric.rules] == [
        ("opening.greeting", 60, "Greets"),
        ("opening.offer", 30, "Offers"),
        ("opening.desk", 5, "Desk"),
        ("closing.farewell", 5, "Bye"),
    ]
    assert rubric.rule("opening.greeting").params == Params(any_of=("早上好",))
    assert rubric.rule("opening.offer").params == Params(any_of=("有什么可以帮您",))
    assert [section.title.en for section in rubric.sections] == ["Opening", "Closing"]


def test_another_check_does_not_inherit_the_parameters_of_the_first(tmp_path: Path) -> None:
    path = write(tmp_path, CHILD.replace("any_of: [早上好]", "check: number_read_out"))
    rule = load_rubric(path).rule("opening.greeting")
    assert (rule.check, rule.title.en) == ("number_read_out", "Greets")


def test_a_rule_of_the_parent_can_be_switched_off(tmp_path: Path) -> None:
    path = write(tmp_path, CHILD.replace("weight: 30", "off: true").replace("any_of: [早上好]", "weight: 90"))
    assert "opening.offer" not in [rule.id for rule in load_rubric(path).rules]


def test_the_hash_covers_the_parent(tmp_path: Path) -> None:
    first = load_rubric(write(tmp_path)).sha256
    assert load_rubric(write(tmp_path, base=BASE + "# changed\n")).sha256 != first


def test_a_fault_names_the_file_it_stands_in(tmp_path: Path) -> None:
    in_parent = write(tmp_path, base=BASE.replace("any_of: [有什么可以帮您]", "any_off: [有什么可以帮您]"))
    assert f"{tmp_path / 'base.yaml'}:10:" in refusal(in_parent)
    in_child = write(tmp_path, CHILD.replace("any_of: [早上好]", "any_off: [早上好]"))
    assert f"{tmp_path / 'child.yaml'}:8:" in refusal(in_child)


def test_three_generations(tmp_path: Path) -> None:
    grandchild = 'extends: middle.yaml\nid: g\nversion: "1"\n'
    grandchild += "sections: [{id: closing, rules: [{id: closing.farewell, any_of: [祝您愉快]}]}]\n"
    rubric = load_rubric(write(tmp_path, grandchild, middle=CHILD))
    assert rubric.rule("opening.greeting").params == Params(any_of=("早上好",))
    assert rubric.rule("closing.farewell").params == Params(any_of=("祝您愉快",))


def test_a_shipped_rubric_is_named_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, 'extends: telecom_hotline\nid: own\nversion: "1"\npass_mark: 70\n')
    own, shipped = load_rubric(path), load_rubric(shipped_rubric())
    assert own.pass_mark == 70
    assert [rule.sha256 for rule in own.rules] == [rule.sha256 for rule in shipped.rules]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("child.yaml", "circle: child.yaml → child.yaml"),
        ("../base.yaml", "leaves the folder"),
        ("/etc/passwd", "leaves the folder"),
        ("none.yaml", "there is no file none.yaml"),
        ("[base.yaml]", "must name a file"),
        ("~", ""),
    ],
)
def test_a_parent_that_cannot_be_is_refused(tmp_path: Path, given: str, words: str) -> None:
    said = refusal(write(tmp_path, CHILD.replace("extends: base.yaml", f"extends: {given}")))
    assert words in said
    assert f"{tmp_path / 'child.yaml'}:1:" in said or given == "~"


def test_a_circle_of_two_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, base="extends: child.yaml\n")
    assert "circle: child.yaml → base.yaml → child.yaml" in refusal(path)


def test_a_section_that_gives_its_own_weight_shares_it_out(tmp_path: Path) -> None:
    text = BASE.replace("title: {zh: 开场, en: Opening}", "title: {zh: 开场, en: Opening}\n    weight: 100")
    path = write(tmp_path, text.replace("weight: 60", "weight: 3").replace("weight: 40", "weight: 1"))
    assert [rule.weight for rule in load_rubric(path).rules] == [75, 25]


def test_a_shipped_rubric_that_lies_beside_the_file_is_the_one_that_is_meant(tmp_path: Path) -> None:
    own = BASE.replace("id: base", "id: telecom_hotline").replace("您好", "你们好")
    child = write(tmp_path, CHILD.replace("base.yaml", "telecom_hotline"), telecom_hotline=own)
    assert load_rubric(child).rule("opening.offer").params == Params(any_of=("有什么可以帮您",))
    assert len(load_rubric(child).rules) == 4
    itself = write(tmp_path, telecom_hotline="extends: telecom_hotline\nversion: mine\n").with_name(
        "telecom_hotline.yaml"
    )
    assert load_rubric(itself).rules == load_rubric(shipped_rubric()).rules
