"""One way of writing: simplified script, half width, lower case, spoken digits as figures, no punctuation.

Every function maps one character to one character, so that a place in the result is a place in what was heard.
"""

import re
import unicodedata
from functools import cache

# 幺 is how telephone numbers read 一; a run of three or more digit characters is a number read out.
SPOKEN_DIGITS = dict(zip("零〇○一幺二三四五六七八九", "0001123456789", strict=True))
_DIGIT_RUN = re.compile(f"[{''.join(SPOKEN_DIGITS)}]{{3,}}")


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def fold_character(char: str) -> str:
    """The simplified, half-width, lower-case form of `char`; empty for punctuation and space."""
    folded = unicodedata.normalize("NFKC", char).lower()
    if len(folded) != 1 or unicodedata.category(folded)[0] in "PZSC":
        return ""
    if folded.isascii():
        return folded
    simplified = str(_converter().convert(folded))  # type: ignore[attr-defined]  # opencc ships no types
    return simplified if len(simplified) == 1 else folded


def figures(text: str) -> str:
    """`text` with each run of three or more spoken digits written as figures: 幺二零六 -> 1206."""
    return _DIGIT_RUN.sub(lambda run: "".join(SPOKEN_DIGITS[char] for char in run.group()), text)


def fold(text: str) -> str:
    """`text` as the matcher reads it."""
    return figures("".join(fold_character(char) for char in text))
