"""Phrases with holes, alternatives and an order."""

import pytest

from qa_scorer.wording.passage import passage
from qa_scorer.wording.pattern import patterns, plainly
from qa_scorer.wording.phrases import best_hit, exact_hits, hits_in_order
from tests.dialogues import said

_RESTATED = "您反映的问题是{*}，是这样吗"


@pytest.mark.parametrize(
    ("phrase", "heard", "holes"),
    [
        (_RESTATED, "您反映的问题是宽带网速慢，是这样吗？", ("宽带网速慢",)),
        (_RESTATED, "你反应的文题是宽带网速慢，是这样嘛", ("宽带网速慢",)),  # by sound
        ("{#}小时内给您答复", "我们会在二十四小时内给您答复", ("24",)),
        ("{#}小时内给您答复", "我们会在48小时内给你打复", ("48",)),
        ("请问是{*}先生吗", "请问是王先生吗", ("王",)),
        ("工号{#}", "我的工号幺二零六", ("1206",)),
    ],
)
def test_what_fills_a_hole_is_told(phrase: str, heard: str, holes: tuple[str, ...]) -> None:
    hit = best_hit(passage([said("agent", 0, heard)]), (phrase,))
    assert hit is not None
    assert hit.holes == holes


@pytest.mark.parametrize(
    "heard",
    [
        "您反映的问题是是这样吗",  # nothing in the hole
        "您反映的问题是宽带网速慢",  # half of it
        "您反映的问题是" + "宽带网速慢" * 5 + "是这样吗",  # too far apart
        "是这样吗您反映的问题是宽带网速慢",  # the other way round
    ],
)
def test_a_phrase_with_a_hole_needs_both_halves_and_something_between(heard: str) -> None:
    assert best_hit(passage([said("agent", 0, heard)]), (_RESTATED,)) is None


def test_a_number_is_needed_where_a_number_is_asked_for() -> None:
    assert best_hit(passage([said("agent", 0, "几个小时内给您答复")]), ("{#}小时内给您答复",), 0.95) is None


@pytest.mark.parametrize("heard", ["请问还有其他问题吗", "还有别的问题吗", "请问还有别的问题吗"])
def test_either_of_two_alternatives_will_do(heard: str) -> None:
    hit = next(exact_hits(passage([said("agent", 0, heard)]), ("(请问|)还有(其他|别的)问题吗",)), None)
    assert hit is not None


@pytest.mark.parametrize("phrase", ["{*}", "您好{name}", "(您好", "您好|再见", "", "{*}{#}您好"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="“"):
        patterns(phrase)


def test_steps_are_found_one_behind_the_other() -> None:
    heard = passage([said("agent", 0, "您好，工号1206"), said("agent", 9, "再见，您好")])
    first, second, third = hits_in_order(heard, (("您好", "早上好"), ("工号{#}",), ("再见",)))
    assert first and second and third
    assert first.end <= second.start < second.end <= third.start
    assert hits_in_order(heard, (("再见",), ("工号{#}",)))[1] is None


def test_people_read_a_phrase_as_somebody_would_say_it() -> None:
    assert plainly("没有听到“(感谢|谢谢)您{*}(使用|支持)”（把握 62%）") == "没有听到“感谢您…使用”（把握 62%）"
    assert plainly("“{#}小时内(|给您)答复” was said (3 asked)") == "“…小时内答复” was said (3 asked)"
