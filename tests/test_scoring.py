"""Points, intervals and verdicts."""

import pytest

from qa_scorer.language import Text
from qa_scorer.model import Answer, Fatal, Finding, Outcome, Rubric, Rule, Scorecard, Section, Verdict
from qa_scorer.scoring import score

NOTHING = Text("", "")


def rubric_of(*rules: Rule) -> Rubric:
    sections = tuple(Section(id=name, title=NOTHING) for name in dict.fromkeys(rule.section for rule in rules))
    return Rubric(id="r", version="1", title=NOTHING, pass_mark=80, sections=sections, rules=rules, sha256="")


def rule(name: str, weight: float, *, fatal: Fatal | None = None, deduct: float = 0, bonus: bool = False) -> Rule:
    section = name.split(".")[0]
    return Rule(id=name, title=NOTHING, section=section, check="phrase", params=None, weight=weight, fatal=fatal,
                deduct=deduct, bonus=bonus)  # fmt: skip


def card(outcomes: dict[str, Outcome | float], *, fatal: str = "") -> Scorecard:
    """Four rules of 50, 30, 15 and 5 points; a number stands for a graded measurement."""
    weights = {"a.one": 50, "a.two": 30, "b.three": 15, "b.four": 5}
    rubric = rubric_of(
        *(rule(name, weight, fatal="call" if name == fatal else None) for name, weight in weights.items())
    )
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


def result_of(rules: dict[Rule, Outcome | float]) -> Scorecard:
    findings = [
        Finding(rule=rule.id, answer=Answer(outcome=given, reason=NOTHING))
        if isinstance(given, Outcome)
        else Finding(rule=rule.id, answer=Answer(outcome=Outcome.MISSED, reason=NOTHING, degree=given))
        for rule, given in rules.items()
    ]
    return score(rubric_of(*rules), findings)


GREETING, SPEED, INSULT = rule("a.greeting", 60), rule("b.speed", 40), rule("b.insult", 0, fatal="section")


def test_a_fatal_item_of_a_section_leaves_the_section_without_points() -> None:
    result = result_of({GREETING: Outcome.MET, SPEED: Outcome.MET, INSULT: Outcome.MISSED})
    assert (result.score, result.low, result.high, result.verdict) == (60, 60, 60, Verdict.FAIL)
    assert [(s.points, s.possible, s.zeroed_by) for s in result.sections] == [(60, 60, ""), (0, 40, "b.insult")]
    assert [item.points for item in result.items] == [60, 0, 0]
    assert result.fatal_items == ()


def test_an_open_fatal_item_of_a_section_opens_the_interval_by_the_section() -> None:
    result = result_of({GREETING: Outcome.MET, SPEED: Outcome.MET, INSULT: Outcome.UNDETERMINED})
    assert (result.score, result.low, result.high, result.verdict) == (100, 60, 100, Verdict.NEEDS_PERSON)


def test_a_bonus_comes_on_top_but_never_over_a_hundred() -> None:
    festive = rule("b.festive", 5, bonus=True)
    given = {GREETING: Outcome.MET, SPEED: 0.5, festive: Outcome.MET}
    assert (result_of(given).score, result_of(given).bonus) == (85, 5)
    assert result_of({**given, SPEED: Outcome.MET}).score == 100
    assert result_of({**given, festive: Outcome.MISSED}).score == 80
    open_bonus = result_of({**given, festive: Outcome.UNDETERMINED})
    assert (open_bonus.low, open_bonus.score, open_bonus.high, open_bonus.coverage_ratio) == (80, 80, 85, 1)


def test_a_deduction_is_taken_off_and_never_goes_under_nothing() -> None:
    rude = rule("b.rude", 0, deduct=30)
    missed = result_of({GREETING: Outcome.MET, SPEED: Outcome.MET, rude: Outcome.MISSED})
    assert (missed.score, missed.deducted, missed.items[-1].points) == (70, 30, -30)
    assert result_of({GREETING: Outcome.MET, SPEED: Outcome.MISSED, rude: 0.5}).score == 45
    assert result_of({GREETING: Outcome.MISSED, SPEED: 0.5, rude: Outcome.MISSED}).score == 0
    open_one = result_of({GREETING: Outcome.MET, SPEED: Outcome.MET, rude: Outcome.UNDETERMINED})
    assert (open_one.low, open_one.score, open_one.high) == (70, 100, 100)


def test_a_deduction_stands_even_where_the_section_is_lost() -> None:
    rude = rule("b.rude", 0, deduct=30)
    given = {GREETING: Outcome.MET, SPEED: Outcome.MET, INSULT: Outcome.MISSED, rude: Outcome.MISSED}
    assert result_of(given).score == 30


def test_where_no_rule_applies_there_is_no_verdict() -> None:
    result = result_of({GREETING: Outcome.NOT_APPLICABLE, INSULT: Outcome.NOT_APPLICABLE})
    assert (result.score, result.verdict) == (None, Verdict.NO_VERDICT)
