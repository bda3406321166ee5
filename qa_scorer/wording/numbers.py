"""Numbers read out digit by digit, heard through a recogniser that writes 要二零六 or 公号1206."""

from dataclasses import dataclass

from qa_scorer.wording.passage import Passage

# How each digit is said on the telephone. 幺 洞 拐 勾 两 are the spoken forms used against mishearing.
_DIGIT_OF_SYLLABLE = {
    "ling": "0", "dong": "0", "yi": "1", "yao": "1", "er": "2", "liang": "2", "san": "3", "si": "4",
    "wu": "5", "liu": "6", "lu": "6", "qi": "7", "guai": "7", "ba": "8", "jiu": "9", "gou": "9",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberHeard:
    """A run of digits at `start`..`end` of a passage's text; `certain` if it was written in figures."""

    digits: str
    start: int
    end: int
    certain: bool


def numbers_heard(passage: Passage, least_digits: int = 3) -> list[NumberHeard]:
    """Every run of at least `least_digits` characters that are, or sound like, digits."""
    text, found, start = passage.text, list[NumberHeard](), 0
    digits = [_digit(char, syllable) for char, syllable in zip(text, passage.sounding.syllables, strict=True)]
    for end in range(len(digits) + 1):
        if end < len(digits) and digits[end]:
            continue
        if end - start >= least_digits:
            run = "".join(digits[start:end])
            found.append(NumberHeard(run, start, end, text[start:end].isdecimal()))
        start = end + 1
    return found


def _digit(char: str, syllable: str) -> str:
    return char if char.isdecimal() else _DIGIT_OF_SYLLABLE.get(syllable, "")
