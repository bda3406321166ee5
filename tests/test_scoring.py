"""Points, intervals and verdicts."""

import pytest

from qa_scorer.language import Text
from qa_scorer.model import Answer, Finding, Outcome, Rubric, Rule, Scorecard, Section, Verdict
from qa_scorer.scoring import score

NOTHING = Text("", "")


def rubric_of(*rules: Rule) -> Rubric:
    sections = tuple(Section(id=name, title=NOTHING) for name in dict.fromkeys(rule.section for rule in rules))
    return Rubric(id="r", version="1", title=NOTHING, pass_mark=80, sections=sections, rules=rules, sha256="")


def rule(name: str, weight: float, *, fatal: bool = False) -> Rule:
    section = name.split(".")[0]
    return Rule(id=name, title=NOTHING, section=section, check="phrase", params=None, weight=weight, fatal=fatal)


def card(outcomes: dict[str, Outcome | float], *, fatal: str = "") -> Scorecard:
    """Four rules of 50, 30, 15 and 5 points; a number stands for a graded measurement."""
    weights = {"a.one": 50, "a.two": 30, "b.three": 15, "b.four": 5}
    rubric = rubric_of(*(rule(name, weight, fatal=name == fatal) for name, weight in weights.items()))
    findings = []
    for name in weights:
        given = outcomes.get(name, Outcome.MET)
        graded = isinstance(given, float)
        outcome = (Outcome.MET if given == 1.0 else Outcome.MISSED) if graded else given
        answer = Answer(outcome=outcome, reason=NOTHING, degree=given if graded else None)
        findings.append(Finding(rule=name, answer=answer))
    return score(rubric, findings)


def test_all_met_is_a_hundred() -> None:
    assert card({}).score == 100
    assert card({}).verdict is Verdict.PASS


def test_a_missed_item_costs_its_weight() -> None:
    missed = card({"a.two": Outcome.MISSED})
    assert (missed.score, missed.low, missed.high, missed.verdict) == (70, 70, 70, Verdict.FAIL)


def test_a_graded_item_gives_its_share() -> None:
    assert card({"a.two": 0.5}).score == 85


def test_not_applicable_leaves_the_denominator() -> None:
    result = card({"a.one": Outcome.NOT_APPLICABLE, "b.four": Outcome.MISSED})
    assert result.score == pytest.approx(90)
    assert result.coverage_ratio == 1


def test_undetermined_lowers_coverage_and_opens_the_interval_but_costs_nothing() -> None:
    result = card({"a.two": Outcome.UNDETERMINED})
    assert (result.score, result.low, result.high) == (100, 70, 100)
    assert result.coverage_ratio == pytest.approx(0.7)
    assert result.verdict is Verdict.NEEDS_PERSON


def test_undetermined_items_that_cannot_change_the_verdict_need_no_person() -> None:
    assert card({"b.three": Outcome.UNDETERMINED}).verdict is Verdict.PASS
    assert card({"a.one": Outcome.MISSED, "b.three": Outcome.UNDETERMINED}).verdict is Verdict.FAIL


def test_a_fatal_miss_fails_whatever_the_points() -> None:
    result = card({"b.four": Outcome.MISSED}, fatal="b.four")
    assert result.score == 95
    assert result.verdict is Verdict.FAIL
    assert [item.rule.id for item in result.fatal_items] == ["b.four"]


def test_an_open_fatal_item_needs_a_person() -> None:
    result = card({"b.four": Outcome.UNDETERMINED}, fatal="b.four")
    assert (result.low, result.verdict) == (95, Verdict.NEEDS_PERSON)


def test_nothing_determined_is_no_score() -> None:
    result = card(dict.fromkeys(("a.one", "a.two", "b.three", "b.four"), Outcome.UNDETERMINED))
    assert (result.score, result.low, result.high, result.coverage_ratio) == (None, 0, 100, 0)
    assert result.verdict is Verdict.NEEDS_PERSON


def test_sections_add_up_their_determined_items() -> None:
    result = card({"a.one": Outcome.UNDETERMINED, "b.three": 0.2})
    assert [(s.section.id, s.points, s.possible) for s in result.sections] == [
        ("a", 30, 30),
        ("b", pytest.approx(8), 20),
    ]
