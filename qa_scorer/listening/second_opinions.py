"""Doubts -> verifications: the few seconds of sound a doubt is about, put to the recogniser once more."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from qa_scorer.model import Doubt, Role, Span, Turn, Verification, Word
from qa_scorer.transcript.engine import SAMPLE_RATE_HZ
from qa_scorer.transcript.forced_decoding import Listener
from qa_scorer.transcript.verification import Recognised, Verifier
from qa_scorer.wording.placing import place_of
from qa_scorer.wording.script import SPOKEN_DIGITS

# As in the windows that the probabilities were calibrated on (calibration.py): a little more than the phrase, and
# nothing of what the other party says before or after.
_MARGIN_S, _TURN_MARGIN_S = 1.0, 0.3
_SHORTEST_S, _LONGEST_S = 2.0, 8.0
_DIGITS = "".join(SPOKEN_DIGITS) + "0123456789"

Samples = NDArray[np.int16]


def second_opinions(
    doubts: Sequence[Doubt], turns: Sequence[Turn], sounds: Mapping[Role, Samples], listener: Listener
) -> Iterator[Verification]:
    """What the recogniser says of each doubt; `sounds`, shape (n,), 16 kHz, are those of the parties."""
    verifier = Verifier(listener)
    for doubt in doubts:
        if doubt.role in sounds:
            yield Verification(doubt=doubt, probability=_probability(doubt, turns, sounds[doubt.role], verifier))


def _probability(doubt: Doubt, turns: Sequence[Turn], sound: Samples, verifier: Verifier) -> float:
    own = [turn for turn in turns if turn.role is doubt.role]
    window = window_of(doubt, own)
    samples = _cut(sound, window)
    recognised = around(doubt.phrase, _text([word for turn in own for word in turn.words], window))
    if doubt.phrase.isdecimal() and doubt.rivals:
        return verifier.likeliest(samples, recognised, (doubt.phrase, *doubt.rivals))[doubt.phrase]
    return verifier.verify(samples, recognised, doubt.phrase)


def window_of(doubt: Doubt, turns: Sequence[Turn]) -> Span:
    """The stretch to hear again: the doubt with its margins, cut to the turns of its role, at least 2 s."""
    touched = [turn for turn in turns if turn.start_s < doubt.end_s and turn.end_s > doubt.start_s]
    first_s = min((turn.start_s for turn in touched), default=doubt.start_s) - _TURN_MARGIN_S
    last_s = max((turn.end_s for turn in touched), default=doubt.end_s) + _TURN_MARGIN_S
    start_s = max(doubt.start_s - _MARGIN_S, min(first_s, doubt.start_s), 0.0)
    end_s = min(doubt.end_s + _MARGIN_S, max(last_s, doubt.end_s))
    return Span(start_s, min(max(end_s, start_s + _SHORTEST_S), start_s + _LONGEST_S))


def _cut(sound: Samples, window: Span) -> NDArray[np.float32]:
    """A new array for each window, so that what is encoded for one is not taken for another."""
    first, last = round(window.start_s * SAMPLE_RATE_HZ), round(window.end_s * SAMPLE_RATE_HZ)
    return np.asarray(sound[first:last], np.float32) / np.float32(32768)


def _text(words: Sequence[Word], window: Span) -> str:
    return "".join(word.text for word in words if window.start_s <= (word.start_s + word.end_s) / 2 <= window.end_s)


def around(phrase: str, text: str) -> Recognised:
    """What was recognised in a window, `text`, parted where `phrase` would stand."""
    place = place_of(phrase, text)
    start, end = _whole_number(text, place.start, place.end) if phrase.isdecimal() else (place.start, place.end)
    return Recognised(before=text[:start], heard=text[start:end])


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """A place in `text` stretched to all of the number it touches: of 1355 not 135."""
    while start > 0 and text[start - 1] in _DIGITS:
        start -= 1
    while end < len(text) and text[end] in _DIGITS:
        end += 1
    return start, end
