"""The range of a voice's level. Level, loudness and clipping are tested with the rest of the hearing half."""

import numpy as np
import pytest

from qa_scorer.hearing.loudness import loudness
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import silence, tone


def test_what_swings_by_eight_decibels_has_that_range() -> None:
    """A tone at -20 dBFS for half of the time and at -28 for the other; held level, it has none."""
    swinging, spans = spoken(tone([900.0], 5, -20), tone([900.0], 5, -28))
    held, held_spans = spoken(tone([900.0], 10, -20))
    assert loudness(swinging, spans).level_range_db == pytest.approx(8, abs=0.2)
    assert loudness(held, held_spans).level_range_db == pytest.approx(0, abs=0.2)


@pytest.mark.parametrize("noise_dbfs", [-75.0, -50.0])
def test_neither_pauses_nor_the_noise_in_them_widen_the_range(noise_dbfs: float) -> None:
    """A span that is half pause has the range of the voice in it, whatever the noise of the line."""
    apart, spans = spoken(voice(5, 200), silence(5), noise_dbfs=noise_dbfs)
    alone = loudness(apart, spans).level_range_db
    assert loudness(apart, [Span(0, 10)]).level_range_db == pytest.approx(alone, abs=0.5)


def test_there_is_no_range_below_a_second_of_speech() -> None:
    samples, _ = spoken(voice(5, 200))
    assert loudness(samples, [Span(0, 0.9)]).level_range_db is None
    assert loudness(np.zeros(16000, dtype=np.int16), []).level_range_db is None
