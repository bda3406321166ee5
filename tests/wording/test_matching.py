"""Text is folded to one writing, and phrases are found by words and by sound."""

import pytest

from qa_scorer.wording.boundaries import word_edges, words_known
from qa_scorer.wording.numbers import numbers_heard
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import best_hit, exact_hits
from qa_scorer.wording.script import fold
from tests.dialogues import said


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("您好，中國電信！", "您好中国电信"),
        ("ＡＢＣ１２３", "abc123"),
        ("工号幺二零六。", "工号1206"),
        ("二三十个", "二三十个"),  # two digits in a row are words, not a number read out
        ("一二三", "123"),
        ("", ""),
    ],
)
def test_folding_gives_one_writing(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("phrase", "heard"),
    [
        ("很高兴为您服务", "很高心为您服物"),  # homophones, and in/ing
        ("请问您贵姓", "请问你贵姓"),
        ("再见", "在见"),
        ("工号", "公号"),
        ("感谢您的来电", "感谢你的来店"),
        ("您反映的问题", "您反应的闻题"),
    ],
)
def test_a_phrase_misheard_as_its_homophone_is_found(phrase: str, heard: str) -> None:
    hit = best_hit(passage([said("agent", 0, f"嗯{heard}啊")]), (phrase,), 0.8)
    assert hit is not None
    assert not hit.exact
    assert (hit.start, hit.end) == (1, 1 + len(heard))


@pytest.mark.parametrize(
    ("phrase", "heard"), [("再见", "再说"), ("很高兴为您服务", "您的话费还剩下十五元"), ("您好", "好")]
)
def test_other_words_are_not_taken_for_the_phrase(phrase: str, heard: str) -> None:
    assert best_hit(passage([said("agent", 0, heard)]), (phrase,), 0.8) is None


def test_a_hit_knows_its_quote_and_its_time() -> None:
    heard = passage([said("agent", 10.0, "您好，工号1206，很高兴为您服务。")])
    hit = next(exact_hits(heard, ("很高兴为您服务",)))
    assert "很高兴为您服务" in heard.quote(hit.start, hit.end)
    assert heard.span(hit.start, hit.end) == (pytest.approx(12.0), pytest.approx(13.4))


def test_a_quote_over_two_turns_shows_both() -> None:
    heard = passage([said("agent", 0, "感谢您"), said("agent", 5, "的来电")])
    hit = best_hit(heard, ("感谢您的来电",), 0.8)
    assert hit is not None
    assert heard.quote(hit.start, hit.end) == "感谢您…的来电"


@pytest.mark.parametrize(
    ("heard", "digits"),
    [("工号1206", "1206"), ("公号要二零六", "1206"), ("工号一二零六很高兴", "1206"), ("我是幺洞拐两号", "1072")],
)
def test_a_number_read_out_is_read_by_sound(heard: str, digits: str) -> None:
    assert [number.digits for number in numbers_heard(passage([said("agent", 0, heard)]))] == [digits]


def test_jieba_keeps_a_short_word_inside_a_longer_one() -> None:
    assert 1 not in word_edges("喂养小猫")
    assert 1 in word_edges("喂你好")
    assert 1 in word_edges("嘿有什么事")


def test_a_term_of_the_site_is_a_word_to_jieba_while_it_is_known() -> None:
    before = word_edges("办畅享喂宝")
    with words_known(("畅享喂宝",)):
        assert word_edges("办畅享喂宝") == {0, 1, 5}
    assert word_edges("办畅享喂宝") == before != {0, 1, 5}


def test_a_number_misheard_as_other_characters_still_fills_its_place() -> None:
    assert best_hit(passage((said("agent", 0, "每月啟石舊原"),)), ("{#}元",)) is not None
    assert best_hit(passage((said("agent", 0, "您是原来的"),)), ("{#}元",)) is None
