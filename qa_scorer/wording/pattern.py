"""Phrases with holes and alternatives, as rubrics write them.

{*}    a name or anything else, 1 to 20 characters:  您反映的问题是{*}，是这样吗
{#}    a number, written or spoken:                  {#}小时内(给您|为您)答复
(a|b)  either; an empty one may be left out:         (请问|)还有其他问题吗
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product, zip_longest
from typing import Literal

from qa_scorer.errors import WrongValue
from qa_scorer.wording.script import fold
from qa_scorer.wording.sound import syllables

LONGEST_HOLE = 20
_NUMBER = "[0-9零一二三四五六七八九十百千万两半几点到至]"
HOLES = {"{*}": f"(.{{1,{LONGEST_HOLE}}}?)", "{#}": f"({_NUMBER}+)"}
_NUMBER_SOUNDS = frozenset(
    ("ling", "yi", "yao", "er", "liang", "san", "si", "wu", "liu", "qi", "ba", "jiu", "shi", "bai", "qian", "wan")
)
_PIECES = re.compile(r"(\{[*#]\})")
_CHOICE = re.compile(r"\(([^()]*)\)")
_ALTERNATIVES = re.compile(r"\(([^()|]*)\|[^()]*\)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One reading of a phrase: normalised `words` and, between them, holes (`{*}`, `{#}`); `pieces` are both."""

    pieces: tuple[str, ...]
    words: tuple[str, ...] = field(init=False)
    length: int = field(init=False)  # of all words
    longest: str = field(init=False)  # of the words: where it does not stand the pattern need not be looked for

    def __post_init__(self) -> None:
        words = tuple(piece for piece in self.pieces if piece not in HOLES)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "length", sum(map(len, words)))
        object.__setattr__(self, "longest", max(words, key=len, default=""))

    def filled(self, holes: Sequence[str]) -> str:
        """The words with `holes` in their places."""
        contents = iter(holes)
        return "".join(next(contents) if piece in HOLES else piece for piece in self.pieces)

    def holes_and_words(self) -> list[tuple[str, str]]:
        """Behind the first words each hole with the words after it; those are empty after a hole at the end."""
        rest = self.pieces[self.pieces.index(self.words[0]) + 1 :]
        return list(zip_longest(rest[::2], rest[1::2], fillvalue=""))


@cache
def patterns(phrase: str) -> tuple[Pattern, ...]:
    """Every reading of `phrase`. Raises WrongValue for one without words or with brackets that do not close."""
    choices = [piece.split("|") if place % 2 else [piece] for place, piece in enumerate(_CHOICE.split(phrase))]
    found = tuple(_pattern(phrase, "".join(reading)) for reading in product(*choices))
    if not all(pattern.words for pattern in found):
        raise WrongValue(f"“{phrase}”里没有要找的字", f"“{phrase}” holds no words to look for")
    return found


def plainly(text: str) -> str:
    """`text` with the phrases in it as somebody would say them: the first of alternatives, `…` for a hole."""
    if "|" not in text and "{" not in text:
        return text
    return _PIECES.sub("…", _ALTERNATIVES.sub(r"\1", text))


def _pattern(phrase: str, reading: str) -> Pattern:
    pieces = [piece if piece in HOLES else _words(phrase, piece) for piece in _PIECES.split(reading)]
    if any(one in HOLES and other in HOLES for one, other in pairwise(filter(None, pieces))):
        raise WrongValue(f"“{phrase}”里两个空位挨在一起", f"“{phrase}” has two holes side by side")
    return Pattern(tuple(filter(None, pieces)))


def _words(phrase: str, piece: str) -> str:
    if stray := re.search(r"[{}()|]", piece):
        at = stray.group()
        raise WrongValue(
            f"“{phrase}”里的 {at} 既不是空位（{{*}}、{{#}}）也不是多选（(甲|乙)）",
            f"the {at} in “{phrase}” is neither a hole ({{*}}, {{#}}) nor an alternative (a|b)",
        )
    return fold(piece)


def _number_by_sound(text: str, at: Literal["end", "start"]) -> str:
    """The syllables of numbers at the end or start of `text`, at least two: one alone (是, 以) is any word."""
    sounds = "".join("#" if sound in _NUMBER_SOUNDS else "." for sound in syllables(text))
    found = re.search("#{2,}$" if at == "end" else "^#{2,}", sounds)
    return text[found.start() : found.end()] if found else ""


@cache
def expression(pattern: Pattern) -> re.Pattern[str]:
    """What finds the pattern in normalised text; a group for each hole."""
    return re.compile("".join(HOLES.get(piece) or re.escape(piece) for piece in pattern.pieces))


def filled(hole: str, text: str, *, at: Literal["end", "start", "whole"]) -> str:
    """What fills `hole` at the end or start of `text`, or `text` as a whole; empty where nothing does.

    For words found by sound: what stands between them may be misheard too, so a number need only be in it.
    """
    if at == "whole":
        return text if len(text) <= LONGEST_HOLE and (hole != "{#}" or re.search(_NUMBER, text)) else ""
    if hole == "{#}" and (number := _number_by_sound(text, at)):
        return number
    some = _NUMBER + "+" if hole == "{#}" else f".{{1,{LONGEST_HOLE}}}"
    found = re.search(some + "$" if at == "end" else "^" + some, text)
    return found.group() if found else ""
