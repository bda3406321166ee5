"""Pitch of made voices behind a telephone line, where the fundamental is missing."""

import numpy as np
import pytest

from qa_scorer.hearing.levels import frame_levels_dbfs
from qa_scorer.hearing.pitch import Pitch, pitch
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import silence


def _pitch(samples: Samples, speech: tuple[Span, ...]) -> Pitch:
    return pitch(samples, frame_levels_dbfs(samples), speech)


def _semitones(hz: float, of_hz: float) -> float:
    return float(12 * np.log2(hz / of_hz))


@pytest.mark.parametrize("noise_dbfs", [-60.0, -40.0])
@pytest.mark.parametrize("hz", [90.0, 120.0, 160.0, 210.0, 260.0, 320.0])
def test_the_median_is_the_voices_own(hz: float, noise_dbfs: float) -> None:
    """Within half a semitone, men and women, on a clean line and on a noisy one."""
    found = _pitch(*spoken(voice(12, hz, glide_semitones=2), noise_dbfs=noise_dbfs)).median_hz
    assert found is not None
    assert _semitones(found, hz) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("hz", [110.0, 220.0])
def test_octave_errors_are_rare(hz: float) -> None:
    """A frame more than 7 semitones from a voice that moves by 3: one in fifty at most."""
    found = _pitch(*spoken(voice(15, hz, glide_semitones=3)))
    assert len(found.hz) > 300
    assert np.mean(np.abs(12 * np.log2(found.hz / hz)) > 7) < 0.02


def test_a_lively_voice_has_a_wider_range_than_a_flat_one() -> None:
    """Syllables that glide over as much as ±5 semitones against ±0.5."""
    flat = _pitch(*spoken(voice(15, 200, glide_semitones=0.5))).range_semitones
    lively = _pitch(*spoken(voice(15, 200, glide_semitones=5))).range_semitones
    assert flat is not None and lively is not None
    assert flat < 2
    assert 5 < lively < 11


def test_what_lies_above_the_telephone_band_does_not_matter() -> None:
    """A file with sound up to 8 kHz: hiss above 4 kHz, as loud as the voice."""
    samples, spans = spoken(voice(12, 130, glide_semitones=2))
    spectrum = np.fft.rfft(np.random.default_rng(1).normal(0, 3000, len(samples)))
    spectrum[: len(spectrum) // 2] = 0
    hissing = np.clip(samples + np.fft.irfft(spectrum, len(samples)), -32768, 32767).astype(np.int16)
    found = _pitch(hissing, spans).median_hz
    assert found is not None
    assert _semitones(found, 130) == pytest.approx(0, abs=0.5)


def test_noise_and_silence_have_no_pitch() -> None:
    noise, _ = spoken(silence(10), noise_dbfs=-25)
    assert _pitch(noise, (Span(0, 10),)).median_hz is None
    assert _pitch(np.zeros(10 * SAMPLE_RATE_HZ, dtype=np.int16), (Span(0, 10),)).range_semitones is None


def test_only_speech_is_followed_and_its_times_are_true() -> None:
    """A man's voice, then a woman's on the same channel: asked for hers, hers is told, and when."""
    samples, (his, hers) = spoken(voice(8, 110), silence(2), voice(8, 250, glide_semitones=2))
    found = _pitch(samples, (hers,))
    assert found.median_hz == pytest.approx(250, rel=0.03)
    assert his.end_s < found.at_s.min() < hers.start_s + 0.5
    assert hers.end_s - 0.5 < found.at_s.max() < hers.end_s + 0.1


def test_a_long_channel_is_that_of_its_pieces() -> None:
    """A minute and a half passes through three pieces; nothing is lost between them."""
    samples, spans = spoken(voice(15, 180, glide_semitones=2))
    once, often = _pitch(samples, spans), _pitch(np.tile(samples, 6), (Span(0, 6 * len(samples) / SAMPLE_RATE_HZ),))
    assert once.median_hz is not None
    assert often.median_hz == pytest.approx(once.median_hz, rel=0.01)
    assert len(often.hz) == pytest.approx(6 * len(once.hz), rel=0.02)


@pytest.mark.parametrize("samples", [0, 10, 1000, 1279, 1280, 8000])
def test_less_than_a_second_has_none(samples: int) -> None:
    heard, _ = spoken(voice(1, 150))
    assert _pitch(heard[:samples], (Span(0, 1),)).median_hz is None
