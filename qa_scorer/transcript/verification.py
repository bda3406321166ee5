"""Was this phrase said there? The recogniser is asked again, about one phrase and a few seconds of sound.

What it wrote by itself is the likeliest text of all; a phrase that it did not write may still have been said, and one
that it wrote may not. So the phrase is put in the place of what was recognised and read against the sound
(forced_decoding.py), in simplified and traditional characters, numbers as figures and as digits spoken, and both
after what was recognised before it and by itself, because what comes before may be wrong. The best of these counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_scorer.transcript.calibration import Signs, probability, shares
from qa_scorer.transcript.forced_decoding import Listener

_DIGITS = re.compile(r"\d{3,}")
_SPOKEN = tuple(str.maketrans("0123456789", digits) for digits in ("零一二三四五六七八九", "零幺二三四五六七八九"))
_FIGURES = str.maketrans("零〇○一幺二三四五六七八九", "0001123456789")
_NOTHING = -6.0  # mean log probability of a token where nothing was recognised: that of words quite unlike the sound

Sound = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised in a window: `heard` where the phrase in question would stand, and what came `before`."""

    before: str = ""
    heard: str = ""


class Verifier:
    """Asks a `Listener` about phrases in a window: `samples`, shape (n,), 16 kHz, -1..1, at most 30 s."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def verify(self, samples: Sound, recognised: Recognised, phrase: str) -> float:
        """The probability, 0..1, that `phrase` was said where something else was recognised. Raises MachineError."""
        return probability(self.signs(samples, recognised, phrase))

    def signs(self, samples: Sound, recognised: Recognised, phrase: str) -> Signs:
        wanted = [(left, text) for text in spellings(phrase) for left in (recognised.before, "")]
        rivals = [("", text) for text in spellings(recognised.heard) if text.strip()]
        readings = self._read(samples, [*wanted, *rivals])
        own, against = readings[: len(wanted)], readings[len(wanted) :]
        return Signs(
            weakest=max(map(min, own)),
            mean=max(map(_mean, own)),
            rival=max(map(_mean, against), default=_NOTHING),
        )

    def likeliest(self, samples: Sound, recognised: Recognised, numbers: Sequence[str]) -> dict[str, float]:
        """The probability of each of `numbers` (digits) where something like them was recognised. Raises MachineError.

        They add up to less than 1: the rest is for another number or none.
        """
        scores, written = self.totals(samples, recognised, numbers)
        return shares(scores, written if another_number(recognised.heard, numbers) else None)

    def totals(self, samples: Sound, recognised: Recognised, numbers: Sequence[str]) -> tuple[dict[str, float], float]:
        """The log probability of each number in its likeliest spelling, and of what was recognised in its place."""
        before, heard = recognised.before, recognised.heard
        texts = [(number, (before, text)) for number in numbers for text in spellings(number)]
        written = [(before, heard)] if heard.strip() else []
        readings = [sum(each) for each in self._read(samples, [*(text for _, text in texts), *written])]
        scores = dict.fromkeys(numbers, -inf)
        for (number, _), total in zip(texts, readings, strict=False):
            scores[number] = max(scores[number], total)
        return scores, readings[-1] if written else _NOTHING * len(numbers[0])

    def _read(self, samples: Sound, texts: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        """For each (what comes before, phrase) the log probabilities of the phrase's tokens."""
        whole = list(dict.fromkeys(before + text for before, text in texts))
        scored = {each.text: each for each in self._listener.score(samples, whole)}
        return [scored[before + text].within(len(before), len(before + text)) for before, text in texts]


def another_number(heard: str, numbers: Sequence[str]) -> bool:
    """Whether what was recognised is a number that could be somebody's too: as long as those, and none of them."""
    digits = heard.translate(_FIGURES)
    return digits.isdecimal() and len(digits) == len(numbers[0]) and digits not in numbers


def spellings(phrase: str) -> tuple[str, ...]:
    """The ways in which a recogniser may write `phrase`: simplified, traditional, digits as figures and as spoken."""
    return tuple(dict.fromkeys(_spellings(phrase)))


def _spellings(phrase: str) -> Iterator[str]:
    yield phrase
    yield _simplified_to_traditional().convert(phrase)
    yield from (_spoken(phrase, digits) for digits in _SPOKEN)


def _spoken(phrase: str, digits: dict[int, int]) -> str:
    return _DIGITS.sub(lambda run: run.group().translate(digits), phrase)


@cache
def _simplified_to_traditional() -> Any:  # opencc ships no types
    from opencc import OpenCC

    return OpenCC("s2t")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
