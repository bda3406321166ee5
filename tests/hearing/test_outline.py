"""What the picture of a call is drawn from."""

from base64 import b64decode

import numpy as np

from qa_scorer.hearing.outline import outlines
from qa_scorer.hearing.sound import Samples, Sound
from qa_scorer.model import AudioFacts


def _sound(*channels: Samples) -> Sound:
    facts = AudioFacts(sha256="", codec="pcm", sample_rate_hz=8000, channels=len(channels), duration_s=1)
    return Sound(samples=np.stack(channels), facts=facts)


def _tone(seconds: float, peak: float) -> Samples:
    wave = np.sin(2 * np.pi * 500 * np.arange(round(seconds * 16000)) / 16000)
    return np.round(wave * peak * 32767).astype(np.int16)


def test_each_tenth_of_a_second_has_the_root_of_its_peak() -> None:
    """0.25 s at a quarter of full scale, then as much silence: the third step holds the end of the tone."""
    (found,) = outlines(_sound(np.concatenate([_tone(0.25, 0.25), np.zeros(4000, np.int16)])))
    assert found.side is None
    assert list(b64decode(found.peaks)) == [128, 128, 128, 0, 0]


def test_stereo_has_one_a_channel_and_full_scale_is_the_top() -> None:
    left, right = outlines(_sound(np.full(1600, 0, np.int16), np.tile(np.array([-32768, 32767], np.int16), 800)))
    assert (left.side, list(b64decode(left.peaks))) == ("left", [0])
    assert (right.side, list(b64decode(right.peaks))) == ("right", [255])


def test_a_dc_offset_is_no_sound() -> None:
    (found,) = outlines(_sound(np.full(3200, 9000, np.int16)))
    assert list(b64decode(found.peaks)) == [0, 0]


def test_a_part_of_a_step_counts_as_one_and_no_sound_as_none() -> None:
    lengths = [len(b64decode(outlines(_sound(np.zeros(n, np.int16)))[0].peaks)) for n in (0, 1, 1600, 1601)]
    assert lengths == [0, 1, 1, 2]
