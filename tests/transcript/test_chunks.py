"""Packing speech for the recogniser, and the way back to call time."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qa_scorer.model import Span
from qa_scorer.transcript.chunks import LONGEST_S, chunks

_RATE = 16_000


def _sound(seconds: float) -> NDArray[np.int16]:
    """A ramp: every sample tells where in the call it is from."""
    return (np.arange(round(seconds * _RATE)) // 64).astype(np.int16)


@st.composite
def _speech(draw: st.DrawFn) -> Sequence[Span]:
    spans, at = [], draw(st.floats(0, 3))
    for _ in range(draw(st.integers(1, 12))):
        length = draw(st.floats(0.1, 40))
        spans.append(Span(at, at + length))
        at += length + draw(st.floats(0.05, 20))
    return spans


@given(_speech())
def test_all_speech_is_heard_once_in_order_in_chunks_that_are_short_enough(speech: Sequence[Span]) -> None:
    samples = np.zeros(round((speech[-1].end_s + 1) * _RATE), np.int16)
    packed = list(chunks(samples, speech))
    assert all(len(chunk.samples) <= LONGEST_S * _RATE + 1 for chunk in packed)
    heard = [piece.speech for chunk in packed for piece in chunk.pieces]
    assert all(before.end_s <= after.start_s for before, after in pairwise(heard))
    for span in speech:
        inside = sum(max(0.0, min(span.end_s, h.end_s) - max(span.start_s, h.start_s)) for h in heard)
        assert inside == pytest.approx(span.duration_s, abs=1e-6)


@given(_speech())
def test_a_time_in_a_piece_leads_back_to_the_same_sound(speech: Sequence[Span]) -> None:
    samples = np.zeros(round((speech[-1].end_s + 1) * _RATE), np.int16)
    for chunk in chunks(samples, speech):
        for piece in chunk.pieces:
            middle_s = (piece.speech.start_s + piece.speech.end_s) / 2
            in_chunk_s = piece.offset_s + middle_s - piece.sound.start_s
            assert chunk.piece_at(in_chunk_s) is piece
            assert piece.in_call(in_chunk_s) == pytest.approx(middle_s)


def test_what_is_handed_over_is_the_sound_of_the_call() -> None:
    """Two spans with five seconds between: 0.2 s more at each end, 0.3 s of nothing between them."""
    samples = _sound(12)
    (chunk,) = chunks(samples, [Span(1, 2), Span(7, 8)])
    first, second = samples[round(0.8 * _RATE) : round(2.2 * _RATE)], samples[round(6.8 * _RATE) : 131200]
    handed_over = np.round(chunk.samples * 32768).astype(np.int16)
    np.testing.assert_array_equal(handed_over, np.concatenate([first, np.zeros(4800, np.int16), second]))


def test_no_word_can_lie_in_a_pause_that_was_taken_out() -> None:
    (chunk,) = chunks(_sound(12), [Span(1, 2), Span(7, 8)])
    times = {at: chunk.piece_at(at).in_call(at) for at in (0.0, 1.39, 1.45, 1.69, 1.71, 3.1)}
    assert times == pytest.approx({0.0: 1.0, 1.39: 2.0, 1.45: 2.0, 1.69: 7.0, 1.71: 7.0, 3.1: 8.0})


def test_a_long_speech_is_cut_where_it_is_quietest() -> None:
    samples = np.full(50 * _RATE, 3000, np.int16)
    samples[20 * _RATE : 21 * _RATE] = 10
    first, second = chunks(samples, [Span(0.5, 45)])
    assert 20 <= first.pieces[-1].speech.end_s <= 21
    assert second.pieces[0].sound.start_s == first.pieces[-1].sound.end_s


def test_no_speech_no_chunk() -> None:
    assert not list(chunks(_sound(5), []))
