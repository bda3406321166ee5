"""Speech activity: where people speak on the sample calls, on bad lines, after music and after long silence."""

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from qa_scorer.hearing.activity import PAUSE_S, speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import gaps, overlap_s, total_s
from qa_scorer.model import CallData, Recording, Span
from tests.bench.spoken import Spoken, spoken
from tests.hearing.telephone_line import MUSIC, at_level, melody, over_the_line, silence

SAMPLES = Path(__file__).parents[2] / "sample_audio"
CALLS = ("1206_20261118093012_C0001", "2048_20261119103118_C0007", "1206_20261118162005_C0005")  # G.711
SIDES = [(call, role) for call in CALLS for role in ("agent", "customer")]


@cache
def side(call: str, role: str) -> tuple[Samples, Spoken]:
    """The channel of a stereo call on which that role speaks, and when it does."""
    truth = json.loads((SAMPLES / "truth" / f"{call}.json").read_text("utf-8"))
    path = SAMPLES / truth["file"]
    channel = int((role == "agent") == (truth["call"]["agent_channel"] == "right"))
    samples = decode(Recording(path=path, name=path.name, call=CallData())).samples[channel]
    return samples, spoken(truth["turns"], role)


def hiss(seconds: float, dbfs: float) -> np.ndarray:
    return np.random.default_rng(1).normal(size=round(seconds * SAMPLE_RATE_HZ)) * 32768 * 10 ** (dbfs / 20)


def whole(samples: np.ndarray) -> Samples:
    limited: Samples = np.clip(samples, -32768, 32767).astype(np.int16)
    return limited


def recall(truth: Spoken, found: Spoken) -> float:
    return sum(overlap_s(span, found) for span in truth) / total_s(truth)


@pytest.mark.parametrize(("call", "role"), SIDES)
def test_talk_time_is_within_three_percent(call: str, role: str) -> None:
    samples, truth = side(call, role)
    found = speech_spans(samples)
    assert total_s(found) == pytest.approx(total_s(truth), rel=0.03)
    assert recall(truth, found) > 0.97
    assert all(later.start_s - span.end_s >= PAUSE_S for span, later in pairwise(found))


@pytest.mark.parametrize(("call", "role"), SIDES)
def test_long_silences_have_their_edges_within_three_tenths_of_a_second(call: str, role: str) -> None:
    samples, truth = side(call, role)
    length_s = len(samples) / SAMPLE_RATE_HZ
    found = gaps(speech_spans(samples), length_s, 2.4)
    long = gaps(truth, length_s, 3.0)
    assert long
    for gap in long:
        assert any(abs(gap.start_s - near.start_s) <= 0.3 and abs(gap.end_s - near.end_s) <= 0.3 for near in found), gap


@pytest.mark.parametrize(("call", "role"), SIDES[:4])
@pytest.mark.parametrize("dbfs", (-60, -55, -50))
def test_faint_hiss_outside_the_telephone_band_hides_no_speech(call: str, role: str, dbfs: float) -> None:
    """White noise up to 8 kHz, as a sound card adds it to what came over a telephone."""
    samples, truth = side(call, role)
    found = speech_spans(whole(samples + hiss(len(samples) / SAMPLE_RATE_HZ, dbfs)))
    assert recall(truth, found) > 0.95
    assert recall(found, truth) > 0.95


@pytest.mark.parametrize(("call", "role"), SIDES[:2])
def test_a_voice_twenty_decibels_fainter_is_heard_as_well(call: str, role: str) -> None:
    """About -46 dBFS."""
    samples, truth = side(call, role)
    assert total_s(speech_spans(whole(samples / 10))) == pytest.approx(total_s(truth), rel=0.04)


@pytest.mark.parametrize("kind", MUSIC)
def test_words_right_after_hold_music_are_heard_from_their_beginning(kind: str) -> None:
    """The words that follow a hold ("thank you for waiting") are what a rule looks for."""
    samples, truth = side(*SIDES[0])
    words = max(truth, key=lambda span: span.duration_s)
    call = samples[round((words.start_s - 0.2) * SAMPLE_RATE_HZ) :]
    music = over_the_line(at_level(MUSIC[kind](10.0, 5), -22.0))
    found = speech_spans(np.concatenate([music, call]))
    first = next(span for span in found if span.end_s > 10.3)
    assert first.start_s <= 10.2 + 0.3


def test_a_short_reply_after_a_long_silence_is_heard() -> None:
    """Under half a second, after 20 s of an open line."""
    samples, truth = side("1206_20261118093012_C0001", "customer")
    reply = min(truth, key=lambda span: span.duration_s)
    assert reply.duration_s < 0.5
    word = samples[round(reply.start_s * SAMPLE_RATE_HZ) : round(reply.end_s * SAMPLE_RATE_HZ)]
    before, after = whole(hiss(20.0, -66)), whole(hiss(2.0, -66))
    (found,) = speech_spans(np.concatenate([before, word, after]))
    assert found.start_s == pytest.approx(20.0, abs=0.15)
    assert found.end_s == pytest.approx(20.0 + reply.duration_s, abs=0.15)


def test_far_into_a_long_recording_speech_is_found_as_at_its_beginning() -> None:
    """Five minutes and an odd bit of silence before a call move its speech, and change nothing else."""
    samples, truth = side(*SIDES[1])
    lead_s = 301.237
    found = speech_spans(np.concatenate([whole(hiss(lead_s, -66)), samples]))
    later = tuple(Span(span.start_s + lead_s, span.end_s + lead_s) for span in truth)
    assert total_s(found) == pytest.approx(total_s(truth), rel=0.04)
    assert recall(later, found) > 0.95


@pytest.mark.parametrize("dbfs", (-30, -45, -60))
def test_hiss_is_no_speech(dbfs: float) -> None:
    assert speech_spans(whole(hiss(30.0, dbfs))) == ()


def test_a_minute_of_music_alone_is_nearly_never_speech() -> None:
    """Before the music is taken out by name."""
    samples = over_the_line(np.concatenate([silence(1.0), at_level(melody(60.0), -20.0)]))
    assert total_s(speech_spans(samples)) < 0.02 * 60


@pytest.mark.parametrize("length", (0, 1, 63, 64, 512, 513, 15_872, 15_873))
def test_any_length_is_heard_without_a_word(length: int) -> None:
    assert speech_spans(np.zeros(length, np.int16)) == ()


@pytest.mark.parametrize("cut_s", (0.05, 0.5, 1.0))
def test_spans_stay_inside_a_recording_cut_in_mid_word(cut_s: float) -> None:
    samples, truth = side(*SIDES[0])
    middle_s = truth[0].start_s + 0.5
    piece = samples[round(middle_s * SAMPLE_RATE_HZ) : round((middle_s + cut_s) * SAMPLE_RATE_HZ)]
    found = speech_spans(piece)
    assert all(0 <= span.start_s < span.end_s <= cut_s for span in found)
    assert cut_s < 1 or total_s(found) > 0.8
