"""Whether a turn ends by asking for something: then it is for the other to speak."""

from typing import Final

from qa_scorer.model import Turn
from qa_scorer.wording.script import fold

# Particles ask at the very end, other words near it (什么时候方便, 请问您贵姓). Recognisers write no question marks.
_PARTICLES: Final = ("吗", "呢", "么", "吧")
_PARTICLE_WITHIN: Final = 2  # characters
_WORDS: Final = (
    "什么", "多少", "哪", "谁", "怎么", "几号", "几点", "几位", "请问", "贵姓", "是不是", "对不对", "可不可以",
    "能不能", "行不行", "好不好", "有没有", "请提供", "请您提供", "请说", "请讲", "请您说", "请报", "请您报",
    "麻烦您报",
)  # fmt: skip
_WORD_WITHIN: Final = 10


def asks(turn: Turn) -> bool:
    text = fold(turn.text)
    return (
        turn.text.endswith(("?", "？"))
        or any(particle in text[-_PARTICLE_WITHIN:] for particle in _PARTICLES)
        or any(words in text[-_WORD_WITHIN:] for words in _WORDS)
    )
