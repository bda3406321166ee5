"""How characters sound: pinyin syllables without tone, and how alike two stretches of them are.

Recognisers write what they hear with the wrong characters (工号 as 公号), and telephone Mandarin blurs some
initials and finals (n/l, f/h, zh/z, ch/c, sh/s, in/ing, en/eng, an/ang). Two encodings carry that: the syllable
itself, and the syllable with the blurred ones folded together. A difference that folding removes counts half.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_BLURRED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_FIGURES = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
_SAME_SOUND = {"nin": "ni"}  # 您 and 你 are a breath apart and every recogniser mixes them up
_BLURRED_FINAL = re.compile(r"(?<=[aeiu])ng$")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Where in the text the phrase sounds most alike, `start` to `end`, and how alike, 0..1."""

    start: int
    end: int
    degree: float


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """One syllable without tone for each character of folded `text`; other characters stand for themselves."""
    from pypinyin import lazy_pinyin

    spoken = "".join(_FIGURES.get(char, char) for char in text)
    read = lazy_pinyin(spoken, errors=list)  # type: ignore[arg-type]  # its stub forgets that a list is allowed
    return tuple(_SAME_SOUND.get(syllable, syllable) for syllable in read)


@cache
def _blurred(syllable: str) -> str:
    for clear, blurred in _BLURRED_INITIALS:
        if syllable.startswith(clear):
            syllable = blurred + syllable[len(clear) :]
            break
    return _BLURRED_FINAL.sub("n", syllable)


_symbols: dict[str, str] = {}


def _symbol(syllable: str) -> str:
    """One private-use character for each distinct syllable, so that string metrics can count syllables."""
    return _symbols.setdefault(syllable, chr(0xE000 + len(_symbols)))


@lru_cache(maxsize=4096)
def _encodings(text: str) -> tuple[str, str]:
    heard = syllables(text)
    return "".join(map(_symbol, heard)), "".join(_symbol("~" + _blurred(s)) for s in heard)


def most_alike(phrase: str, text: str, at_least: float) -> Likeness | None:
    """The place in folded `text` that sounds most like folded `phrase`, if at least `at_least` (0..1) alike.

    The degree is the share of the phrase's syllables heard there in their order.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import LCSseq

    if len(text) < len(phrase):
        return None
    clear_phrase, blurred_phrase = _encodings(phrase)
    clear_text, blurred_text = _encodings(text)
    place = fuzz.partial_ratio_alignment(blurred_phrase, blurred_text, score_cutoff=at_least * 100)
    if place is None:
        return None
    start = min(place.dest_start, len(text) - len(phrase))  # the aligner may cut the window short
    window = slice(start, start + len(phrase))
    clear = LCSseq.similarity(clear_phrase, clear_text[window])
    blurred = LCSseq.similarity(blurred_phrase, blurred_text[window])
    degree = (clear + blurred) / (2 * len(phrase))
    return Likeness(window.start, window.stop, degree) if degree >= at_least else None
