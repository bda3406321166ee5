"""Speech to noise, on lines whose noise is known."""

import numpy as np
import pytest

from qa_scorer.hearing.background import snr_db
from qa_scorer.hearing.levels import energy_mean_db, frame_levels_dbfs, frames_in
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import silence, tone


@pytest.mark.parametrize("noise_dbfs", [-60.0, -50.0, -40.0, -30.0])
def test_the_ratio_is_that_of_voice_and_noise_as_they_were_mixed(noise_dbfs: float) -> None:
    pieces = (silence(2), voice(6, 150, -20), silence(2))
    levels = frame_levels_dbfs(spoken(*pieces, noise_dbfs=noise_dbfs)[0])
    samples, spans = spoken(*pieces, noise_dbfs=-200)
    clean = frame_levels_dbfs(samples)
    voice_dbfs = energy_mean_db(clean[frames_in(spans, len(clean))])
    in_band_dbfs = noise_dbfs + 10 * np.log10(3100 / 4000)  # white noise over 4 kHz, of which the line leaves 3.1
    assert snr_db(levels, spans) == pytest.approx(voice_dbfs - in_band_dbfs, abs=1.0)


def test_what_else_is_on_the_channel_is_no_noise() -> None:
    """Someone else speaks most of the rest of the time: told of it, the ratio stays that of the noise."""
    samples, (own, others) = spoken(voice(5, 120), voice(6, 240), silence(3))
    levels = frame_levels_dbfs(samples)
    quiet = snr_db(levels, [own], [others])
    taken_for_noise = snr_db(levels, [own])
    assert quiet is not None and taken_for_noise is not None
    assert quiet > 30 > taken_for_noise


def test_a_knock_does_not_move_the_noise_floor() -> None:
    samples, spans = spoken(voice(4, 120), silence(4), tone([900.0], 0.3, -12), silence(4))
    assert snr_db(frame_levels_dbfs(samples), spans[:1]) == pytest.approx(
        snr_db(frame_levels_dbfs(spoken(voice(4, 120), silence(8.3))[0]), spans[:1]), abs=1.0
    )


def test_digital_silence_is_sixty_decibels_at_most() -> None:
    samples, spans = spoken(voice(4, 120, -10), silence(4), noise_dbfs=-200)
    samples[round(spans[0].end_s * 16000) :] = 0
    assert snr_db(frame_levels_dbfs(samples), spans) == 60.0


def test_speech_that_is_all_noise_has_a_ratio_of_nought() -> None:
    """A detector's mistake: what is called speech is as loud as the rest."""
    samples, _ = spoken(silence(10), noise_dbfs=-40)
    measured = snr_db(frame_levels_dbfs(samples), [Span(2, 5)])
    assert measured is not None
    assert 0 <= measured < 1


def test_without_a_second_of_background_or_of_speech_there_is_no_ratio() -> None:
    samples, _ = spoken(voice(6, 120))
    levels = frame_levels_dbfs(samples)
    assert snr_db(levels, [Span(0, 5.5)]) is None
    assert snr_db(levels, [Span(0, 0.5)]) is None
    assert snr_db(np.empty(0), []) is None
