"""A run of turns as the matcher reads it: normalised text in which every character knows its time and its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, repeat
from typing import NamedTuple

from qa_scorer.model import Turn
from qa_scorer.wording.script import normalised
from qa_scorer.wording.sound import Sounding, one_after_the_other, sounding

_QUOTE_MARGIN = 12  # characters shown on either side of a match


class Glyph(NamedTuple):
    """When a character was said, how sure the recogniser was, and where in its turn it stands: `offset` to
    `end_offset`."""

    start_s: float
    end_s: float
    probability: float
    offset: int
    end_offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[i]` is the normalised character described by `glyphs[i]`; it is of `turns[turn_of[i]]`."""

    turns: tuple[Turn, ...]
    raw: tuple[str, ...]  # what was recognised, turn by turn
    text: str
    glyphs: tuple[Glyph, ...]
    turn_of: tuple[int, ...]
    sounding: Sounding

    def quote(self, start: int, end: int) -> str:
        """What was recognised around `text[start:end]`, cut to the turns it stands in."""
        first, last = self.turn_of[start], self.turn_of[end - 1]
        if first != last:
            return "…".join(self.raw[first : last + 1]).strip()
        raw, left = self.raw[first], self.glyphs[start].offset - _QUOTE_MARGIN
        right = self.glyphs[end - 1].end_offset + _QUOTE_MARGIN
        return ("…" if left > 0 else "") + raw[max(left, 0) : right].strip() + ("…" if right < len(raw) else "")

    def span(self, start: int, end: int) -> tuple[float, float]:
        return self.glyphs[start].start_s, self.glyphs[end - 1].end_s

    def probability(self, start: int, end: int) -> float:
        """The recogniser's mean probability of the characters `start` to `end`."""
        return sum(glyph.probability for glyph in self.glyphs[start:end]) / (end - start)

    def after(self, place: int) -> "Passage":
        """What follows `place` of the text."""
        return replace(
            self,
            text=self.text[place:],
            glyphs=self.glyphs[place:],
            turn_of=self.turn_of[place:],
            sounding=self.sounding.part(place),
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """One turn made ready."""

    raw: str
    text: str
    glyphs: tuple[Glyph, ...]
    sounding: Sounding


@dataclass(frozen=True, slots=True, eq=False)
class _This:
    """A turn to be told from others at a glance, not word by word."""

    turn: Turn

    def __hash__(self) -> int:
        return id(self.turn)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.turn is other.turn


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


def _passage(turns: tuple[Turn, ...]) -> Passage:
    parts = [_heard(_This(turn)) for turn in turns]
    return Passage(
        turns=turns,
        raw=tuple(part.raw for part in parts),
        text="".join(part.text for part in parts),
        glyphs=tuple(chain.from_iterable(part.glyphs for part in parts)),
        turn_of=tuple(chain.from_iterable(repeat(index, len(part.glyphs)) for index, part in enumerate(parts))),
        sounding=one_after_the_other(part.sounding for part in parts),
    )


@lru_cache(maxsize=1024)  # each turn is made ready once, however many windows it is in
def _heard(this: _This) -> _Heard:
    heard = tuple(_glyphs(this.turn))
    raw = "".join(word.text for word in this.turn.words)
    layer = normalised(raw)
    glyphs = tuple(_joined(heard[first], heard[past - 1]) for first, past in layer.places)
    return _Heard(raw, layer.text, glyphs, sounding(layer.text))


def _glyphs(turn: Turn) -> Iterator[Glyph]:
    """One for each character recognised; those of a word share its time evenly."""
    offset = 0
    for word in turn.words:
        share = (word.end_s - word.start_s) / max(len(word.text), 1)
        for place in range(len(word.text)):
            start_s = word.start_s + place * share
            yield Glyph(start_s, start_s + share, word.probability, offset, offset + 1)
            offset += 1


def _joined(first: Glyph, last: Glyph) -> Glyph:
    """The glyph of a character that stands for several recognised ones."""
    if first is last:
        return first
    return first._replace(
        end_s=last.end_s,
        end_offset=last.end_offset,
        probability=min(first.probability, last.probability),
    )
