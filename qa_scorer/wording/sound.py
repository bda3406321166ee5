"""How characters sound: pinyin syllables without tone, and how alike two stretches of them are.

Recognisers write what they hear with the wrong characters (工号 as 公号), and telephone Mandarin blurs some
initials and finals: those two syllables are three quarters alike. Two that share one half and differ plainly in the
other are a quarter alike, all others not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_
from typing import Any, NamedTuple

_BLURRED_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l", "f": "h"}
_BLURRED_FINALS = {"ing": "in", "eng": "en", "ang": "an", "iang": "ian", "uang": "uan"}
_INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
_FIGURES = dict(zip("0123456789幺", "零一二三四五六七八九一", strict=True))
_SAME_SOUND = {"nin": "ni"}  # 您 and 你 are a breath apart and every recogniser mixes them up

_BLURRED, _HALF_THE_SAME = 0.75, 0.25  # how alike two syllables are; blurred in both halves: twice the loss of one
_LEFT_OUT, _PUT_IN = 1.0, 0.8  # syllables lost of the phrase, and strange ones inside it
_SLACK = 3  # syllables around the aligner's window in which the exact place is looked for


class Likeness(NamedTuple):
    """Where in the text the phrase sounds most alike, `start` to `end`, and how alike, 0..1."""

    start: int
    end: int
    degree: float


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """One syllable without tone for each character of normalised `text`; others stand for themselves."""
    from pypinyin.seg.simpleseg import seg

    spoken = "".join(_FIGURES.get(char, char) for char in text)
    return tuple(syllable for word in seg(spoken) for syllable in _read(word))


@lru_cache(maxsize=65536)
def _read(word: str) -> tuple[str, ...]:
    """pypinyin reads word by word; the same words come again in every call."""
    from pypinyin import lazy_pinyin

    read = lazy_pinyin([word], errors=list)  # type: ignore[arg-type]  # its stub forgets that a list is allowed
    return tuple(_SAME_SOUND.get(syllable, syllable) for syllable in read)


@cache
def syllables_alike(one: str, other: str) -> float:
    """How alike two syllables sound, 0..1."""
    if one == other:
        return 1.0
    (initial, final), (other_initial, other_final) = _halves(one), _halves(other)
    loss = _loss(initial, other_initial, _BLURRED_INITIALS) + _loss(final, other_final, _BLURRED_FINALS)
    return 1 - loss if loss < 1 else 0.0


def _loss(half: str, other: str, blurred: dict[str, str]) -> float:
    if half == other:
        return 0.0
    return 1 - (_BLURRED if blurred.get(half, half) == blurred.get(other, other) else _HALF_THE_SAME)


@cache
def _halves(syllable: str) -> tuple[str, str]:
    initial = next((i for i in _INITIALS if syllable.startswith(i)), "")
    return initial, syllable[len(initial) :]


class _Row(dict[str, float]):
    """How alike other syllables sound to one."""

    def __init__(self, syllable: str) -> None:
        self.syllable = syllable

    def __missing__(self, other: str) -> float:
        return self.setdefault(other, syllables_alike(self.syllable, other))


_row = cache(_Row)


@lru_cache(maxsize=8192)  # rules ask for the same words, once to find them and once for what is near them
def aligned(phrase: tuple[str, ...], text: tuple[str, ...]) -> Likeness:
    """The best place of the syllables `phrase` in `text`: edit distance, the text's ends free (Sellers 1980).

    The degree is 1 less the distance over the phrase's length. Of places equally good the first.
    """
    costs, begins = [0.0] * (len(text) + 1), list(range(len(text) + 1))  # cost so far, and where the match began
    for wish in phrase:
        alike, above, above_begin = _row(wish), costs[0], begins[0]
        cost, begin = costs[0], begins[0] = above + _LEFT_OUT, 0
        for column, heard in enumerate(text, start=1):
            left, left_begin = cost + _PUT_IN, begin
            over, over_begin = costs[column], begins[column]
            # the cheapest of three ways here, of equal ones the one that began first: twice as fast as min() of tuples
            cost, begin = above + 1 - alike[heard], above_begin
            if (lost := over + _LEFT_OUT) < cost or (lost == cost and over_begin < begin):
                cost, begin = lost, over_begin
            if left < cost or (left == cost and left_begin < begin):
                cost, begin = left, left_begin
            above, above_begin = over, over_begin
            costs[column], begins[column] = cost, begin
    end = min(range(len(costs)), key=costs.__getitem__)
    return Likeness(begins[end], end, max(1 - costs[end] / len(phrase), 0.0) if phrase else 0.0)


@dataclass(frozen=True, slots=True)
class Sounding:
    """A text as it sounds, one syllable a character; as strings of one symbol a syllable, so that a string aligner can
    count them: `clear` tells all apart, in `blurred` those that the telephone blurs are one. `blurs`: which of these
    there are, a bit each."""

    syllables: tuple[str, ...]
    clear: str
    blurred: str
    blurs: int

    def behind(self, start: int) -> "Sounding":
        blurred = self.blurred[start:]
        return Sounding(self.syllables[start:], self.clear[start:], blurred, _bits(blurred))


@lru_cache(maxsize=4096)
def sounding(text: str) -> Sounding:
    """How normalised `text` sounds."""
    return sounding_of(syllables(text))


def sounding_of(said: tuple[str, ...]) -> Sounding:
    blurred = "".join(map(_blurred_symbols.__getitem__, said))
    return Sounding(said, "".join(map(_symbols.__getitem__, said)), blurred, _bits(blurred))


def one_after_the_other(parts: Iterable[Sounding]) -> Sounding:
    every = tuple(parts)
    return Sounding(
        tuple(chain.from_iterable(part.syllables for part in every)),
        "".join(part.clear for part in every),
        "".join(part.blurred for part in every),
        reduce(or_, (part.blurs for part in every), 0),
    )


@cache
def most_missing(length: int, at_least: float) -> int:
    """How many different syllables of so many may be nowhere in a text that is `at_least` alike: each may be a quarter
    alike to what stands there; -1: not even none."""
    lost = 1 - _HALF_THE_SAME
    return max((n for n in range(length + 1) if length - lost * n >= at_least * length), default=-1)


def most_alike(phrase: Sounding, text: Sounding, at_least: float) -> Likeness | None:
    """The place in `text` that sounds most like `phrase`, if at least `at_least` (0..1) alike.

    A fast aligner that takes blurred syllables for equal finds the neighbourhood, `aligned` the place.
    """
    if not phrase.clear or not text.clear:
        return None
    if (phrase.blurs & ~text.blurs).bit_count() > most_missing(len(phrase.clear), at_least):
        return None
    if (start := text.clear.find(phrase.clear)) >= 0:
        return Likeness(start, start + len(phrase.clear), 1.0)
    # What it takes for a difference may be a quarter alike, so it may find up to a third more of them.
    cutoff = at_least - (1 - at_least) / 3
    near = _aligner()(phrase.blurred, text.blurred, score_cutoff=max(cutoff, 0) * 100)
    if near is None:
        return None
    first = max(near.dest_start - _SLACK, 0)
    found = aligned(phrase.syllables, text.syllables[first : near.dest_start + len(phrase.clear) + _SLACK])
    return Likeness(first + found.start, first + found.end, found.degree) if found.degree >= at_least else None


@cache
def _aligner() -> Any:
    from rapidfuzz.fuzz import partial_ratio_alignment

    return partial_ratio_alignment


@cache
def _blurred(syllable: str) -> str:
    initial, final = _halves(syllable)
    return _BLURRED_INITIALS.get(initial, initial) + _BLURRED_FINALS.get(final, final)


_FIRST_SYMBOL = 0xE000


class _Symbols(dict[str, str]):
    """One private-use character for each syllable."""

    def __missing__(self, syllable: str) -> str:
        return self.setdefault(syllable, chr(_FIRST_SYMBOL + len(self)))


class _BlurredSymbols(dict[str, str]):
    """For each syllable the character of the one that the telephone makes of it."""

    def __missing__(self, syllable: str) -> str:
        return self.setdefault(syllable, _symbols[_blurred(syllable)])


_symbols, _blurred_symbols = _Symbols(), _BlurredSymbols()


def _bits(symbols: str) -> int:
    return reduce(or_, (1 << (ord(symbol) - _FIRST_SYMBOL) for symbol in set(symbols)), 0)
