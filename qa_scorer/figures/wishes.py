"""What customers suggested, and what they asked without getting an answer: for whoever keeps the knowledge base.

A list for a person to read, found by set words. A suggestion is the customer's; a question is unanswered where the
agent's next words say that the agent does not know, and no answer is promised or looked up in the same breath.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from qa_scorer.figures.said import Said
from qa_scorer.model import Role

_SUGGESTS = re.compile(
    r"(?:我|给你们?|提个|有个|一个|我的|也)建议|建议(?:你们|您们|一下|公司)|希望(?:你们|贵公司|公司)|"
    r"(?:你们|公司)(?:应该|最好|能不能改)|要是.{1,16}就(?:好|方便)了|能不能(?:增加|改进|改一下|优化|推出)"
)
_NOT_SUGGESTED = re.compile(r"(?:有什么|什么|您的?|你有)建议|建议我")
_ASKS = re.compile(r"吗|呢|什么|怎么|为什么|为啥|多少|几[个天号点]|哪|是不是|能不能|可不可以|有没有|[?？]")
_DOES_NOT_KNOW = re.compile(r"不(?:太|是很|大)?(?:清楚|知道|了解|确定)|没(?:有)?办法(?:查|回答)|查不到")
_KNOWS_YET = re.compile(
    r"(?:帮|为)您(?:查|核实|问|确认|记录|反馈|转)|稍等|(?:回复|答复|联系)您|(?:知道|清楚)了|您(?:不|清楚|知道)|(?:知道|清楚|确定)您"
)
_LONGEST = 80  # characters of a turn that are shown


class WishKind(StrEnum):
    SUGGESTION = "suggestion"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`answer` is what the agent said to it."""

    kind: WishKind
    words: str
    answer: str
    start_s: float


def wishes(turns: Sequence[Said]) -> Iterator[Wish]:
    for turn, following in pairwise((*turns, Said(Role.AGENT, 0.0, ""))):
        if turn.role is not Role.CUSTOMER:
            continue
        if kind := _kind(turn.text, following.text if following.role is Role.AGENT else ""):
            answer = _short(following.text) if following.role is Role.AGENT else ""
            yield Wish(kind=kind, words=_short(turn.text), answer=answer, start_s=turn.start_s)


def _kind(text: str, answer: str) -> WishKind | None:
    if _SUGGESTS.search(text) and not _NOT_SUGGESTED.search(text):
        return WishKind.SUGGESTION
    if _ASKS.search(text) and _DOES_NOT_KNOW.search(answer) and not _KNOWS_YET.search(answer):
        return WishKind.UNANSWERED
    return None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
