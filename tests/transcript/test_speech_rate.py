"""Speech rate: what counts as a character, and over which time."""

import pytest

from qa_scorer.transcript.speech_rate import count_characters, gross_per_min, net_per_min


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


def test_the_gross_rate_is_over_the_call_and_the_net_rate_over_the_speaking_time() -> None:
    """120 characters in a call of a minute in which the side spoke for half of it."""
    assert gross_per_min(120, 60) == pytest.approx(120)
    assert net_per_min(120, 30) == pytest.approx(240)


def test_silence_has_the_rate_zero_but_no_time_has_none() -> None:
    assert gross_per_min(0, 60) == 0
    assert gross_per_min(3, 0.9) is None
    assert net_per_min(0, 0.0) is None
