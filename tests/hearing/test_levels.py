"""Frame levels, and which frames lie in speech."""

import numpy as np
import pytest

from qa_scorer.hearing.levels import active, energy_mean_db, frame_levels_dbfs, frames_in
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span


def _noise(seconds: float, dbfs: float) -> Samples:
    drawn = np.random.default_rng(1).normal(0, 32768 * 10 ** (dbfs / 20), int(seconds * SAMPLE_RATE_HZ))
    return np.clip(drawn, -32768, 32767).astype(np.int16)


def test_there_is_a_level_for_each_whole_fifty_milliseconds() -> None:
    assert len(frame_levels_dbfs(_noise(1.03, -30))) == 20
    assert len(frame_levels_dbfs(_noise(0.04, -30))) == 0


def test_a_dc_offset_is_no_sound() -> None:
    plain = _noise(2, -50)
    shifted = (plain + 4000).astype(np.int16)
    assert frame_levels_dbfs(shifted) == pytest.approx(frame_levels_dbfs(plain), abs=0.1)


def test_zeros_are_as_quiet_as_can_be_told() -> None:
    levels = frame_levels_dbfs(np.zeros(SAMPLE_RATE_HZ, dtype=np.int16))
    assert levels == pytest.approx(np.full(20, -90.0))


def test_every_other_sample_of_a_stereo_file_is_measured_where_it_lies() -> None:
    """A row of a stereo recording may be a view with a stride, and read-only."""
    both = np.stack([_noise(2, -30), _noise(2, -10)], axis=1)
    both.flags.writeable = False
    assert energy_mean_db(frame_levels_dbfs(both[:, 0])) == pytest.approx(-30, abs=0.1)


def test_a_frame_lies_in_speech_when_more_than_half_of_it_does() -> None:
    assert np.flatnonzero(frames_in([Span(0.12, 0.33)], 10)).tolist() == [2, 3, 4, 5, 6]
    assert np.flatnonzero(frames_in([Span(0.1, 0.2)], 10, margin_s=0.1)).tolist() == [0, 1, 2, 3, 4, 5]
    assert not frames_in([Span(9, 10)], 10).any()


def test_what_is_far_below_the_speech_level_is_not_active() -> None:
    levels = np.array([-20.0, -20.0, -30.0, -60.0])
    assert active(levels).tolist() == [True, True, True, False]
