"""Numbers have one writing, and every character of a layer knows where it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import exact_hits
from qa_scorer.wording.script import fold, normalised
from qa_scorer.wording.sound import syllables
from tests.dialogues import said


@pytest.mark.parametrize(
    ("spoken", "written", "normal"),
    [
        ("三十八块五", "38.50元", "38点5元"),
        ("一百二十八块钱", "128元", "128元"),
        ("一千二百元", "1,200元", "1200元"),
        ("两点半", "2:30", "2点30分"),
        ("十二点整", "12点整", "12点"),
        ("二十四小时内", "24小時內", "24小时内"),
        ("三个工作日", "3个工作日", "3个工作日"),
        ("百分之五", "5%", "百分之5"),
        ("三十八块一个月", "38元1个月", "38元1个月"),
        ("工号，幺二，零六", "工号1206", "工号1206"),
    ],
)
def test_a_number_is_the_same_spoken_and_written(spoken: str, written: str, normal: str) -> None:
    assert fold(spoken) == fold(written) == normal


@pytest.mark.parametrize("words", ["十分抱歉", "大声一点", "一块儿办", "万一", "千万别", "一定", "四五天", "一两天"])
def test_numerals_inside_words_are_left_alone(words: str) -> None:
    assert fold(words) == words


@given(st.text("您好，。两三十百点块五元半2:30.5%幺零六号 ", max_size=30))
def test_every_normalised_character_stands_for_some_recognised_ones_in_their_order(recognised: str) -> None:
    layer = normalised(recognised)
    assert len(layer.places) == len(layer.text) == len(syllables(layer.text))
    assert all(0 <= start < end <= len(recognised) for start, end in layer.places)
    assert list(layer.places) == sorted(layer.places)


def test_normalising_twice_changes_nothing() -> None:
    once = fold("下午两点半，三十八块五，二十四小时，工号幺二零六，百分之五")
    assert fold(once) == once


def test_an_amount_found_in_another_writing_is_quoted_as_it_was_recognised_with_its_time() -> None:
    heard = passage([said("agent", 10.0, "您本月话费是三十八块五，")])
    hit = next(exact_hits(heard, ("38.5元",)))
    assert heard.text[hit.start : hit.end] == "38点5元"
    assert "三十八块五" in heard.quote(hit.start, hit.end)
    assert heard.span(hit.start, hit.end) == (pytest.approx(11.2), pytest.approx(12.2))
