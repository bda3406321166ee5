"""The envelope beats at the pitch that the line has taken away."""

import numpy as np
import pytest

from qa_scorer.hearing.envelope import RATE_HZ, envelope
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ
from tests.hearing.telephone_line import over_the_line, tone


@pytest.mark.parametrize("pitch_hz", [100.0, 150.0])
def test_harmonics_alone_beat_at_their_pitch(pitch_hz: float) -> None:
    """The third to the sixth harmonic: nothing is at the pitch in the sound, and the strongest beat of all is there."""
    samples = over_the_line(tone([k * pitch_hz for k in (3, 4, 5, 6)], 2.0, -20))
    beats = envelope(samples)
    spectrum = np.abs(np.fft.rfft(beats - beats.mean()))
    assert np.argmax(spectrum) * RATE_HZ / len(beats) == pytest.approx(pitch_hz, abs=1)


@pytest.mark.parametrize("samples", [0, 1, 3, 4, 7, 100, 101])
def test_it_has_a_quarter_of_the_samples(samples: int) -> None:
    assert len(envelope(np.ones(samples, dtype=np.int16))) == samples // 4


def test_a_constant_offset_has_none() -> None:
    inner = envelope(np.full(SAMPLE_RATE_HZ, 5000, dtype=np.int16))[4:-4]
    assert np.abs(inner).max() < 1e-3
