"""Values by the second."""

import numpy as np

from qa_scorer.hearing.levels import frame_levels_dbfs
from qa_scorer.hearing.per_second import level_per_second, pitch_per_second, seconds_of
from qa_scorer.hearing.pitch import Pitch, pitch
from qa_scorer.model import Span
from tests.hearing.made_voice import spoken, voice
from tests.hearing.telephone_line import silence


def test_the_last_part_of_a_second_counts_as_one() -> None:
    assert [seconds_of(n) for n in (0, 1, 16000, 16001)] == [0, 1, 1, 2]


def test_each_second_of_speech_has_its_own_level_and_the_others_none() -> None:
    levels = np.repeat([-20.0, -90.0, -26.0, -90.0], 20)
    assert level_per_second(levels, [Span(0, 1), Span(2, 3.1)], 5) == (-20.0, None, -26.0, None, None)


def test_each_second_has_the_pitch_of_the_voice_in_it() -> None:
    samples, spans = spoken(voice(4, 120, glide_semitones=1), silence(3), voice(4, 240, glide_semitones=1))
    heard = pitch(samples, frame_levels_dbfs(samples), spans)
    by_second = pitch_per_second(heard, seconds_of(len(samples)))
    assert len(by_second) == seconds_of(len(samples))
    assert by_second[5] is None
    assert by_second[1] is not None and 110 < by_second[1] < 130
    assert by_second[8] is not None and 220 < by_second[8] < 260


def test_no_speech_is_a_row_of_none() -> None:
    nothing = Pitch(at_s=np.empty(0), hz=np.empty(0))
    assert level_per_second(np.full(60, -50.0), [], 3) == (None, None, None)
    assert pitch_per_second(nothing, 3) == (None, None, None)
    assert level_per_second(np.empty(0), [], 0) == pitch_per_second(nothing, 0) == ()
