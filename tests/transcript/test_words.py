"""The recogniser's tokens join to text that reads well."""

import pytest

from qa_scorer.model import Word
from qa_scorer.transcript.words import tidied


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["您", "好", " 歡迎", "致電"], "您好歡迎致電"),
        (["我要", "办", " 5", "G", "套餐"], "我要办5G套餐"),
        ([" how", " much", "钱"], "how much钱"),
        (["用", " W", "i", "F", "i", " 和", " V", "IP"], "用WiFi和VIP"),
        (["ok", " ", "bye"], "ok bye"),
        ([" ", "好", ""], "好"),
        (["1", "3", "8 ", "0013"], "138 0013"),
    ],
)
def test_only_latin_words_are_kept_apart(tokens: list[str], text: str) -> None:
    words = tidied(Word(text=token, start_s=0, end_s=1, probability=1) for token in tokens)
    assert "".join(word.text for word in words) == text


def test_times_and_probabilities_stay_with_their_word() -> None:
    (word,) = tidied([Word(text=" 好 ", start_s=1.5, end_s=2.0, probability=0.7)])
    assert word == Word(text="好", start_s=1.5, end_s=2.0, probability=0.7)
