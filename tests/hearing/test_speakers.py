"""Who spoke when on one channel: real voices, real models, made calls whose times are known by their making."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa_scorer.errors import MachineError
from qa_scorer.hearing import speaker_weights
from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.handover import handover, smoothest
from qa_scorer.hearing.log_mel import log_mel
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import total_s
from qa_scorer.hearing.speakers import Diarization, tell_speakers
from qa_scorer.hearing.voice_groups import Prints, distinctness, group, halved
from qa_scorer.hearing.voice_print import voice_print
from qa_scorer.model import Span
from tests.bench.diarization import by_speaker, error_rate, heard, mono

SAMPLES = Path(__file__).parents[2] / "sample_audio"
MAN_AND_WOMAN = "1206_20261118093012_C0001"
TWO_WOMEN = "1206_20261118162005_C0005"
ANOTHER_MAN = "2048_20261119103118_C0007"  # on the right
GOAL_PERCENT = 6.0
SURE = 0.8


def call(name: str) -> tuple[Samples, tuple[tuple[Span, ...], ...]]:
    """The channels of a stereo sample call, and its truth."""
    truth = json.loads((SAMPLES / "truth" / f"{name}.json").read_text("utf-8"))
    turns = [(turn["role"], turn["start_s"], turn["end_s"]) for turn in truth["turns"]]
    return heard(SAMPLES / truth["file"]), by_speaker(turns)


def told(samples: Samples) -> Diarization:
    return tell_speakers(samples, speech_spans(samples))


def seconds(samples: Samples, start_s: float, end_s: float) -> Samples:
    return samples[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]


@pytest.mark.parametrize("name", [MAN_AND_WOMAN, TWO_WOMEN])
def test_two_voices_on_one_channel_are_told_apart_within_the_goal(name: str) -> None:
    channels, truth = call(name)
    found = told(mono(channels))
    assert len(found.voices) == 2
    assert found.confidence >= SURE and not found.remarks
    assert error_rate(truth, found.voices).total <= GOAL_PERCENT


def test_what_is_said_into_the_others_speech_is_heard_as_the_others() -> None:
    channels, truth = call(MAN_AND_WOMAN)
    agent, customer = told(mono(channels)).voices
    understood = truth[0][4]  # 明白, while the customer goes on
    assert any(span.start_s < understood.start_s and span.end_s > understood.end_s for span in truth[1])
    assert any(abs(span.start_s - understood.start_s) + abs(span.end_s - understood.end_s) < 0.5 for span in agent)
    assert any(span.start_s < understood.start_s and span.end_s > understood.end_s for span in customer)


@pytest.mark.parametrize("side", [0, 1])
def test_one_voice_alone_stays_one_voice(side: int) -> None:
    channels, truth = call(MAN_AND_WOMAN)
    found = told(channels[side])
    assert len(found.voices) == 1
    assert found.confidence >= SURE
    assert error_rate((truth[side],), found.voices).total <= GOAL_PERCENT
    assert [remark.en for remark in found.remarks] == ["only one voice is heard on this single channel"]


def test_a_third_voice_before_the_talk_is_a_voice_of_its_own() -> None:
    channels, _ = call(MAN_AND_WOMAN)
    others, other_turns = call(ANOTHER_MAN)
    longest = sorted(other_turns[1], key=lambda span: span.duration_s)[-2:]
    prompt = np.concatenate([seconds(others[1], span.start_s, span.end_s) for span in longest])
    found = told(np.concatenate([prompt, np.zeros(SAMPLE_RATE_HZ, np.int16), mono(channels)]))
    assert len(found.voices) == 3
    assert found.voices[0][-1].end_s <= len(prompt) / SAMPLE_RATE_HZ + 0.5
    assert found.remarks[0].en == "3 voices are heard on this single channel"


def test_the_same_sound_gives_the_same_answer() -> None:
    channels, _ = call(TWO_WOMEN)
    samples = seconds(mono(channels), 0, 20)
    assert told(samples) == told(samples)


def test_voices_come_by_first_appearance_and_none_overlaps_itself() -> None:
    channels, _ = call(TWO_WOMEN)
    voices = told(mono(channels)).voices
    assert [voice[0].start_s for voice in voices] == sorted(voice[0].start_s for voice in voices)
    for voice in voices:
        assert all(earlier.end_s < later.start_s for earlier, later in pairwise(voice))


@pytest.mark.parametrize("samples", [np.zeros(0, np.int16), np.zeros(100, np.int16), np.zeros(160_000, np.int16)])
def test_where_nobody_speaks_there_is_no_voice(samples: Samples) -> None:
    assert told(samples).voices == ()


def test_a_second_of_speech_is_one_voice_of_which_nothing_is_sure() -> None:
    channels, truth = call(MAN_AND_WOMAN)
    first = truth[0][0]
    found = told(seconds(channels[0], first.start_s - 0.2, first.start_s + 0.8))
    assert len(found.voices) == 1
    assert found.confidence < SURE


def test_speech_that_the_models_cannot_hear_is_still_given_to_one_voice() -> None:
    speech = (Span(1.0, 2.0),)
    found = tell_speakers(np.zeros(5 * SAMPLE_RATE_HZ, np.int16), speech)
    assert found.voices == (speech,) and found.confidence < SURE


def test_what_lies_far_from_speech_is_nobodys() -> None:
    """Music on hold is a voice to the model of turns: only the neighbourhood of speech counts."""
    channels, truth = call(MAN_AND_WOMAN)
    first = truth[0][0]
    found = tell_speakers(mono(channels), (first,))
    assert len(found.voices) == 1
    assert found.voices[0][-1].end_s <= first.end_s + 0.3


def test_a_change_of_voice_without_a_pause_is_found_where_it_is() -> None:
    channels, truth = call(MAN_AND_WOMAN)
    spans = [max(turns, key=lambda span: span.duration_s) for turns in truth]
    parts = [seconds(channel, span.start_s, span.start_s + 3) for channel, span in zip(channels, spans, strict=True)]
    samples = np.concatenate(parts)
    woman, man = (voice_print(samples, np.arange(start, start + 150)) for start in (0, 400))
    assert woman @ man < 0.6
    assert handover(samples, np.arange(75, 525), woman, man) == pytest.approx(300, abs=30)


def test_a_single_odd_look_does_not_break_a_stretch_but_a_clear_one_does() -> None:
    doubtful = np.array([[0.8, 0.3], [0.5, 0.6], [0.8, 0.3]], np.float32)
    clear = np.array([[0.8, 0.3], [0.2, 0.9], [0.2, 0.9]], np.float32)
    assert smoothest(doubtful) == [0, 0, 0]
    assert smoothest(clear) == [0, 1, 1]


def test_a_tone_falls_into_its_band() -> None:
    time_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    energies = log_mel((8000 * np.sin(2 * np.pi * 1000 * time_s)).astype(np.int16))
    edges = np.linspace(1127 * np.log1p(20 / 700), 1127 * np.log1p(8000 / 700), 82)
    centres_hz = 700 * np.expm1(edges[1:-1] / 1127)
    assert energies.shape == (98, 80)
    assert abs(centres_hz[energies[50].argmax()] - 1000) < 50
    assert log_mel(np.zeros(399, np.int16)).shape == (0, 80)


class TestHowManyVoices:
    """On made prints: unit vectors scattered round centres, as far apart as real ones are."""

    def test_two_who_take_turns_are_two(self) -> None:
        assert count(prints([0, 1] * 10)) == 2

    def test_halves_that_change_once_are_less_distinct_than_halves_that_take_turns(self) -> None:
        """A better line, an angrier tone: the same halves are two voices only where they take turns."""
        made = prints([0, 1] * 10)
        drifting = 0.55 * made[::2].mean(axis=0) + 0.45 * made
        alternating = (drifting / np.linalg.norm(drifting, axis=1, keepdims=True)).astype(np.float32)
        once = np.concatenate([alternating[::2], alternating[1::2]])
        assert distinct(once) < 0.7 * distinct(alternating)

    def test_one_is_one(self) -> None:
        assert count(prints([0] * 20)) == 1

    def test_a_single_print_is_one_voice_and_not_sure(self) -> None:
        found = group(prints([0]), np.ones(1))
        assert len(found.centres) == 1 and found.confidence <= 0.5

    def test_one_odd_moment_is_no_second_voice(self) -> None:
        made = prints([0] * 20 + [1])
        odd = made[19] + made[20]  # half way to another voice
        assert count(np.insert(made[:19], 10, odd / np.linalg.norm(odd), axis=0)) == 1

    def test_a_prompt_before_two_who_talk_makes_three(self) -> None:
        assert count(prints([2] * 4 + [0, 1] * 10)) == 3

    def test_thousands_of_prints_are_thinned_out_and_counted_alike(self) -> None:
        assert count(prints([0, 0, 1] * 1500)) == 2


def prints(voices: list[int]) -> Prints:
    """One print a voice's number, shape (n, 256): cosine 0.3 between voices, about 0.7 within one."""
    random = np.random.default_rng(7)
    basis = np.linalg.qr(random.normal(size=(256, 4)))[0].T
    centres = np.sqrt(0.3) * basis[3] + np.sqrt(0.7) * basis[:3]
    raw = centres[voices] + random.normal(scale=0.65 / 16, size=(len(voices), 256))
    unit: Prints = (raw / np.linalg.norm(raw, axis=1, keepdims=True)).astype(np.float32)
    return unit


def count(made: Prints) -> int:
    weights: NDArray[np.float64] = np.full(len(made), 1.5)
    return len(group(made, weights).centres)


def distinct(made: Prints) -> float:
    weights = np.full(len(made), 1.5)
    return distinctness(made, weights, halved(made, weights, talk=True), talk=True)


class TestWeights:
    def test_both_models_are_the_ones_that_were_shipped(self) -> None:
        for name in speaker_weights.SHA256:
            assert len(speaker_weights.checked(name)) > 2_000_000

    def test_a_changed_model_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(speaker_weights.SHA256, "turns.onnx", "0" * 64)
        with pytest.raises(MachineError) as refused:
            speaker_weights.checked("turns.onnx")
        assert "SHA-256" in refused.value.why.en and "turns.onnx" in refused.value.where

    def test_a_missing_model_is_told_as_such(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setattr(speaker_weights, "files", lambda _: tmp_path)
        with pytest.raises(MachineError) as refused:
            speaker_weights.checked("voice_print.onnx")
        assert "安装" in refused.value.mend.zh


class TestErrorRate:
    """The bench's figure, on cases done by hand."""

    def test_all_right_under_other_numbers_is_no_error(self) -> None:
        truth = ((Span(0, 4), Span(6, 8)), (Span(4, 6),))
        assert error_rate(truth, (truth[1], truth[0])).total == 0

    def test_missed_extra_and_mixed_up_speech_are_shares_of_the_truth(self) -> None:
        truth = ((Span(0, 4),), (Span(4, 8),))
        rate = error_rate(truth, ((Span(1, 5),), (Span(5, 9),)))
        assert (rate.missed, rate.confusion, rate.false_alarm) == pytest.approx((12.5, 12.5, 12.5))

    def test_two_at_once_count_twice(self) -> None:
        rate = error_rate(((Span(0, 4),), (Span(3, 4),)), ((Span(0, 4),),))
        assert rate.missed == pytest.approx(20)

    def test_a_collar_forgives_the_edges(self) -> None:
        truth, found = ((Span(1, 4),),), ((Span(0.8, 4.2),),)
        assert error_rate(truth, found).total > 10
        assert error_rate(truth, found, collar_s=0.25).total == 0


def test_talk_time_of_each_side_is_close_to_the_truth() -> None:
    channels, truth = call(TWO_WOMEN)
    for turns, voice in zip(truth, told(mono(channels)).voices, strict=True):
        assert total_s(voice) == pytest.approx(total_s(turns), rel=0.06)
