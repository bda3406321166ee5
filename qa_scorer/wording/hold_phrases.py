"""Asking to wait: 请您稍等. A silence that was asked for is no dead air."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from qa_scorer.model import Role, Turn
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import best_hit

WITHIN_S: Final = 15.0  # so long before the silence it may have been asked for
PHRASES: Final = (
    "请稍等", "请您稍等", "稍等一下", "稍等片刻", "稍等", "请等一下", "您等一下", "等我一下", "请您等待", "请耐心等待",
    "稍候", "不要挂机", "别挂机", "请勿挂机", "不要挂断", "帮您查一下", "为您查一下", "为您查询一下", "帮您核实一下",
    "为您核实一下",
)  # fmt: skip
_ALIKE: Final = 0.85  # by sound, where the recogniser wrote other characters


def asked_to_wait(turns: Sequence[Turn], until_s: float) -> bool:
    """Whether, in the 15 s before `until_s`, one of `turns` asked to wait; the customer's do not count."""
    recent = [
        _since(turn, until_s - WITHIN_S)
        for turn in turns
        if turn.role is not Role.CUSTOMER and turn.start_s < until_s and turn.end_s > until_s - WITHIN_S
    ]
    return best_hit(passage(recent), PHRASES, _ALIKE) is not None


def _since(turn: Turn, start_s: float) -> Turn:
    return replace(turn, words=tuple(word for word in turn.words if word.end_s > start_s))
