"""How fast someone speaks, in characters per minute.

A character is what takes about one syllable to say, so that figures of different texts can be compared:

- a Han character: 1
- a digit: 1 (1206 is said 幺二零六)
- a Latin letter of a word in capitals, or standing alone: 1 (VIP, 5G, SIM are spelt out)
- any other Latin word: 1 for each group of vowels, at least 1 (OK spelt small, wifi 2)
- punctuation, spaces and signs: 0

Three denominators are in use and are never mixed:

- gross rate: a party's characters over the length of the whole call, with waiting and the other party's turns in it;
- net rate: a party's characters over its speaking time, that is its turns with their own pauses in them (the speech
  rate of phonetics);
- articulation rate: a party's characters over its talk time, that is speech activity, pauses of 0.25 s and more left
  out (Goldman-Eisler 1968; de Jong and Wempe 2009). Everyday Mandarin is at about 200 to 280 a minute.
"""

import re
import unicodedata
from collections.abc import Iterable
from math import ceil

from qa_scorer.model import Word

LEAST_S = 1.0  # a rate over less than this is noise

_SPOKEN = re.compile(r"[A-Za-z]+|\d|[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]")
_VOWELS = re.compile(r"[aeiouy]+")


def count_characters(text: str) -> int:
    """How many characters `text` has, as defined above. Full-width forms count like their half-width ones."""
    return sum(_spoken(piece) for piece in _SPOKEN.findall(unicodedata.normalize("NFKC", text)))


def per_min(characters: int, seconds: float) -> float | None:
    """Characters per minute over `seconds`; None over less than a second."""
    return characters / seconds * 60 if seconds >= LEAST_S else None


def characters_per_second(words: Iterable[Word], duration_s: float) -> tuple[int, ...]:
    """How many characters end in each second of a call; the last second may be a part of one."""
    counts = [0] * ceil(duration_s)
    for word in words:
        counts[min(int(word.end_s), len(counts) - 1)] += count_characters(word.text)
    return tuple(counts)


def _spoken(piece: str) -> int:
    if not piece.isascii() or piece.isdigit():
        return 1
    return len(piece) if piece.isupper() else max(1, len(_VOWELS.findall(piece.lower())))
