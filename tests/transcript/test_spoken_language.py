"""Which language is spoken, where the model can tell."""

import pytest

from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.spoken_language import likeliest, spoken_language
from tests.transcript.real_call import agent_side


def test_a_model_that_knows_no_cantonese_says_nothing(engine: Engine) -> None:
    """Whisper base calls Mandarin and Cantonese by one name."""
    side = agent_side(10.0)
    assert engine.languages(side.samples[:16000] / 32768) == {}
    assert spoken_language(engine, side.samples, side.speech) is None


@pytest.mark.parametrize(
    ("languages", "expected"),
    [
        ({"zh": 0.9, "yue": 0.1}, "cmn"),
        ({"zh": 0.1, "yue": 0.9}, "yue"),
        ({"zh": 0.6, "yue": 0.4}, None),
        ({"en": 1.0}, "en"),
    ],
)
def test_the_likeliest_language_counts_if_it_is_likely_enough(
    languages: dict[str, float], expected: str | None
) -> None:
    assert likeliest(languages) == expected
