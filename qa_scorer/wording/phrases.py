"""The phrase matcher all text rules use: exact first, then by sound."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from qa_scorer.wording.passage import Passage
from qa_scorer.wording.pattern import HOLES, LONGEST_HOLE, Pattern, expression, filled, patterns
from qa_scorer.wording.sound import Sounding, aligned, most_alike, most_missing, sounding

SURE = 0.8  # likeness by sound from which a phrase was said: one syllable in five, or two blurred ones, may differ
DOUBT = 0.6  # and from which it may have been

# A phrase this short is matched by sound only where every syllable agrees: half of 再见 is nothing.
_SHORT, _SHORT_ALIKE = 3, 0.95
_NOT_SURE = SURE - 0.01
_SLACK = 3


class Hit(NamedTuple):
    """`phrase` stands at `start`..`end` of the passage's text; `degree` is 1.0 for the exact words.

    `holes`: what stood in the phrase's {*} and {#}, normalised; `reading`: the phrase as it would have been said,
    normalised, with its holes filled and of its alternatives the ones that fit.
    """

    phrase: str
    start: int
    end: int
    exact: bool
    degree: float
    reading: str
    holes: tuple[str, ...] = ()


def exact_hits(passage: Passage, phrases: Sequence[str]) -> Iterator[Hit]:
    """Every place where the very words of a phrase stand (normalised on both sides), in the order of `phrases`."""
    text = passage.text
    for phrase, longest, wanted in _exactly(tuple(phrases)):
        if longest in text:
            for found in wanted.finditer(text):
                yield Hit(phrase, found.start(), found.end(), True, 1.0, found.group(), found.groups())


@cache
def _exactly(phrases: tuple[str, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Each phrase with, for each of its patterns, the longest words in it and what finds it."""
    each = ((phrase, pattern) for phrase in phrases if phrase for pattern in patterns(phrase))
    return tuple((phrase, pattern.longest, expression(pattern)) for phrase, pattern in each)


def best_hit(passage: Passage, phrases: Sequence[str], at_least: float = SURE) -> Hit | None:
    """The first exact hit, or else the most alike by sound that is `at_least` (0..1) alike."""
    if hit := next(exact_hits(passage, phrases), None):
        return hit
    return max(sound_hits(passage, phrases, at_least), key=lambda hit: hit.degree, default=None)


def all_hits(passage: Passage, phrases: Sequence[str], at_least: float = SURE) -> Iterator[Hit]:
    """All exact hits that one turn holds, none over another; where there are none the most alike by sound."""
    done, turn = 0, passage.turn_of
    for hit in sorted(exact_hits(passage, phrases), key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= done and turn[hit.start] == turn[hit.end - 1]:
            yield hit
            done = hit.end
    if not done and (alike := max(sound_hits(passage, phrases, at_least), key=lambda hit: hit.degree, default=None)):
        yield alike


def hits_in_order(passage: Passage, steps: Sequence[Sequence[str]], at_least: float = SURE) -> list[Hit | None]:
    """The best hit of each step's phrases behind that of the step before; None for a step that was not said."""
    found: list[Hit | None] = []
    done = 0
    for step in steps:
        rest = passage.after(done)
        hit = best_hit(rest, step, at_least)
        found.append(hit and hit._replace(start=hit.start + done, end=hit.end + done))
        done += hit.end if hit else 0
    return found


def sound_hits(
    passage: Passage, phrases: Sequence[str], at_least: float, short_at_least: float = _SHORT_ALIKE
) -> Iterator[Hit]:
    """For each phrase the place that sounds most like it, if at least `at_least` alike (one of 1 or 2 characters
    `short_at_least`)."""
    heard = passage.sounding
    for wish in _wishes(tuple(phrases), at_least, short_at_least):
        if (wish.blurs & ~heard.blurs).bit_count() <= wish.most_missing and (hit := _by_sound(wish, passage)):
            yield hit


class _Wish(NamedTuple):
    """To be found by sound, `needed` (0..1) alike: `most_missing` of its `blurs` may be nowhere in the text."""

    phrase: str
    pattern: Pattern
    words: Sounding
    needed: float
    blurs: int
    most_missing: int


@cache
def _wishes(phrases: tuple[str, ...], at_least: float, short_at_least: float) -> tuple[_Wish, ...]:
    """Each phrase with its patterns."""
    each = ((phrase, pattern) for phrase in phrases if phrase for pattern in patterns(phrase))
    return tuple(
        _wish(phrase, pattern, short_at_least if pattern.length < _SHORT else at_least) for phrase, pattern in each
    )


def _wish(phrase: str, pattern: Pattern, needed: float) -> _Wish:
    words = sounding("".join(pattern.words))
    return _Wish(phrase, pattern, words, needed, words.blurs, most_missing(len(words.blurred), needed))


def _by_sound(wish: _Wish, passage: Passage) -> Hit | None:
    if len(wish.pattern.pieces) == 1:
        (words,) = wish.pattern.pieces
        like = most_alike(wish.words, passage.sounding, wish.needed)
        return Hit(wish.phrase, like.start, like.end, False, like.degree, words) if like else None
    return _with_holes(wish.phrase, wish.pattern, passage, wish.needed)


def _with_holes(phrase: str, pattern: Pattern, passage: Passage, needed: float) -> Hit | None:
    """The words in their order, the first where it sounds most alike; something must fill every hole.

    Where one of the words is doubtful by itself, so is the whole, however long the others are.
    """
    first = pattern.words[0]
    least = (needed * pattern.length - (pattern.length - len(first))) / len(first)  # or the rest cannot make up for it
    place = most_alike(sounding(first), passage.sounding, max(least, needed / 2))
    if place is None:
        return None
    text = passage.text
    start, end, alike = place.start, place.end, place.degree * len(first)
    sure, holes = place.degree >= _sure_from(first), list[str]()
    if pattern.pieces[0] in HOLES:
        holes.append(filled(pattern.pieces[0], text[:start], at="end"))
        start -= len(holes[0])
    for hole, word in pattern.holes_and_words():
        until = end + LONGEST_HOLE + len(word) + _SLACK
        rest = text[end:until]
        like = aligned(sounding(word).syllables, passage.sounding.syllables[end:until])
        holes.append(filled(hole, rest[: like.start], at="whole") if word else filled(hole, rest, at="start"))
        end += like.end if word else len(holes[-1])
        alike += like.degree * len(word)
        sure = sure and (not word or like.degree >= _sure_from(word))
    degree = min(alike / pattern.length, 1.0 if sure else _NOT_SURE)
    if not all(holes) or degree < needed:
        return None
    return Hit(phrase, start, end, False, degree, pattern.filled(holes), tuple(holes))


def _sure_from(word: str) -> float:
    return _SHORT_ALIKE if len(word) < _SHORT else SURE
