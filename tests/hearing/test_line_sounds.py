"""Ringing, busy tone, keys, music and noise are named, and none of them is made out of speech."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.line_sounds import line_sounds, speech_only
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import gaps, overlap_s, total_s
from qa_scorer.model import CallData, LineSound, LineSoundKind, Recording, Span
from tests.hearing.telephone_line import (
    MUSIC,
    at_level,
    band,
    held_vowel,
    melody,
    over_the_line,
    rhythm,
    silence,
    tone,
)

SAMPLES = Path(__file__).parents[2] / "sample_audio"
STEREO = ("1206_20261118093012_C0001.wav", "1206_20261118162005_C0005.wav")
LEVELS_DBFS = (-10.0, -22.0, -35.0)

RINGING = {  # frequencies, rhythm in seconds
    "China": ((450.0,), (1.0, 4.0)),
    "Germany": ((425.0,), (1.0, 4.0)),
    "North America": ((440.0, 480.0), (2.0, 4.0)),
    "Britain": ((400.0, 450.0), (0.4, 0.2, 0.4, 2.0)),
    "Japan": ((384.0, 400.0, 416.0), (1.0, 2.0)),
}
BUSY = {
    "China, busy": ((450.0,), (0.35, 0.35)),
    "China, congestion": ((450.0,), (0.7, 0.7)),
    "Europe": ((425.0,), (0.5, 0.5)),
    "North America, busy": ((480.0, 620.0), (0.5, 0.5)),
    "North America, congestion": ((480.0, 620.0), (0.25, 0.25)),
}


def between_silences(wave: np.ndarray, lead_s: float = 1.5) -> Samples:
    return over_the_line(np.concatenate([silence(lead_s), wave, silence(2.0)]))


def heard(samples: Samples) -> tuple[LineSound, ...]:
    return line_sounds(samples, speech_spans(samples))


def channel(name: str, index: int) -> Samples:
    return np.ascontiguousarray(decode(Recording(path=SAMPLES / name, name=name, call=CallData())).samples[index])


@pytest.mark.parametrize("dbfs", LEVELS_DBFS)
@pytest.mark.parametrize("country", RINGING)
def test_ringing_is_one_sound_from_the_first_ring_to_the_last(country: str, dbfs: float) -> None:
    hz, on_off_s = RINGING[country]
    wave = rhythm(hz, on_off_s, 3, dbfs)
    (ringing,) = heard(between_silences(wave))
    assert ringing.kind is LineSoundKind.RING_BACK
    assert ringing.span.start_s == pytest.approx(1.5, abs=0.1)
    assert ringing.span.end_s == pytest.approx(1.5 + len(wave) / 8000, abs=0.1)


@pytest.mark.parametrize("dbfs", LEVELS_DBFS)
@pytest.mark.parametrize("country", BUSY)
def test_busy_tone_is_one_sound(country: str, dbfs: float) -> None:
    hz, on_off_s = BUSY[country]
    wave = rhythm(hz, on_off_s, 6, dbfs)
    (busy,) = heard(between_silences(wave))
    assert busy.kind is LineSoundKind.BUSY_TONE
    assert busy.span.start_s == pytest.approx(1.5, abs=0.1)
    assert busy.span.end_s == pytest.approx(1.5 + len(wave) / 8000, abs=0.1)


@pytest.mark.parametrize("dbfs", LEVELS_DBFS)
def test_each_key_of_the_telephone_is_a_sound(dbfs: float) -> None:
    keys = list(itertools.product((697.0, 770.0, 852.0, 941.0), (1209.0, 1336.0, 1477.0, 1633.0)))
    wave = np.concatenate([np.concatenate([tone(key, 0.07, dbfs), silence(0.13)]) for key in keys])
    found = heard(between_silences(wave))
    assert [sound.kind for sound in found] == [LineSoundKind.DTMF] * 16
    assert [sound.span.start_s for sound in found] == pytest.approx([1.5 + 0.2 * n for n in range(16)], abs=0.03)
    assert [sound.span.duration_s for sound in found] == pytest.approx([0.07] * 16, abs=0.03)


def test_rings_cut_off_by_the_ends_of_a_recording_belong_to_the_ringing() -> None:
    wave = np.concatenate([tone([450], 0.4, -20), silence(4.0), tone([450], 1.0, -20), silence(4.0)])
    (ringing,) = heard(over_the_line(np.concatenate([wave, tone([450], 0.5, -20)])))
    assert ringing.kind is LineSoundKind.RING_BACK
    assert ringing.span.duration_s == pytest.approx(9.9, abs=0.1)


def test_a_pause_in_which_somebody_speaks_is_not_part_of_the_ringing() -> None:
    """Speech between two rings stays speech, and both rings are still found."""
    samples = between_silences(rhythm([450], (1.0, 4.0), 2, -20))
    spoken = (Span(3.5, 5.0),)
    found = line_sounds(samples, spoken)
    assert [sound.kind for sound in found] == [LineSoundKind.RING_BACK] * 2
    assert speech_only(spoken, found) == spoken


def test_a_beep_and_a_dial_tone_are_tones() -> None:
    beep, dial = tone([1400], 0.4, -20), tone([450], 5.0, -20)
    found = heard(between_silences(np.concatenate([beep, silence(3.0), dial])))
    assert [sound.kind for sound in found] == [LineSoundKind.TONE] * 2
    assert [sound.span.duration_s for sound in found] == pytest.approx([0.4, 5.0], abs=0.1)


@pytest.mark.parametrize("dbfs", (-12.0, -22.0, -35.0))
@pytest.mark.parametrize("kind", MUSIC)
def test_music_is_music_and_not_speech(kind: str, dbfs: float) -> None:
    samples = between_silences(at_level(MUSIC[kind](15.0, seed=3), dbfs))
    speech = speech_spans(samples)
    found = line_sounds(samples, speech)
    music = [sound.span for sound in found if sound.kind is LineSoundKind.MUSIC]
    assert total_s(music) > 0.9 * 15
    assert music[0].start_s == pytest.approx(1.5, abs=0.5)
    assert music[-1].end_s == pytest.approx(16.5, abs=0.5)
    assert total_s(speech_only(speech, found)) < 0.02 * 15


@pytest.mark.parametrize("index", (0, 1))
@pytest.mark.parametrize("name", STEREO)
def test_nothing_is_taken_from_a_call(name: str, index: int) -> None:
    samples = channel(name, index)
    speech = speech_spans(samples)
    assert total_s(speech) > 5
    assert speech_only(speech, line_sounds(samples, speech)) == speech


@pytest.mark.parametrize("detected", (True, False))
@pytest.mark.parametrize("hz", (120.0, 220.0, 310.0, 450.0))
def test_a_long_held_syllable_is_no_tone_and_no_music(hz: float, detected: bool) -> None:
    """Two seconds on one pitch, whether the speech detector took it for speech or not."""
    samples = between_silences(at_level(held_vowel(2.0, hz), -20))
    assert line_sounds(samples, (Span(1.5, 3.5),) if detected else ()) == ()


def test_hold_music_in_a_call_is_found_and_the_speech_around_it_is_kept() -> None:
    """Ten seconds of music are cut into the agent's longest pause, and right up against the next words."""
    call = channel(STEREO[0], 0)
    speech = speech_spans(call)
    pause = max(gaps(speech, len(call) / SAMPLE_RATE_HZ, 0.5)[1:-1], key=lambda gap: gap.duration_s)
    at = round(pause.end_s * SAMPLE_RATE_HZ)
    music = over_the_line(at_level(band(10.0), -22))
    samples = np.concatenate([call[:at], music, call[at:]])
    after = speech_spans(samples)
    found = line_sounds(samples, after)
    (hold,) = [sound.span for sound in found if sound.kind is LineSoundKind.MUSIC]
    assert hold.start_s == pytest.approx(pause.end_s, abs=0.5)
    assert hold.end_s == pytest.approx(pause.end_s + 10, abs=0.5)
    assert speech_only(after, found) == tuple(span for span in after if not overlap_s(span, [hold]))
    assert any(0 <= span.start_s - hold.end_s < 1 for span in after)


def test_speech_over_faint_music_stays_speech() -> None:
    """Music 15 dB below the voice, as from a radio in the room: not a second of speech is lost."""
    call = channel(STEREO[0], 0)
    speech = speech_spans(call)
    spoken = np.concatenate([call[round(s.start_s * 16_000) : round(s.end_s * 16_000)] for s in speech]) / 32768
    radio = over_the_line(at_level(melody(len(call) / SAMPLE_RATE_HZ), 20 * np.log10(np.std(spoken)) - 15))
    length = min(len(call), len(radio))
    samples = np.clip(call[:length].astype(np.int32) + radio[:length], -32768, 32767).astype(np.int16)
    over_music = speech_spans(samples)
    assert total_s(over_music) > 0.8 * total_s(speech)
    kept = speech_only(over_music, line_sounds(samples, over_music))
    assert total_s(kept) >= 0.995 * total_s(over_music)


def test_speech_is_cut_where_it_runs_into_music_or_tone_but_not_into_noise() -> None:
    """What is left must be a syllable at least: 0.05 s before the key is nothing."""
    sounds = (
        LineSound(LineSoundKind.MUSIC, Span(2.0, 4.0)),
        LineSound(LineSoundKind.NOISE, Span(5.0, 9.0)),
        LineSound(LineSoundKind.DTMF, Span(10.05, 10.2)),
    )
    speech = (Span(1.0, 6.0), Span(7.0, 8.0), Span(10.0, 11.0))
    assert speech_only(speech, sounds) == (Span(1.0, 2.0), Span(4.0, 6.0), Span(7.0, 8.0), Span(10.2, 11.0))


def test_hiss_is_noise_only_where_it_is_loud() -> None:
    loud = line_sounds(over_the_line(silence(6.0), noise_dbfs=-38.0), ())
    assert [sound.kind for sound in loud] == [LineSoundKind.NOISE]
    assert loud[0].span.duration_s == pytest.approx(6.0, abs=0.3)
    assert line_sounds(over_the_line(silence(6.0), noise_dbfs=-60.0), ()) == ()


def test_mains_hum_is_noise_and_not_music() -> None:
    hum = np.sum([tone([50.0 * k], 30.0, -36.0) for k in range(6, 30, 2)], axis=0)
    assert {sound.kind for sound in line_sounds(over_the_line(hum), ())} == {LineSoundKind.NOISE}


@pytest.mark.parametrize("length", (0, 1, 500, 2048, 16_000))
def test_a_very_short_or_empty_recording_holds_nothing(length: int) -> None:
    assert line_sounds(np.zeros(length, dtype=np.int16), ()) == ()


def test_the_edges_of_its_pieces_do_not_show() -> None:
    """The spectra are worked a minute at a time; a tone and music that run over the minute are whole."""
    wave = np.concatenate([silence(50.0), melody(15.0), silence(51.0), rhythm([450], (1.0, 4.0), 3, 0)])
    found = heard(over_the_line(at_level(wave, -20)))
    assert [sound.kind for sound in found] == [LineSoundKind.MUSIC, LineSoundKind.RING_BACK]
    assert [sound.span.duration_s for sound in found] == pytest.approx([15.0, 11.0], abs=0.5)
