"""A run of turns as the matcher reads it: folded text in which every character knows its time and its origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa_scorer.model import Turn
from qa_scorer.wording.script import figures, fold_character

_QUOTE_MARGIN = 12  # characters shown on either side of a match


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character that matters: when it was said, how sure the recogniser was, and where it stands."""

    start_s: float
    end_s: float
    probability: float
    turn: int  # index into Passage.turns
    offset: int  # index into that turn's raw text


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[i]` is the folded character described by `glyphs[i]`."""

    turns: tuple[Turn, ...]
    raw: tuple[str, ...]  # what was recognised, turn by turn
    text: str
    glyphs: tuple[Glyph, ...]

    def quote(self, start: int, end: int) -> str:
        """What was recognised around `text[start:end]`, cut to the turns it stands in."""
        first, last = self.glyphs[start], self.glyphs[end - 1]
        if first.turn != last.turn:
            return "…".join(self.raw[turn] for turn in range(first.turn, last.turn + 1)).strip()
        raw, left, right = self.raw[first.turn], first.offset - _QUOTE_MARGIN, last.offset + 1 + _QUOTE_MARGIN
        return ("…" if left > 0 else "") + raw[max(left, 0) : right].strip() + ("…" if right < len(raw) else "")

    def span(self, start: int, end: int) -> tuple[float, float]:
        return self.glyphs[start].start_s, self.glyphs[end - 1].end_s

    def probability(self, start: int, end: int) -> float:
        """The recogniser's mean probability of the characters `start` to `end`."""
        return sum(glyph.probability for glyph in self.glyphs[start:end]) / (end - start)

    def turn_starts(self) -> list[int]:
        """The places in `text` where a turn begins, and its end."""
        turns = [glyph.turn for glyph in self.glyphs]
        return [i for i, turn in enumerate(turns) if i == 0 or turn != turns[i - 1]] + [len(turns)]


def passage(turns: Sequence[Turn]) -> Passage:
    return _passage(tuple(turns))


@lru_cache(maxsize=256)
def _passage(turns: tuple[Turn, ...]) -> Passage:
    folded: list[str] = []
    glyphs: list[Glyph] = []
    for index, turn in enumerate(turns):
        offset = 0
        for word in turn.words:
            share = (word.end_s - word.start_s) / max(len(word.text), 1)
            for place, char in enumerate(word.text):
                if plain := fold_character(char):
                    start = word.start_s + place * share
                    folded.append(plain)
                    glyphs.append(Glyph(start, start + share, word.probability, index, offset + place))
            offset += len(word.text)
    raw = tuple("".join(word.text for word in turn.words) for turn in turns)
    return Passage(turns, raw, figures("".join(folded)), tuple(glyphs))
