"""A broken copy of the shipped rubric for each message of `rubric check`: what, where, and how to mend it."""

import time
from pathlib import Path

import pytest

from qa_scorer.rubric.checked import check_rubric
from qa_scorer.rubric.fault import Fault, listed
from qa_scorer.rubric.shipped import shipped_names, shipped_rubric

SHIPPED = shipped_rubric().read_text(encoding="utf-8")
RULE = """
      - id: closing.broken
        title: {zh: 坏的, en: Broken}
        weight: 0
        check: phrase
        any_of: [坏掉的话]
"""
FORBIDS = """
      - id: closing.forbids
        title: {zh: 禁语, en: Forbidden}
        weight: 0
        check: forbidden_phrase
        none_of: [坏掉]
"""


def faults(folder: Path, text: str) -> tuple[Fault, ...]:
    path = folder / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    return check_rubric(path).faults


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_rubric_has_no_fault(name: str) -> None:
    assert [fault.read("en") for fault in check_rubric(shipped_rubric(name)).faults] == []


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("pass_mark: 80", "pass_mark: 80\npass_mark: 90", "duplicate-key", "pass_mark: 90"),
        ("pass_mark: 80", "pass_mark: 1:20", "yaml-surprise", "1:20"),
        ("pass_mark: 80", "pass_mark: 012", "yaml-surprise", "012"),
        ("pass_mark: 80", "pass_mark: yes", "yaml-surprise", "yes"),
        ("pass_mark: 80", "pass_mark: &mark 80", "anchor", "&mark"),
        ("pass_mark: 80", "pass_mark: !!python/object:os.system 80", "tag", "!!python"),
        ("pass_mark: 80", "pass_mark:\n\t80", "yaml", "\t80"),
        ("pass_mark: 80", "? [pass_mark]\n: 80", "key", "[pass_mark]"),
        ("pass_mark: 80", "pass_mark: " + "[" * 30 + "]" * 30, "too-deep", ""),
        ("pass_mark: 80", "pass_mark: 800", "value", "pass_mark: 800"),
        ("pass_mark: 80", "pass_mork: 80", "unknown-key", "pass_mork"),
        ("pass_mark: 80", "", "missing-key", ""),
        ("pass_mark: 80", "pass_mark: 80\n---\nid: again", "documents", ""),
        ("pass_mark: 80", "pass_mark: 80\nextends: nobody.yaml", "extends", "extends: nobody"),
    ],
)
def test_what_makes_it_no_rubric(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    text = SHIPPED.replace(old, new, 1)
    assert_found(text, faults(tmp_path, text), code, at)


@pytest.mark.parametrize(
    ("rules", "code", "at"),
    [
        (RULE.replace("weight: 0", "weight: 5"), "weights", ""),
        (RULE + RULE, "duplicate-rule", ""),
        (RULE.replace("weight: 0", "source: H"), "missing-key", ""),
        (RULE.replace("weight: 0", "weight: 3\n        review: true"), "review-points", ""),
        (RULE.replace("check: phrase", "check: phrases"), "unknown-check", "check: phrases"),
        (RULE.replace("any_of", "any_off"), "unknown-key", "any_off"),
        (RULE + "        after_rule: closing.gone\n", "no-such-rule", "after_rule: closing.gone"),
        (RULE + "        within: {first_turn: 2}\n", "unknown-key", "first_turn: 2"),
        (RULE + "        examples: {met: [您好]}\n", "value", ""),
        (RULE + "        examples: {meet: ['agent: 您好']}\n", "unknown-key", "meet"),
        (RULE.replace("坏掉的话", "坏掉的话, (坏"), "phrase", "(坏"),
        (RULE.replace("坏掉的话", "……"), "phrase", "……"),
        (RULE.replace("坏掉的话", "(a|b)" * 8), "pattern-explodes", "(a|b)"),
        (RULE.replace("坏掉的话", '"坏{*}掉{*}的{*}话{#}了"'), "pattern-explodes", '"坏'),
        (RULE + "        within: {first_turns: 0}\n", "unreachable-window", "first_turns: 0"),
        (RULE + "        within: {after_s: 30, before_s: 20}\n", "unreachable-window", "before_s: 20"),
        (RULE + "        within: {first_percent: 30, last_percent: 60}\n", "unreachable-window", "last_percent: 60"),
        (RULE.replace("坏掉的话", "坏掉的话, 坏掉的话！"), "duplicate-phrase", "坏掉的话！"),
        (RULE.replace("坏掉的话", '"{#}块钱"'), "phrase-never-matches", '"{#}块钱"'),
        (RULE + FORBIDS, "forbidden-in-required", "坏掉]"),
    ],
)
def test_what_is_surely_not_meant(tmp_path: Path, rules: str, code: str, at: str) -> None:
    text = SHIPPED.rstrip("\n") + rules
    assert_found(text, faults(tmp_path, text), code, at)


def assert_found(text: str, found: tuple[Fault, ...], code: str, at: str) -> None:
    """A fault of that code, in two languages, whose line and column lead to `at`."""
    fault = next((fault for fault in found if fault.code == code), None)
    assert fault is not None, [fault.read("en") for fault in found]
    file, line, column = fault.place
    assert file.endswith("broken.yaml")
    if at:
        assert text.splitlines()[line - 1][column - 1 :].startswith(at)
    for words in (fault.what, fault.mend):
        assert words.en and words.zh and words.zh != words.en


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert [fault.code for fault in check_rubric(tmp_path / "none.yaml").faults] == ["unreadable"]
    assert [fault.code for fault in check_rubric(tmp_path).faults] == ["unreadable"]


def test_a_phrase_of_a_sections_condition_is_looked_at_as_well(tmp_path: Path) -> None:
    section = (
        "  - id: broken\n    title: {zh: 坏的, en: Broken}\n    applies_when: {said_by_customer: [……]}\n    rules:"
    )
    text = SHIPPED.rstrip("\n") + "\n" + section + RULE
    assert_found(text, faults(tmp_path, text), "phrase", "……")


def test_an_exception_lets_a_required_phrase_hold_a_forbidden_one(tmp_path: Path) -> None:
    text = SHIPPED.rstrip("\n") + RULE + FORBIDS + "        except_in: [坏掉的话]\n"
    assert faults(tmp_path, text) == ()


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("pass_mark: 80", "pass_mark:\n\t80", "制表符", "a tab"),
        ("{zh: 开场, en: Opening}", "{zh: 开场, en: Opening", "逗号或 }", "a comma or }"),
        ("any_of: [您好, 早上好,", "any_of: 您好, 早上好: [", "不该有冒号", "a colon where none can be"),
        ("pass_mark: 80", "pass_mark 80", "少了冒号", "a colon is missing"),
        ("pass_mark: 80", "pass_mark: 80\x07", "控制字符", "a control character"),
        ("least: 3", "least: 9", "least 应在 1 到其个数之间", "least must be 1 to their number"),
        ("first_turns: 1", "first_turns: -1", "first_turns 应不小于 0", "first_turns must be 0 or more"),
        ("{silence_s: 5}", "{}", "any_of 和 silence_s", "either any_of or silence_s"),
        ("[0, 12]", "[0, 30]", "0 到 24 之间", "within 0 to 24"),
    ],
)
def test_what_is_wrong_is_said_in_either_language(tmp_path: Path, old: str, new: str, zh: str, en: str) -> None:
    assert old in SHIPPED
    found = faults(tmp_path, SHIPPED.replace(old, new, 1))
    assert any(zh in fault.read("zh") and en in fault.read("en") for fault in found), [f.read("zh") for f in found]


def test_a_file_of_faults_is_listed_as_far_as_anybody_reads(tmp_path: Path) -> None:
    many = faults(tmp_path, "sections:\n" + "  - {id: a}\n" * 900)
    assert len(many) > 900
    *lines, last = listed(many, "en")
    assert (len(lines), last) == (500, f"… and {len(set(many)) - 500} more")


@pytest.mark.parametrize(
    ("encoding", "zh"), [("gb18030", "像是 GB18030"), ("utf-16", "像是 UTF-16"), ("latin-1", "不是 UTF-8 编码")]
)
def test_another_encoding_is_named_where_it_can_be_told(tmp_path: Path, encoding: str, zh: str) -> None:
    path = tmp_path / "other.yaml"
    path.write_bytes(SHIPPED.encode(encoding) if encoding != "latin-1" else b"id: caf\xe9\xff")
    (fault,) = check_rubric(path).faults
    assert zh in fault.read("zh")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: 1\n" * 1_000_000, "too-large"),
        (b"a: &a [x]\n" + b"".join(b"b%d: [*a, *a, *a, *a]\n" % n for n in range(1000)), "anchor"),
        (b"[" * 900_000, "too-deep"),
        (SHIPPED.encode("gb18030"), "encoding"),
        (SHIPPED.encode("utf-16"), "encoding"),
        (b"\xef\xbb\xbfid: \xff\xfe", "encoding"),
        (b"id: !!python/object/apply:os.system [ls]", "tag"),
        (b"id: a\n\tb: c", "yaml"),
        (b"\x00\x01\x02", "yaml"),
        (b"", "value"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_at_once(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(data)
    began = time.process_time()
    found = check_rubric(path).faults
    assert time.process_time() - began < 0.5  # measured: some milliseconds
    assert code in {fault.code for fault in found}
