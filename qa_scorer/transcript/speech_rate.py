"""How fast someone speaks, in characters per minute.

A character is what takes about one syllable to say, so that figures of different texts can be compared:

- a Han character: 1
- a digit: 1 (1206 is said 幺二零六)
- a Latin letter of a word in capitals, or standing alone: 1 (VIP, 5G, SIM are spelt out)
- any other Latin word: 1 for each group of vowels, at least 1 (OK spelt small, wifi 2)
- punctuation, spaces and signs: 0

Two denominators are in use and are never mixed:

- gross rate: a side's characters over the length of the whole call, with waiting and the other side's turns in it;
- net rate: a side's characters over the time that side was speaking (by speech activity), known elsewhere as
  articulation rate. Everyday Mandarin is at about 200 to 280 a minute.
"""

import re
import unicodedata

LEAST_S = 1.0  # a rate over less than this is noise

_SPOKEN = re.compile(r"[A-Za-z]+|\d|[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff〇]")
_VOWELS = re.compile(r"[aeiouy]+")


def count_characters(text: str) -> int:
    """How many characters `text` has, as defined above. Full-width forms count like their half-width ones."""
    return sum(_spoken(piece) for piece in _SPOKEN.findall(unicodedata.normalize("NFKC", text)))


def gross_per_min(characters: int, call_s: float) -> float | None:
    """Characters per minute over the whole call; None for a call of less than a second."""
    return _per_min(characters, call_s)


def net_per_min(characters: int, talk_s: float) -> float | None:
    """Characters per minute over the speaking time; None where the side spoke for less than a second."""
    return _per_min(characters, talk_s)


def _per_min(characters: int, seconds: float) -> float | None:
    return characters / seconds * 60 if seconds >= LEAST_S else None


def _spoken(piece: str) -> int:
    if not piece.isascii() or piece.isdigit():
        return 1
    return len(piece) if piece.isupper() else max(1, len(_VOWELS.findall(piece.lower())))
