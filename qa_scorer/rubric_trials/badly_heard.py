"""What a recogniser, or a line, makes of the words of an example: the operators of bad hearing.

Each gives a dialogue the same call, heard worse; none where it has nothing to change. They are deterministic: the
same text is always heard the same way.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final
from zlib import crc32

from qa_scorer.rubric.dialogue_lines import DialogueLine
from qa_scorer.wording.script import SPOKEN_DIGITS, fold_character

Hearing = Callable[[str], str]

_ONE_IN: Final = 7  # characters: the error rate of a good recogniser on clean telephone speech
_LEAST_CHARACTERS: Final = 4  # of a line that loses one: half of 好的 is nothing
_DIGITS = re.compile(f"[0-9{''.join(SPOKEN_DIGITS)}]{{3,}}")
_FILLERS: Final = ("嗯", "呃", "那个")


def badly_heard(lines: tuple[DialogueLine, ...]) -> Iterator[tuple[str, tuple[DialogueLine, ...]]]:
    """The name of each operator that changes something, with what is then heard."""
    for name, hearing in HEARINGS.items():
        heard = tuple(replace(line, text=hearing(line.text)) for line in lines)
        if heard != lines:
            yield name, heard


def homophones(text: str) -> str:
    """One character in seven becomes another one of the same syllable."""
    places = _some_places(text, _ONE_IN)
    return "".join(_homophone(char) if place in places else char for place, char in enumerate(text))


def lost_punctuation(text: str) -> str:
    return "".join(char for char in text if fold_character(char))


def traditional_script(text: str) -> str:
    return str(_to_traditional().convert(text))  # type: ignore[attr-defined]  # opencc ships no types


def fillers(text: str) -> str:
    """嗯, 呃 or 那个 before the first word and after the first pause."""
    if not text:
        return text
    first, second = (_FILLERS[(crc32(text.encode()) + place) % len(_FILLERS)] for place in range(2))
    return f"{first}，" + re.sub(r"([，,。！!？?；;、])(?=.)", rf"\1{second}，", text, count=1)


def dropped_character(text: str) -> str:
    """One character of a line is lost."""
    spoken = [place for place, char in enumerate(text) if fold_character(char)]
    if len(spoken) < _LEAST_CHARACTERS:
        return text
    lost = spoken[crc32(text.encode()) % len(spoken)]
    return text[:lost] + text[lost + 1 :]


def _digits_as(one: str, others: dict[str, str]) -> Hearing:
    """Numbers read out, every 1 of them written as `one`, the other digits by `others`."""

    def write(digit: str) -> str:
        figure = SPOKEN_DIGITS.get(digit, digit)
        return one if figure == "1" else others.get(figure, figure)

    return lambda text: _DIGITS.sub(lambda run: "".join(map(write, run.group())), text)


_SPOKEN = dict(zip("023456789", "零二三四五六七八九", strict=True))

HEARINGS: Final[dict[str, Hearing]] = {
    "homophones": homophones,
    "lost_punctuation": lost_punctuation,
    "digits_yao": _digits_as("幺", _SPOKEN),
    "digits_yi": _digits_as("一", _SPOKEN),
    "digits_figures": _digits_as("1", {}),
    "traditional_script": traditional_script,
    "fillers": fillers,
    "dropped_character": dropped_character,
}


def _some_places(text: str, one_in: int) -> set[int]:
    """Every `one_in`-th place of those that can be misheard, from one that depends on the text."""
    places = [place for place, char in enumerate(text) if _homophone(char) != char]
    return set(places[crc32(text.encode()) % one_in :: one_in]) if len(places) > 1 else set()


@cache
def _homophone(char: str) -> str:
    """Another common character of the same syllable, tone aside; `char` itself where there is none."""
    from pypinyin import lazy_pinyin

    if not "\u4e00" <= char <= "\u9fff":
        return char
    alike = [other for other in _by_syllable().get(lazy_pinyin(char)[0], "") if other != char]
    return alike[ord(char) % len(alike)] if alike else char


@cache
def _by_syllable() -> dict[str, str]:
    """The common characters by their syllable: those of the first level of GB 2312, which are the 3,755 commonest."""
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for row in range(0xB0, 0xD8):
        for char in bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode("gb2312", "ignore"):
            syllable = lazy_pinyin(char)[0]
            found[syllable] = found.get(syllable, "") + char
    return found


@cache
def _to_traditional() -> object:
    from opencc import OpenCC

    return OpenCC("s2t")
