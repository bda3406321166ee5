"""The vocabulary file: what is read, what is refused, and with which line."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa_scorer.errors import UsageError
from qa_scorer.rubric import load_rubric, refuse_looked_for, shipped_rubric
from qa_scorer.store import Store
from qa_scorer.vocabulary import Term, read_vocabulary
from tests.command import SAMPLES, qa_scorer
from tests.store.kept import call, keep


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "terms.txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_one_term_a_line_with_remarks_and_empty_lines(file: Path, encoding: str) -> None:
    file.write_text("# 产品\n畅享套餐\n\n  流量加餐包 \nVoLTE\n畅享套餐\n", encoding)
    assert read_vocabulary(file) == (
        Term("畅享套餐", f"{file}:2"), Term("流量加餐包", f"{file}:4"), Term("VoLTE", f"{file}:5"),
    )  # fmt: skip


@pytest.mark.parametrize("line", ["卡", "10086", "您目前使用的是畅享套餐请问您还有什么需要我帮助的吗谢谢"])
def test_what_is_no_term_is_refused_with_its_line(file: Path, line: str) -> None:
    file.write_text(f"畅享套餐\n{line}\n", "utf-8")
    with pytest.raises(UsageError, match=r"terms\.txt:2: that is no term"):
        read_vocabulary(file)


@pytest.mark.parametrize("held", [b"", b"# nothing yet\n", b"\xff\xff\xff"])
def test_a_file_without_terms_is_refused(file: Path, held: bytes) -> None:
    file.write_bytes(held)
    with pytest.raises(UsageError):
        read_vocabulary(file)


@pytest.mark.parametrize("term", ["服务热线", "热线", "很高兴为您服务", "不关我的事"])
def test_a_term_that_a_rule_looks_for_is_refused_with_its_line_and_the_rule(term: str) -> None:
    rubric = load_rubric(shipped_rubric())
    with pytest.raises(UsageError, match=r"terms\.txt:7: the rule [a-z._]+ looks for"):
        refuse_looked_for([Term("畅享套餐", "terms.txt:6"), Term(term, "terms.txt:7")], rubric)


def test_a_term_that_decides_whether_a_rule_applies_is_refused() -> None:
    rubric = load_rubric(shipped_rubric())
    said = next(words for rule in rubric.rules for each in rule.applies_when for words in each.said_by_customer)
    with pytest.raises(UsageError, match=r"terms\.txt:1: the rule [a-z._]+ looks for"):
        refuse_looked_for([Term(said, "terms.txt:1")], rubric)


def test_a_term_that_decides_whether_a_section_applies_is_refused(tmp_path: Path) -> None:
    rubric = tmp_path / "own.yaml"
    rubric.write_text(
        """
id: own
version: "1"
pass_mark: 60
title: {zh: 自己的, en: Own}
sections:
  - id: sale
    title: {zh: 推介, en: Sale}
    applies_when: {said_by_customer: [亲情网]}
    rules:
      - {id: sale.thanks, title: {zh: 致谢, en: Thanks}, weight: 100, check: phrase, any_of: [谢谢]}
""",
        "utf-8",
    )
    with pytest.raises(UsageError, match=r"terms\.txt:1: the rule sale\.thanks looks for"):
        refuse_looked_for([Term("亲情网", "terms.txt:1")], load_rubric(rubric))


def test_a_product_is_not_refused() -> None:
    refuse_looked_for([Term("畅享套餐", "terms.txt:1")], load_rubric(shipped_rubric()))


def test_the_command_refuses_it_before_anything_is_heard(file: Path, tmp_path: Path) -> None:
    file.write_text("畅享套餐\n很高兴为您服务\n", "utf-8")
    done = qa_scorer("run", SAMPLES, "--out", tmp_path / "out", "--vocabulary", file)
    assert done.returncode == 2 and "terms.txt:2" in done.stderr and "looks for" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", [("rescore", "--out", "out"), ("rubric", "diff", shipped_rubric())])
def test_a_rubric_that_looks_for_a_term_the_calls_were_heard_with_is_refused(
    command: tuple[str | Path, ...], tmp_path: Path
) -> None:
    """What the recogniser was told of may be what it heard: another rubric cannot make evidence of it."""
    heard = call()
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        keep(store, replace(heard, evidence=replace(heard.evidence, terms=("畅享套餐",))))
    rubric = tmp_path / "own.yaml"
    rubric.write_text(shipped_rubric().read_text("utf-8").replace("什么可以帮", "畅享套餐"), "utf-8")
    given = ("--rubric", rubric) if command[0] == "rescore" else (rubric,)
    done = qa_scorer(*command, *given, "--store", tmp_path / "qa.db", cwd=tmp_path)
    assert done.returncode == 2 and f"qa.db: {heard.name}: the rule " in done.stderr
    assert "run again" in done.stderr and not (tmp_path / "out").exists()
    unchanged = () if command[0] == "rescore" else (shipped_rubric(),)
    assert qa_scorer(*command, *unchanged, "--store", tmp_path / "qa.db", cwd=tmp_path).returncode == 0
