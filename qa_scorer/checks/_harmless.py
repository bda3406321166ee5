"""Words that are part of a longer, harmless wording (`except_in`), or of one that was misheard."""

from collections.abc import Sequence

from qa_scorer.wording import DOUBT
from qa_scorer.wording.passage import Passage
from qa_scorer.wording.phrases import Hit, exact_hits, sound_hits

_PERHAPS_FROM = 0.5  # likeness by sound of the words that make the wording harmless


def harmless(said: Passage, hit: Hit, wordings: Sequence[str]) -> bool:
    """Whether the hit is part of one of `wordings`, said in its very words."""
    return any(_holds(each, hit) for each in exact_hits(said, wordings))


def perhaps_harmless(said: Passage, hit: Hit, wordings: Sequence[str]) -> bool:
    """Whether it may be part of one whose other words were misheard."""
    alike = sound_hits(said, wordings, DOUBT)
    return any(_holds(each, hit) and _rest_alike(each, hit) >= _PERHAPS_FROM for each in alike)


def _holds(wording: Hit, hit: Hit) -> bool:
    return wording.start <= hit.start and hit.end <= wording.end


def _rest_alike(wording: Hit, hit: Hit) -> float:
    """The likeness, 0..1, of what the wording has besides the words of the hit."""
    own, words = hit.end - hit.start, len(wording.reading) - sum(map(len, wording.holes))
    return (wording.degree * words - own) / (words - own) if words > own else 0.0
