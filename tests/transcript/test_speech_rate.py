"""Speech rate: what counts as a character, and over which time."""

import pytest

from qa_scorer.model import Word
from qa_scorer.transcript.speech_rate import characters_per_second, count_characters, per_min


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("", 0),
        ("您好，请问有什么可以帮您？", 11),
        ("工号1206", 6),
        ("１２０６", 4),
        ("一共88.5元", 6),
        ("5G套餐", 4),
        ("VIP客户", 5),
        ("我的APP", 5),
        ("wifi", 2),
        ("hello", 2),
        ("hmm", 1),
        ("A 座", 2),
        ("〇", 1),
        ("……！", 0),
    ],
)
def test_a_character_is_about_a_syllable(text: str, characters: int) -> None:
    assert count_characters(text) == characters


def test_a_rate_is_characters_per_minute() -> None:
    assert per_min(120, 60) == pytest.approx(120)
    assert per_min(120, 30) == pytest.approx(240)


def test_silence_has_the_rate_zero_but_no_time_has_none() -> None:
    assert per_min(0, 60) == 0
    assert per_min(3, 0.9) is None


def test_a_character_counts_in_the_second_in_which_it_ends() -> None:
    """The last second of 2.5 s is half a one; a word that ends beyond the call belongs to it."""
    words = [
        Word(text=text, start_s=end_s - 0.3, end_s=end_s, probability=1.0)
        for text, end_s in [("您好", 0.6), ("，请问", 1.2), ("吗", 2.6)]
    ]
    assert characters_per_second(words, 2.5) == (2, 2, 1)
