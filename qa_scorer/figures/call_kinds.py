"""What a call was about, by the word the call table has for it; and what makes a complaint a serious one."""

import re
from collections.abc import Iterable
from enum import StrEnum

from qa_scorer.figures.said import Said, spoken_by
from qa_scorer.model import CallData, Role


class CallKind(StrEnum):
    """The kinds of the network operators' service rules; `other` is a word none of them stands for."""

    QUERY = "query"
    ORDER = "order"
    FAULT = "fault"
    LOOK_UP = "look_up"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    OTHER = "other"


# The first that fits: 投诉咨询 is a complaint. English words as whole words.
_WORDS = (
    (CallKind.COMPLAINT, r"投诉|申诉|抱怨|不满|\bcomplain"),
    (CallKind.SUGGESTION, r"建议|表扬|\bsuggest"),
    (CallKind.FAULT, r"故障|报障|报修|障碍|障|维修|\bfault|\brepair|\boutage"),
    (CallKind.ORDER, r"办理|受理|订单|订购|开户|变更|开通|销户|退订|\border|\bsale"),
    (CallKind.LOOK_UP, r"查询|查号|\blook.?up|\bbalance"),
    (CallKind.QUERY, r"咨询|问询|\bquer|\binquir|\benquir|\bquestion"),
)
# Authorities, press and courts: a customer who names them is about to go there.
_OUTSIDE = re.compile(
    r"工信部|工业和信息化部|通信管理局|通管局|消费者协会|消协|12315|幺二三幺五|一二三一五|12300|12321|记者|媒体|曝光|"
    r"上电视|发到网上|发抖音|律师|起诉|法院|打官司|报警|信访"
)


def call_kind(data: CallData) -> CallKind | None:
    """None where the call table says nothing."""
    word = data.call_type.casefold()
    if not word:
        return None
    return next((kind for kind, words in _WORDS if re.search(words, word)), CallKind.OTHER)


def outside_body(turns: Iterable[Said]) -> tuple[str, float] | None:
    """The first authority, paper or court the customer names, and when in the call; None where none is named."""
    for turn in spoken_by(turns, Role.CUSTOMER):
        if found := _OUTSIDE.search(turn.text):
            return found[0], turn.start_s
    return None
