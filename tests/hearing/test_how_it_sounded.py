"""All measurements of one party together, and on odd sounds."""

import warnings

import numpy as np
import pytest

from qa_scorer.hearing.how_it_sounded import Sounded, how_it_sounded
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import silence

_QUIET_S = 2.0


def _call() -> tuple[Samples, tuple[Span, ...]]:
    return spoken(silence(_QUIET_S), voice(10, 200, -30), silence(1), voice(4, 200, -18), silence(_QUIET_S))


def test_a_call_is_measured_in_every_respect() -> None:
    samples, speech = _call()
    sounded = how_it_sounded(samples, speech)
    assert sounded.level_dbfs == pytest.approx(-24, abs=2)
    assert sounded.loudness_lufs == pytest.approx(-25, abs=2)
    assert sounded.level_range_db is not None and sounded.level_range_db > 5
    assert sounded.snr_db == pytest.approx(37, abs=3)
    assert sounded.pitch_median_hz == pytest.approx(200, rel=0.1)
    assert sounded.pitch_range_semitones is not None
    assert len(sounded.sudden_rises) == 1
    assert len(sounded.level_per_second) == len(sounded.pitch_per_second) == -(-len(samples) // SAMPLE_RATE_HZ)
    assert sounded.level_per_second[0] is None


def test_a_dc_offset_changes_nothing() -> None:
    samples, speech = _call()
    shifted = how_it_sounded((samples + 3000).astype(np.int16), speech)
    plain = how_it_sounded(samples, speech)
    for name in ("level_dbfs", "level_range_db", "loudness_lufs", "snr_db", "pitch_median_hz"):
        assert getattr(shifted, name) == pytest.approx(getattr(plain, name), abs=0.3), name


def _nothing(sounded: Sounded) -> bool:
    """No figure of a voice; the level of zeros (the floor) is one."""
    return not sounded.sudden_rises and all(
        value is None for value in (sounded.loudness_lufs, sounded.pitch_median_hz, sounded.pitch_range_semitones)
    )


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.3, 1.0, 30.0])
@pytest.mark.parametrize("spans", [(), (Span(0.0, 1.0),)])
def test_zeros_of_any_length_have_nothing_to_measure_and_warn_of_nothing(
    seconds: float, spans: tuple[Span, ...]
) -> None:
    zeros = np.zeros(round(seconds * SAMPLE_RATE_HZ), dtype=np.int16)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _nothing(how_it_sounded(zeros, spans, spans))


@pytest.mark.parametrize("made", ["one second", "no speech", "full scale", "span past the end"])
def test_odd_sounds_neither_crash_nor_warn(made: str) -> None:
    samples, _ = _call()
    square = np.where(np.arange(5 * SAMPLE_RATE_HZ) % 100 < 50, 32767, -32768).astype(np.int16)
    odd: dict[str, tuple[Samples, tuple[Span, ...]]] = {
        "one second": (samples[40000:56000], (Span(0.1, 0.9),)),
        "no speech": (samples, ()),
        "full scale": (square, (Span(0, 5),)),
        "span past the end": (samples, (Span(15, 400), Span(500, 600))),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sounded = how_it_sounded(*odd[made])
    assert len(sounded.level_per_second) == -(-len(odd[made][0]) // SAMPLE_RATE_HZ)
    assert (sounded.level_dbfs is None) is (made == "no speech")
    assert (sounded.clipping_ratio > 0.99) is (made == "full scale")
