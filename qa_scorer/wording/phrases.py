"""The phrase matcher all text rules use: exact first, then by sound."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_scorer.wording.passage import Passage
from qa_scorer.wording.script import fold
from qa_scorer.wording.sound import most_alike

# A phrase this short is matched by sound only where every syllable agrees: half of 再见 is nothing.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """`phrase` stands at `start`..`end` of the passage's text; `degree` is 1.0 for the exact words."""

    phrase: str
    start: int
    end: int
    exact: bool
    degree: float


def exact_hits(passage: Passage, phrases: Sequence[str]) -> Iterator[Hit]:
    """Every place where the very words of a phrase stand (folded on both sides), in the order of `phrases`."""
    for phrase in phrases:
        words = fold(phrase)
        start = passage.text.find(words) if words else -1
        while start >= 0:
            yield Hit(phrase, start, start + len(words), True, 1.0)
            start = passage.text.find(words, start + 1)


def best_hit(passage: Passage, phrases: Sequence[str], at_least: float) -> Hit | None:
    """The first exact hit, or else the most alike by sound that is `at_least` (0..1) alike."""
    if hit := next(exact_hits(passage, phrases), None):
        return hit
    return max(_sound_hits(passage, phrases, at_least), key=lambda hit: hit.degree, default=None)


def _sound_hits(passage: Passage, phrases: Sequence[str], at_least: float) -> Iterator[Hit]:
    for phrase in phrases:
        words = fold(phrase)
        needed = 0.95 if len(words) < _SHORT else at_least
        if words and (like := most_alike(words, passage.text, needed)):
            yield Hit(phrase, like.start, like.end, False, like.degree)
