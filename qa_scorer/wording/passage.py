"""A run of turns as the matcher reads it: normalised text in which every character knows its time and its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qa_scorer.model import Turn
from qa_scorer.wording.script import normalised

_QUOTE_MARGIN = 12  # characters shown on either side of a match


@dataclass(frozen=True, slots=True)
class Glyph:
    """When a character was said, how sure the recogniser was, and where it stands: `offset` to `end_offset`."""

    start_s: float
    end_s: float
    probability: float
    turn: int  # index into Passage.turns
    offset: int  # index into that turn's raw text
    end_offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[i]` is the normalised character described by `glyphs[i]`."""

    turns: tuple[Turn, ...]
    raw: tuple[str, ...]  # what was recognised, turn by turn
    text: str
    glyphs: tuple[Glyph, ...]

    def quote(self, start: int, end: int) -> str:
        """What was recognised around `text[start:end]`, cut to the turns it stands in."""
        first, last = self.glyphs[start], self.glyphs[end - 1]
        if first.turn != last.turn:
            return "…".join(self.raw[turn] for turn in range(first.turn, last.turn + 1)).strip()
        raw, left, right = self.raw[first.turn], first.offset - _QUOTE_MARGIN, last.end_offset + _QUOTE_MARGIN
        return ("…" if left > 0 else "") + raw[max(left, 0) : right].strip() + ("…" if right < len(raw) else "")

    def span(self, start: int, end: int) -> tuple[float, float]:
        return self.glyphs[start].start_s, self.glyphs[end - 1].end_s

    def probability(self, start: int, end: int) -> float:
        """The recogniser's mean probability of the characters `start` to `end`."""
        return sum(glyph.probability for glyph in self.glyphs[start:end]) / (end - start)

    def after(self, place: int) -> "Passage":
        """What follows `place` of the text."""
        return Passage(self.turns, self.raw, self.text[place:], self.glyphs[place:])

    def turn_starts(self) -> list[int]:
        """The places in `text` where a turn begins, and its end."""
        turns = [glyph.turn for glyph in self.glyphs]
        return [i for i, turn in enumerate(turns) if i == 0 or turn != turns[i - 1]] + [len(turns)]


def passage(turns: Sequence[Turn]) -> Passage:
    """The passage of `turns`; the latest are kept."""
    same = tuple(map(id, turns))
    if same not in _kept:
        if len(_kept) >= _MOST_KEPT:
            del _kept[next(iter(_kept))]
        held = tuple(turns)
        _kept[same] = held, _passage(held)
    return _kept[same][1]


# By the ids of the turns, which are held, so that nothing else can have these ids: to tell that turns are equal takes
# a look at every word, and hundreds of questions are asked of the very same ones.
_kept: dict[tuple[int, ...], tuple[tuple[Turn, ...], Passage]] = {}
_MOST_KEPT = 256


@lru_cache(maxsize=256)
def _passage(turns: tuple[Turn, ...]) -> Passage:
    heard = [glyph for index, turn in enumerate(turns) for glyph in _glyphs(index, turn)]
    raw = tuple("".join(word.text for word in turn.words) for turn in turns)
    layer = normalised("".join(raw))
    glyphs = tuple(_joined(heard[first], heard[past - 1]) for first, past in layer.places)
    return Passage(turns, raw, layer.text, glyphs)


def _glyphs(index: int, turn: Turn) -> Iterator[Glyph]:
    """One for each character recognised; those of a word share its time evenly."""
    offset = 0
    for word in turn.words:
        share = (word.end_s - word.start_s) / max(len(word.text), 1)
        for place in range(len(word.text)):
            start_s = word.start_s + place * share
            yield Glyph(start_s, start_s + share, word.probability, index, offset, offset + 1)
            offset += 1


def _joined(first: Glyph, last: Glyph) -> Glyph:
    """The glyph of a character that stands for several recognised ones, cut to the turn it begins in."""
    if first is last or first.turn != last.turn:
        return first
    return replace(
        first,
        end_s=last.end_s,
        end_offset=last.end_offset,
        probability=min(first.probability, last.probability),
    )
