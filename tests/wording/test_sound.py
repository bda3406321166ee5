"""Sounds are graded: the usual confusions of telephone speech lie between the same and another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.wording.sound import aligned, most_alike, sounding, syllables, syllables_alike

_BLURRED = [("na", "la"), ("fu", "hu"), ("zhi", "zi"), ("chi", "ci"), ("shi", "si"), ("xin", "xing"), ("shen", "sheng"),
            ("san", "sang")]  # fmt: skip
_TEXT = st.text("您你工公号好再在见线很高兴心感谢来店电四十是", max_size=12)


@pytest.mark.parametrize(("one", "other"), _BLURRED)
def test_a_usual_confusion_lies_between_the_same_and_half_the_same(one: str, other: str) -> None:
    half_the_same = syllables_alike(one, "gua" if one.endswith("a") else one[0] + "ou")
    assert half_the_same < syllables_alike(one, other) == syllables_alike(other, one) < syllables_alike(one, one) == 1


def test_two_confusions_in_one_syllable_weigh_more_than_one() -> None:
    assert 0 < syllables_alike("zhen", "zeng") < syllables_alike("zhen", "zen")


def test_wholly_different_syllables_are_not_alike() -> None:
    assert syllables_alike("wo", "zhang") == 0


def test_a_syllable_put_in_or_left_out_costs_its_own_place_only() -> None:
    phrase = syllables("感谢您的来电")
    assert aligned(phrase, syllables("感谢您啊的来电")).degree > 0.8
    assert aligned(phrase, syllables("感谢的来电")).degree == pytest.approx(5 / 6)


@given(_TEXT.filter(bool), _TEXT, _TEXT)
def test_a_phrase_is_wholly_alike_to_itself_wherever_it_stands(phrase: str, before: str, after: str) -> None:
    found = most_alike(sounding(phrase), sounding(before + phrase + after), 0.9)
    assert found is not None
    assert found.degree == 1
    assert syllables((before + phrase + after)[found.start : found.end]) == syllables(phrase)


@given(_TEXT.filter(bool), _TEXT)
def test_the_quick_search_finds_what_the_thorough_one_does(phrase: str, text: str) -> None:
    thorough = aligned(syllables(phrase), syllables(text)).degree
    quick = most_alike(sounding(phrase), sounding(text), 0.6)
    assert (quick.degree if quick else 0) <= thorough
    if thorough >= 0.9:
        assert quick is not None
