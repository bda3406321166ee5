"""How an agent words things over a whole call: figures that single hits say nothing of."""

from qa_scorer.model import Call, Role, Turn

_SURE_FROM = 0.8  # the recogniser's probability: it confuses 您 and 你 easily
_LEAST_ADDRESSES = 5  # fewer say nothing about a habit
_QUOTING = ("您说", "你说", "他说", "她说", "您讲", "他讲", "您是说", "原话")


def share_of_nin(call: Call) -> float | None:
    """您 over 您 and 你 in the agent's well recognised words, 0..1; None where there are fewer than five.

    您好 and 你好 are left out (a greeting, and the pair that is confused most), so are turns that quote somebody.
    """
    said = "".join(_surely(turn) for turn in call.evidence.turns if turn.role is Role.AGENT and not _quotes(turn))
    said = said.replace("您好", "").replace("你好", "")
    polite, plain = said.count("您"), said.count("你")
    return polite / (polite + plain) if polite + plain >= _LEAST_ADDRESSES else None


def _surely(turn: Turn) -> str:
    return "".join(word.text if word.probability >= _SURE_FROM else "，" for word in turn.words)


def _quotes(turn: Turn) -> bool:
    return any(words in turn.text for words in _QUOTING)
