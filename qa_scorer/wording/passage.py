"""A run of turns as the matcher reads it: normalised text in which every character knows its time and its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from qa_scorer.model import Turn
from qa_scorer.wording.prepared import Prepared, prepared
from qa_scorer.wording.sound import Sounding, one_after_the_other, sounding_of

_QUOTE_MARGIN = 12  # characters shown on either side of a match


class Glyph(NamedTuple):
    """When a character was said, how sure the recogniser was, and where in its turn it stands: `offset` to
    `end_offset`."""

    start_s: float
    end_s: float
    probability: float
    offset: int
    end_offset: int


@dataclass(frozen=True)  # without slots, for what is worked out only where it is asked for
class Heard:
    """One turn made ready; `raw` is what was recognised."""

    turn: Turn
    raw: str
    ready: Prepared
    sounding: Sounding

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        """One for each character of the text."""
        heard = tuple(_glyphs(self.turn))
        return tuple(_joined(heard[first], heard[past - 1]) for first, past in self.ready.places)


@dataclass(frozen=True)
class Passage:
    """`text[i]` is the normalised character described by `glyph(i)`; it is of `turns[turn_of[i]]`.

    `begins`: where each turn begins in the whole text, of which this is what follows the first `left_out` characters.
    """

    heard: tuple[Heard, ...]
    begins: tuple[int, ...]
    text: str
    turn_of: tuple[int, ...]
    sounding: Sounding
    left_out: int = 0

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(turn.turn for turn in self.heard)

    @cached_property
    def glyphs(self) -> tuple[Glyph, ...]:
        return tuple(chain.from_iterable(turn.glyphs for turn in self.heard))[self.left_out :]

    def glyph(self, place: int) -> Glyph:
        turn = self.turn_of[place]
        return self.heard[turn].glyphs[self.left_out + place - self.begins[turn]]

    def quote(self, start: int, end: int) -> str:
        """What was recognised around `text[start:end]`, cut to the turns it stands in."""
        first, last = self.turn_of[start], self.turn_of[end - 1]
        if first != last:
            return "…".join(turn.raw for turn in self.heard[first : last + 1]).strip()
        raw, left = self.heard[first].raw, self.glyph(start).offset - _QUOTE_MARGIN
        right = self.glyph(end - 1).end_offset + _QUOTE_MARGIN
        return ("…" if left > 0 else "") + raw[max(left, 0) : right].strip() + ("…" if right < len(raw) else "")

    def span(self, start: int, end: int) -> tuple[float, float]:
        return self.glyph(start).start_s, self.glyph(end - 1).end_s

    def probability(self, start: int, end: int) -> float:
        """The recogniser's mean probability of the characters `start` to `end`."""
        return sum(self.glyph(place).probability for place in range(start, end)) / (end - start)

    def after(self, place: int) -> "Passage":
        """What follows `place` of the text."""
        return replace(
            self,
            text=self.text[place:],
            turn_of=self.turn_of[place:],
            sounding=self.sounding.behind(place),
            left_out=self.left_out + place,
        )


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
    heard = tuple(_heard(_This(turn)) for turn in turns)
    lengths = [len(turn.ready.text) for turn in heard]
    return Passage(
        heard=heard,
        begins=tuple(accumulate(lengths, initial=0)),
        text="".join([turn.ready.text for turn in heard]),
        turn_of=tuple(chain.from_iterable(map(repeat, range(len(heard)), lengths))),
        sounding=one_after_the_other(turn.sounding for turn in heard),
    )


@lru_cache(maxsize=1024)  # each turn is made ready once, however many windows it is in
def _heard(this: _This) -> Heard:
    raw = "".join([word.text for word in this.turn.words])
    ready = prepared(raw)
    return Heard(this.turn, raw, ready, sounding_of(ready.syllables))


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
