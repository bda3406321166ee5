"""A listener's sign: 嗯, 对, 好的. It says "I am listening, go on" and does not ask for the floor.

The notion is that of the back channel (Yngve, V. H. (1970), "On getting a word in edgewise", Papers from the Sixth
Regional Meeting, Chicago Linguistic Society, 567-578); the forms are the usual ones of Mandarin on the telephone.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from qa_scorer.model import Word
from qa_scorer.wording.script import fold
from qa_scorer.wording.sound import syllables

SIGNS: Final = (
    "嗯", "嗯哼", "唔", "呃", "额", "哦", "噢", "喔", "啊", "呀", "哎", "诶", "欸", "是", "是的", "是啊", "是吧",
    "是吗", "对", "对的", "对啊", "对呀", "对吧", "没错", "好", "好的", "好啊", "好吧", "好嘞", "行", "行吧", "可以",
    "可以的", "这样", "明白", "明白了", "知道", "知道了", "了解", "了解了", "我明白", "我知道", "我了解", "ok",
)  # fmt: skip

# A sign is over in about a second (嗯 takes 0.3 s, 好的好的 0.9 s): what was not understood, or was heard with little
# certainty, passes for one by its length where the other goes on.
LONGEST_S: Final = 1.0
MISHEARD: Final = 0.5  # recognisers' mean probability under which short words are not believed


def is_sign(text: str) -> bool:
    """Whether `text` consists of listener's signs only, by its characters or by their sound (队 is 对)."""
    folded = fold(text)
    return bool(_by_character().fullmatch(folded) or _by_sound().fullmatch(_read(folded)))


def misheard(words: Sequence[Word]) -> bool:
    """Whether there are no words, or only such as the recogniser itself hardly believed."""
    return not words or sum(word.probability for word in words) / len(words) < MISHEARD


@cache
def _by_character() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(SIGNS)})+")


@cache
def _by_sound() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted({_read(sign) for sign in SIGNS}))})+")


def _read(folded: str) -> str:
    """The syllables, each closed by a mark, so that none is found inside another."""
    return "".join(f"{syllable}'" for syllable in syllables(folded))
