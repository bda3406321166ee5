"""after_rule, before_rule: a rule asked only of what comes after, or before, what another one found."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa_scorer.checks import ask
from qa_scorer.checks.phrase import Params
from qa_scorer.errors import RubricError
from qa_scorer.language import Text
from qa_scorer.model import Outcome, Rule, Turn
from qa_scorer.rubric import load_rubric
from tests.dialogues import call_of, said


def rule(name: str, phrase: str, **more: Rule) -> Rule:
    return Rule(id=name, title=Text("", ""), section="a", check="phrase", params=Params(any_of=(phrase,)), **more)


OFFER = rule("a.offer", "可以帮您")
THANKS_AFTER, THANKS_BEFORE = rule("a.after", "谢谢", after=OFFER), rule("a.before", "谢谢", before=OFFER)
CUSTOMER = said("customer", 20, "查话费")


def outcome(asked: Rule, *turns: Turn) -> Outcome:
    return ask(asked, call_of([*turns, CUSTOMER])).outcome


def test_only_the_words_on_that_side_count_even_within_a_turn() -> None:
    assert outcome(THANKS_AFTER, said("agent", 0, "有什么可以帮您谢谢")) is Outcome.MET
    assert outcome(THANKS_BEFORE, said("agent", 0, "有什么可以帮您谢谢")) is Outcome.MISSED
    assert outcome(THANKS_AFTER, said("agent", 0, "谢谢有什么可以帮您"), said("agent", 9, "好")) is Outcome.MISSED
    assert outcome(THANKS_BEFORE, said("agent", 0, "谢谢"), said("agent", 9, "有什么可以帮您")) is Outcome.MET


def test_where_the_other_found_nothing_it_does_not_apply() -> None:
    assert outcome(THANKS_AFTER, said("agent", 0, "谢谢")) is Outcome.NOT_APPLICABLE


def test_where_the_other_cannot_tell_neither_can_it() -> None:
    assert outcome(THANKS_AFTER, said("agent", 0, "课以搬您谢谢")) is Outcome.MET  # by sound
    assert outcome(THANKS_AFTER, said("agent", 0, "可以找您谢谢")) is Outcome.UNDETERMINED


def test_the_hash_covers_the_other_rule() -> None:
    assert THANKS_AFTER.sha256 != rule("a.after", "谢谢").sha256
    other = replace(OFFER, params=Params(any_of=("为您服务",)))
    assert replace(THANKS_AFTER, after=other).sha256 != THANKS_AFTER.sha256
    assert THANKS_AFTER.sha256 != THANKS_BEFORE.sha256


RUBRIC = """\
id: small
version: "1"
title: {zh: 小, en: Small}
pass_mark: 80
sections:
  - id: a
    title: {zh: 甲, en: A}
    rules:
      - {id: a.offer, title: {zh: 帮助, en: Offers}, weight: 50, check: phrase, any_of: [可以帮您]}
      - {id: a.thanks, title: {zh: 谢, en: Thanks}, weight: 50, check: phrase, any_of: [谢谢], after_rule: a.offer}
"""


def test_a_rubric_names_the_other_rule(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    offer, thanks = load_rubric(path).rules
    assert (thanks.after, thanks.before) == (offer, None)


@pytest.mark.parametrize("other", ["a.ofer", "a.thanks"])
def test_a_rule_it_cannot_go_by_is_refused(tmp_path: Path, other: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(RUBRIC.replace("after_rule: a.offer", f"after_rule: {other}"), encoding="utf-8")
    with pytest.raises(RubricError, match=rf"small\.yaml:10:\d+: it cannot go by {other}"):
        load_rubric(path)
