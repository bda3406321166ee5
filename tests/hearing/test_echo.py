"""Echoes of known delay and level, put on the other channel by formula."""

import numpy as np
import pytest
from scipy.signal import fftconvolve

from qa_scorer.hearing.echo import echo
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import Wave, silence

_CUSTOMER, _SPEECH = spoken(silence(1), voice(12, 130, seed=1), silence(6), voice(6, 130, seed=2), silence(1), seed=1)
_AGENT, _ = spoken(silence(14), voice(5, 220, seed=3), silence(7), seed=2)


def _back(delay_s: float, level_db: float, tail: Wave | None = None) -> Samples:
    """The agent's channel with the customer's voice on it, late and weaker, through a room's `tail` if there is one."""
    copy = _CUSTOMER.astype(np.float64)
    if tail is not None:
        copy = fftconvolve(copy, tail / np.sqrt(np.sum(tail**2)))[: len(copy)]
    delay = round(delay_s * SAMPLE_RATE_HZ)
    late = np.concatenate([np.zeros(delay), copy[: len(copy) - delay]]) * 10 ** (level_db / 20)
    length = min(len(late), len(_AGENT))
    return np.clip(_AGENT[:length] + late[:length], -32768, 32767).astype(np.int16)


def _room() -> Wave:
    """Reflections that die away: 60 dB in a fifth of a second."""
    rng, time = np.random.default_rng(1), np.arange(1600) / SAMPLE_RATE_HZ
    tail = rng.normal(size=1600) * np.exp(-6.9 * time / 0.2)
    tail[0] = 8.0
    return np.asarray(tail)


@pytest.mark.parametrize("delay_s", [0.06, 0.15, 0.3])
@pytest.mark.parametrize("level_db", [-15.0, -25.0, -35.0])
def test_an_echo_is_found_with_its_level_and_delay(delay_s: float, level_db: float) -> None:
    found = echo(_back(delay_s, level_db), _CUSTOMER, _SPEECH)
    assert found is not None
    assert found.level_db == pytest.approx(level_db, abs=1.5)
    assert found.delay_s == pytest.approx(delay_s, abs=0.003)


def test_the_reflections_of_a_room_belong_to_it() -> None:
    found = echo(_back(0.12, -20, _room()), _CUSTOMER, _SPEECH)
    assert found is not None
    assert found.level_db == pytest.approx(-20, abs=2)


def test_two_channels_without_an_echo_have_none() -> None:
    assert echo(_AGENT, _CUSTOMER, _SPEECH) is None


@pytest.mark.parametrize(("delay_s", "level_db"), [(0.0, -20.0), (0.0005, -20.0), (0.1, -50.0)])
def test_a_leak_and_a_copy_too_weak_to_hear_are_no_echo(delay_s: float, level_db: float) -> None:
    assert echo(_back(delay_s, level_db), _CUSTOMER, _SPEECH) is None


def test_both_speaking_all_the_time_is_no_echo() -> None:
    agent, _ = spoken(voice(26, 220, seed=4), seed=3)
    length = min(len(agent), len(_CUSTOMER))
    assert echo(agent[:length], _CUSTOMER[:length], _SPEECH) is None


def test_a_tone_on_both_channels_is_no_echo() -> None:
    """Mains hum and ringing repeat, early as well as late."""
    time = np.arange(len(_CUSTOMER)) / SAMPLE_RATE_HZ
    ringing = (3000 * np.sin(2 * np.pi * 450 * time)).astype(np.int16)
    length = min(len(_AGENT), len(_CUSTOMER))
    assert echo((_AGENT + ringing[: len(_AGENT)])[:length], (_CUSTOMER + ringing)[:length], _SPEECH) is None


def test_too_little_of_the_other_voice_tells_nothing() -> None:
    back = _back(0.1, -15)
    assert echo(back, _CUSTOMER, [Span(1, 3)]) is None
    assert echo(back, _CUSTOMER, []) is None
    assert echo(back[:8000], _CUSTOMER[:8000], [Span(0, 0.5)]) is None


def test_zeros_have_no_echo() -> None:
    zeros = np.zeros_like(_CUSTOMER)
    assert echo(zeros, zeros, _SPEECH) is None
    assert echo(zeros, _CUSTOMER, _SPEECH) is None
