"""Who spoke when and how loud, on sound made here with known answers."""

from dataclasses import replace

import numpy as np
import pytest

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.channels import tell_channels
from qa_scorer.hearing.hear import hear
from qa_scorer.hearing.leakage import without_leakage
from qa_scorer.hearing.loudness import loudness
from qa_scorer.hearing.oddities import odd_speech
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples, Sound
from qa_scorer.hearing.spans import gaps, joined, overlap_s, total_s, without
from qa_scorer.model import AudioFacts, ChannelLayout, Span
from tests.bench.diarization import heard as heard_file
from tests.command import SAMPLES

_FACTS = AudioFacts(sha256="", codec="pcm", sample_rate_hz=16000, channels=2, duration_s=0)


def tone(seconds: float, dbfs: float, hz: float = 1000.0) -> Samples:
    """A sine whose RMS is `dbfs`."""
    time = np.arange(int(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (32768 * 10 ** (dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * hz * time)).astype(np.int16)


def noise(seconds: float, dbfs: float, seed: int = 1) -> Samples:
    generator = np.random.default_rng(seed)
    samples = generator.normal(0, 32768 * 10 ** (dbfs / 20), int(seconds * SAMPLE_RATE_HZ))
    return np.clip(samples, -32768, 32767).astype(np.int16)


def sound_of(*channels: Samples) -> Sound:
    return Sound(samples=np.stack(channels), facts=_FACTS)


@pytest.mark.parametrize("dbfs", [-40.0, -26.0, -12.0])
def test_the_level_of_a_sine_is_its_rms(dbfs: float) -> None:
    measured = loudness(tone(4, dbfs), [Span(0, 4)])
    assert measured.level_dbfs == pytest.approx(dbfs, abs=0.05)


def test_the_loudness_of_the_standards_sine() -> None:
    """EBU Tech 3341, case 1 for one channel: a 1 kHz sine of -23 dBFS peak reads -26.0 LUFS."""
    measured = loudness(tone(10, -23 - 3.01), [Span(0, 10)])
    assert measured.loudness_lufs == pytest.approx(-26.0, abs=0.1)


def test_loudness_of_a_long_channel_is_that_of_its_pieces() -> None:
    """Eleven minutes pass through three blocks; the figures stay those of the sine."""
    measured = loudness(np.tile(tone(60, -26.0), 11), [Span(0, 660)])
    assert measured.level_dbfs == pytest.approx(-26.0, abs=0.05)
    assert measured.loudness_lufs == pytest.approx(-26.0, abs=0.1)


def test_only_the_speech_is_measured() -> None:
    channel = np.concatenate([tone(3, -20), tone(3, -60)])
    assert loudness(channel, [Span(0, 3)]).level_dbfs == pytest.approx(-20, abs=0.05)


def test_clipping_is_a_share_of_the_speech() -> None:
    channel = np.zeros(SAMPLE_RATE_HZ, dtype=np.int16)
    channel[: SAMPLE_RATE_HZ // 10] = 32767
    assert loudness(channel, [Span(0, 1)]).clipping_ratio == pytest.approx(0.1)


def test_no_speech_has_no_level() -> None:
    measured = loudness(noise(2, -60), [])
    assert (measured.level_dbfs, measured.loudness_lufs, measured.clipping_ratio) == (None, None, 0.0)


def test_channels_are_told_apart() -> None:
    a, b, dead = noise(2, -30, 1), noise(2, -30, 2), np.zeros(2 * SAMPLE_RATE_HZ, dtype=np.int16)
    assert tell_channels(sound_of(a)) is ChannelLayout.MONO
    assert tell_channels(sound_of(a, b)) is ChannelLayout.STEREO
    assert tell_channels(sound_of(a, a)) is ChannelLayout.SAME_TWICE
    assert tell_channels(sound_of(a, dead)) is ChannelLayout.LEFT_ONLY
    assert tell_channels(sound_of(dead, a)) is ChannelLayout.RIGHT_ONLY


@pytest.mark.parametrize("gain", [0.99, 0.5, -1.0])
def test_the_same_sound_louder_or_turned_over_is_the_same_twice(gain: float) -> None:
    a = noise(2, -30)
    assert tell_channels(sound_of(a, (a * gain).astype(np.int16))) is ChannelLayout.SAME_TWICE


@pytest.mark.parametrize("channel", ["same", "dead"])
def test_one_sound_on_two_channels_is_said_to_be_one(channel: str) -> None:
    a = noise(2, -30)
    heard = hear(sound_of(a, a if channel == "same" else np.zeros_like(a)))
    assert heard.layout in (ChannelLayout.SAME_TWICE, ChannelLayout.LEFT_ONLY)
    assert all(voice.side is None for voice in heard.voices)
    assert heard.remarks


def test_each_side_of_a_stereo_call_is_a_voice() -> None:
    heard = hear(sound_of(noise(2, -50, 1), noise(2, -50, 2)))
    assert [voice.side for voice in heard.voices] == ["left", "right"]
    assert heard.confidence == 1.0


@pytest.mark.parametrize("made", ["silence", "noise", "tone"])
def test_what_is_not_speech_is_nobodys(made: str) -> None:
    samples = {
        "silence": np.zeros(10 * SAMPLE_RATE_HZ, dtype=np.int16),
        "noise": noise(10, -35),
        "tone": tone(10, -20, 450),
    }
    assert hear(Sound(samples=samples[made][np.newaxis], facts=_FACTS)).voices == ()


@pytest.mark.parametrize("seconds", [0.001, 0.01, 1.0])
def test_a_very_short_recording_is_heard_without_a_fuss(seconds: float) -> None:
    assert hear(sound_of(noise(seconds, -30, 1), noise(seconds, -30, 2))).voices[0].speech == ()
    assert hear(sound_of(noise(seconds, -30, 1))).voices == ()


def test_a_dc_offset_and_a_low_sampling_rate_are_remarked_on() -> None:
    crooked = Sound(samples=(noise(2, -50) + np.int16(1500))[np.newaxis], facts=replace(_FACTS, sample_rate_hz=4000))
    said = " ".join(remark.en for remark in hear(crooked).remarks)
    assert "DC offset" in said
    assert "4000 Hz" in said


def test_speech_from_the_first_moment_is_remarked_on_and_so_is_one_that_is_all_overlap() -> None:
    said = " ".join(remark.en for remark in odd_speech([(Span(0.0, 9.0),), (Span(0.5, 9.0),)]))
    assert "mid-speech" in said
    assert "speak at once" in said
    assert list(odd_speech([(Span(0.5, 5.0),), (Span(4.8, 9.0),)])) == []


def test_span_arithmetic() -> None:
    spans = (Span(1, 2), Span(1.5, 3), Span(5, 6))
    assert joined(spans) == (Span(1, 3), Span(5, 6))
    assert joined(spans, gap_s=2) == (Span(1, 6),)
    assert gaps(spans, 10, at_least_s=1.5) == (Span(3, 5), Span(6, 10))
    assert overlap_s(Span(2, 5.5), spans) == pytest.approx(1.0 + 0.5)
    assert without([Span(0, 4), Span(5, 7)], [Span(1, 2), Span(3.95, 6)]) == (Span(0, 1), Span(2, 3.95), Span(6, 7))


def test_a_weaker_copy_of_the_other_side_is_no_speech_and_talkover_is() -> None:
    """The other side's voice at -20 dB is a leak; another voice at the same level beside it is not."""
    customer = noise(4, -20, seed=1)
    leak = (customer * 0.1).astype(np.int16)
    assert without_leakage(leak, [Span(0, 4)], customer) == ()
    assert without_leakage(noise(4, -30, seed=2), [Span(0, 4)], customer) == (Span(0, 4),)


def test_only_the_leaking_part_of_a_span_is_taken_out() -> None:
    customer = np.concatenate([noise(2, -20, seed=1), np.zeros(2 * SAMPLE_RATE_HZ, dtype=np.int16)])
    agent = (customer * 0.1).astype(np.int16) + np.concatenate([np.zeros_like(customer[:32000]), noise(2, -20, seed=2)])
    (kept,) = without_leakage(agent, [Span(0, 4)], customer)
    assert (kept.start_s, kept.end_s) == (pytest.approx(2, abs=0.2), pytest.approx(4))


@pytest.mark.parametrize(("late_s", "weaker_db"), [(0.0, 20.0), (0.08, 15.0), (0.25, 25.0)])
def test_a_voice_that_comes_back_on_the_other_channel_speaks_there_no_more(late_s: float, weaker_db: float) -> None:
    """The customer's channel of a real call with the agent's voice on it, as a hands-free telephone gives it."""
    agent, customer = heard_file(SAMPLES / "1206_20261118093012_C0001.wav")
    late = round(late_s * SAMPLE_RATE_HZ)
    back = np.concatenate([np.zeros(late), agent[: len(agent) - late]]) * 10 ** (-weaker_db / 20)
    crossed = hear(sound_of(agent, (customer + back).astype(np.int16)))
    clean = hear(sound_of(agent, customer))
    assert total_s(crossed.voices[1].speech) == pytest.approx(total_s(clean.voices[1].speech), rel=0.05)
    assert crossed.voices[0].speech == clean.voices[0].speech
    if late:
        found = crossed.voices[1].echo
        assert found is not None and found.delay_s == pytest.approx(late_s, abs=0.003)
    else:
        assert any("cross-talk" in remark.en for remark in crossed.remarks)


def test_a_call_that_is_all_overlap_is_heard_and_said_to_be_so() -> None:
    """Both sides of a real call with every pause cut out, laid over each other."""
    agent, customer = heard_file(SAMPLES / "1206_20261118093012_C0001.wav")
    talk = [np.concatenate([side[_samples(span)] for span in speech_spans(side)]) for side in (agent, customer)]
    length = min(map(len, talk))
    heard = hear(sound_of(*(side[:length] for side in talk)))
    assert all(total_s(voice.speech) > 0.8 * length / SAMPLE_RATE_HZ for voice in heard.voices)
    said = " ".join(remark.en for remark in heard.remarks)
    assert "speak at once" in said
    assert "mid-speech" in said


def _samples(span: Span) -> slice:
    return slice(round(span.start_s * SAMPLE_RATE_HZ), round(span.end_s * SAMPLE_RATE_HZ))
