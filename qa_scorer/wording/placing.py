"""Where in what was recognised a phrase would have stood, if it was said: the stretch that sounds most like it."""

from dataclasses import dataclass

from qa_scorer.wording.script import fold, normalised
from qa_scorer.wording.sound import aligned, syllables


@dataclass(frozen=True, slots=True)
class Place:
    """`start` to `end` of what was recognised; `likeness`, 0..1, is the share of the phrase's sound heard there."""

    start: int
    end: int
    likeness: float


def place_of(phrase: str, recognised: str) -> Place:
    """The best place of `phrase` in `recognised`; one of no length at the end where nothing is like it."""
    layer = normalised(recognised)
    found = aligned(syllables(fold(phrase)), syllables(layer.text))
    if found.start == found.end:
        return Place(len(recognised), len(recognised), found.degree)
    return Place(layer.places[found.start][0], layer.places[found.end - 1][1], found.degree)
