"""One way of writing: simplified script, half width, lower case, numbers in figures, no punctuation."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from qa_scorer.wording.layers import Change, Layer, rewritten
from qa_scorer.wording.quantities import quantities

# 幺 is how telephone numbers read 一; a run of three or more digit characters is a number read out.
SPOKEN_DIGITS = dict(zip("零〇○一幺二三四五六七八九", "0001123456789", strict=True))
_DIGIT_RUN = re.compile(f"[{''.join(SPOKEN_DIGITS)}]{{3,}}")


@cache
def _converter() -> Any:  # opencc ships no types
    from opencc import OpenCC

    return OpenCC("tw2s")  # Whisper writes as in Taiwan: 等著 is 等着, but 著名 stays


@lru_cache(maxsize=65536)
def simplified(text: str) -> str:
    """`text` in simplified script, character for character."""
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else text


def fold_character(char: str) -> str:
    """The simplified, half-width, lower-case form of `char`; empty for punctuation and space."""
    return _plain(simplified(char))


@cache
def _plain(char: str) -> str:
    """The half-width, lower-case form of `char`; empty for punctuation and space."""
    folded = _half_width(char).lower()
    return "" if unicodedata.category(folded)[0] in "PZSC" else folded


@cache
def _half_width(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else " "


@lru_cache(maxsize=4096)
def normalised(recognised: str) -> Layer:
    """What rules read, as a layer on what was recognised. Amounts and times come first: they need the punctuation."""
    written = "".join(_plain(char) or _half_width(char) for char in simplified(recognised))
    measured = rewritten(written, quantities(written))
    bare = measured.changed(_punctuation(measured.text))
    return bare.changed(_numbers_read_out(bare.text))


def _punctuation(text: str) -> Iterator[Change]:
    return (Change(i, i + 1, "") for i, char in enumerate(text) if not _plain(char))


def _numbers_read_out(text: str) -> Iterator[Change]:
    """Runs of three or more spoken digits as figures: 幺二零六 -> 1206."""
    for run in _DIGIT_RUN.finditer(text):
        yield Change(run.start(), run.end(), "".join(SPOKEN_DIGITS[char] for char in run.group()))


def fold(text: str) -> str:
    """`text` as the matcher reads it."""
    return normalised(text).text
