"""From the speech of one side to its words, with the real engine."""

from collections.abc import Sequence

import jiwer
import numpy as np
import pytest
from numpy.typing import NDArray

from qa_scorer.model import Span, Word
from qa_scorer.transcript.engine import Engine, Heard
from qa_scorer.transcript.recognise import recognise
from tests.transcript.real_call import agent_side, folded

_RATE = 16_000
_SECONDS = np.arange(30 * _RATE) / _RATE
_NOISE = np.random.default_rng(11).normal(0, 1, 30 * _RATE)
_TONE = 4000 * np.sin(2 * np.pi * 450 * _SECONDS)
_NOBODY_SPEAKS = {
    "silence": np.zeros(30 * _RATE),
    "white noise, faint": 5 * _NOISE,
    "white noise, loud": 3000 * _NOISE,
    "brown noise": 300 * np.convolve(_NOISE, np.ones(400) / 20, "same"),
    "450 Hz": _TONE,
    "busy tone": _TONE * (_SECONDS % 0.7 < 0.35),
}


class Counting:
    """The real engine, and how often it was asked."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.name, self.asked = engine, engine.name, 0

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> Sequence[Heard]:
        self.asked += 1
        return self.engine.recognise(chunks)


class Forgetful(Counting):
    """The real engine, but the first time it passes over what was said after the first eight seconds."""

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> Sequence[Heard]:
        every = super().recognise(chunks)
        if self.asked > 1:
            return every
        return [Heard(tuple(line for line in heard.lines if line.end_s < 8)) for heard in every]


@pytest.mark.parametrize("sound", _NOBODY_SPEAKS)
def test_without_speech_the_engine_is_not_even_asked(sound: str, engine: Engine) -> None:
    counting = Counting(engine)
    assert recognise(counting, _NOBODY_SPEAKS[sound].astype(np.int16), []) == ((), ())
    assert counting.asked == 0


@pytest.mark.parametrize("sound", _NOBODY_SPEAKS)
def test_where_nobody_speaks_no_word_survives(sound: str, engine: Engine) -> None:
    """Even if speech activity was fooled and says there is speech."""
    words, _ = recognise(engine, _NOBODY_SPEAKS[sound].astype(np.int16), [Span(1, 7), Span(12, 14)])
    assert words == ()


def test_what_was_made_up_is_kept_to_be_shown(engine: Engine) -> None:
    """Whisper writes a loop on six seconds of tone; it is found out, with its time and reason."""
    _, discarded = recognise(engine, _TONE.astype(np.int16), [Span(1, 7)])
    assert discarded
    for line in discarded:
        assert line.text and line.reason.zh and line.reason.en
        assert 1 <= line.start_s <= line.end_s <= 7


def test_every_word_lies_in_the_speech_and_in_order(engine: Engine) -> None:
    side = agent_side()
    words, _ = recognise(engine, side.samples, side.speech)
    assert len(words) > 50
    for word in words:
        assert word.start_s <= word.end_s
        assert any(span.start_s <= word.end_s and word.start_s <= span.end_s for span in side.speech)
    assert [word.start_s for word in words] == sorted(word.start_s for word in words)


def test_words_stay_at_their_place_when_a_pause_is_taken_out(engine: Engine) -> None:
    """The same sentence with twenty more seconds of silence before it: the same words, twenty seconds later."""
    side = agent_side(25.0)
    later = np.concatenate([np.zeros(20 * _RATE, np.int16), side.samples])
    moved = [Span(span.start_s + 20, span.end_s + 20) for span in side.speech]
    ours, _ = recognise(engine, side.samples, side.speech)
    theirs, _ = recognise(engine, later, moved)
    assert [word.text for word in ours] == [word.text for word in theirs]
    assert [word.start_s + 20 for word in ours] == pytest.approx([word.start_s for word in theirs])


def test_speech_that_was_passed_over_is_heard_again(engine: Engine) -> None:
    side, forgetful = agent_side(25.0), Forgetful(engine)
    whole, found = (_text(recognise(one, side.samples, side.speech)[0]) for one in (engine, forgetful))
    assert forgetful.asked == 2
    assert jiwer.cer(whole, found) < 0.2


def test_what_was_heard_is_not_heard_again(engine: Engine) -> None:
    side, counting = agent_side(25.0), Counting(engine)
    recognise(counting, side.samples, side.speech)
    assert counting.asked == 1


def _text(words: tuple[Word, ...]) -> str:
    return folded("".join(word.text for word in words))
