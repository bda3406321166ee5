"""Raised voices found, ordinary ones left alone."""

import numpy as np
import pytest

from qa_scorer.hearing.levels import Levels, frame_levels_dbfs
from qa_scorer.hearing.rises import RISE_DB, sudden_rises
from qa_scorer.model import Span
from tests.hearing.made_voice import PAUSE_S, SYLLABLE_S, spoken, voice
from tests.hearing.telephone_line import LINE_HZ, silence


def _told(*levels_dbfs: float, seconds: float = 5.0) -> tuple[Levels, tuple[Span, ...]]:
    """Phrases of the given length at the given levels, half a second apart."""
    pieces = [p for dbfs in levels_dbfs for p in (voice(seconds, 140, dbfs), silence(0.5))]
    samples, spans = spoken(*pieces)
    return frame_levels_dbfs(samples), spans


def test_a_phrase_twelve_decibels_louder_is_one_rise_where_it_is() -> None:
    levels, spans = _told(-30, -30, -18, -30)
    (rise,) = sudden_rises(levels, spans)
    assert rise.start_s == pytest.approx(spans[2].start_s, abs=0.3)
    assert rise.end_s <= spans[2].end_s + 0.3
    assert rise.rise_db == pytest.approx(12, abs=2.5)


def test_ordinary_stress_is_no_rise() -> None:
    """Phrases up and down by 5 dB."""
    assert sudden_rises(*_told(-30, -25, -32, -27, -30, -25)) == ()


@pytest.mark.parametrize("louder_db", [12.0, 25.0])
def test_a_loud_syllable_or_a_knock_is_no_rise(louder_db: float) -> None:
    """0.2 s wherever it falls among the frames."""
    for shift_s in (0.0, 0.01, 0.02, 0.03, 0.04):
        before = voice(8, 140, -30)[round(shift_s * LINE_HZ) :]
        burst = voice(SYLLABLE_S + PAUSE_S, 140, -30 + louder_db)
        samples, spans = spoken(before, burst, voice(8, 140, -30))
        assert sudden_rises(frame_levels_dbfs(samples), spans) == ()


def test_the_first_three_seconds_have_nothing_to_be_compared_with() -> None:
    assert sudden_rises(*_told(-30, -18, seconds=2.0)) == ()
    assert len(sudden_rises(*_told(-30, -30, -18, seconds=2.0))) == 1


def test_a_voice_that_stays_loud_is_not_sudden_for_long() -> None:
    levels, spans = _told(-30, -30, *[-18.0] * 8)
    rises = sudden_rises(levels, spans)
    assert rises
    assert rises[-1].end_s < spans[4].start_s


def test_only_this_partys_speech_counts() -> None:
    """A loud noise between two phrases is nobody's voice."""
    levels, spans = _told(-30, -30, -12, -30)
    assert sudden_rises(levels, [span for span in spans if span is not spans[2]]) == ()


@pytest.mark.parametrize("threshold_db", [RISE_DB, 15.0])
def test_the_threshold_can_be_chosen(threshold_db: float) -> None:
    assert bool(sudden_rises(*_told(-30, -30, -18), threshold_db)) is (threshold_db < 12)


def test_no_sound_and_no_speech_have_no_rises() -> None:
    assert sudden_rises(np.empty(0), []) == ()
    assert sudden_rises(np.full(200, -30.0), []) == ()
    assert sudden_rises(np.full(200, -90.0), [Span(0, 10)]) == ()
