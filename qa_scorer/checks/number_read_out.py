"""Was the agent's own number (or name) given?

Asks whether the agent said the job number of the call data within `within`. Digits are read by sound too (幺 = 一 = 1,
工号 heard as 公号). Another number than the one on record is "undetermined", because recognisers mishear digits and
a person should decide; no number at all is missed. Without an agent in the call data any number beside 工号 will do.

Parameters
    beside        words that stand before or after a job number (工号1206, 1206号)
    within        where in the call; default: the agent's first two turns
    least_digits  the shortest job number there is (default 3)
    doubt_from    likeness by sound, 0..1, from which `beside` without a readable number is undetermined (default 0.95)

Met:    agent: 您好，工号幺二零六。   for agent 1206
Missed: agent: 您好，请讲。           for agent 1206
"""

import re
from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear
from qa_scorer.language import Text
from qa_scorer.model import UNKNOWN_AGENT, Answer, Call, Outcome, Role
from qa_scorer.wording.numbers import NumberHeard, numbers_heard
from qa_scorer.wording.passage import Passage
from qa_scorer.wording.phrases import Hit, best_hit
from qa_scorer.wording.window import Window, passage_within

_OPENING = Window(first_turns=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    beside: tuple[str, ...] = ("工号", "号客服", "号话务员", "号为您服务")
    within: Window = _OPENING
    least_digits: int = 3
    doubt_from: float = 0.95


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    passage = passage_within(call, Role.AGENT, params.within)
    own = re.sub(r"\D", "", call.data.agent_id)
    heard = numbers_heard(passage, params.least_digits)
    if own and (said := next((number for number in heard if own in number.digits), None)):
        return _at(passage, said, Outcome.MET, f"报了工号 {own}", f"gave the job number {own}", 0.95)
    if name := _own_name(call, passage):
        return name
    label = best_hit(passage, params.beside, params.doubt_from)
    if heard and (label or own):
        return _other_number(passage, heard[0], own)
    if label:
        zh, en = "提到了工号，但号码没有听清，请人工听一下", "a job number was given but not understood: please listen"
        return _at(passage, label, Outcome.UNDETERMINED, zh, en, 0.5)
    return Answer(outcome=Outcome.MISSED, reason=Text("没有听到报工号", "no job number was heard"), confidence=0.8)


def _own_name(call: Call, passage: Passage) -> Answer | None:
    if len(call.data.agent_name) < 2 or call.data.agent_id == UNKNOWN_AGENT:
        return None
    if not (hit := best_hit(passage, (call.data.agent_name,), 0.95)):
        return None
    return _at(
        passage, hit, Outcome.MET, f"报了姓名 {call.data.agent_name}", f"gave the name {call.data.agent_name}", 0.9
    )


def _other_number(passage: Passage, number: NumberHeard, own: str) -> Answer:
    if not own:
        return _at(passage, number, Outcome.MET, f"报了号码 {number.digits}", f"gave the number {number.digits}", 0.8)
    return _at(
        passage, number, Outcome.UNDETERMINED,
        f"听到的号码是 {number.digits}，登记的工号是 {own}，请人工听一下",
        f"heard {number.digits} where {own} is on record: please listen", 0.5,
    )  # fmt: skip


def _at(passage: Passage, place: NumberHeard | Hit, outcome: Outcome, zh: str, en: str, confidence: float) -> Answer:
    start_s, end_s = passage.span(place.start, place.end)
    quote = passage.quote(place.start, place.end)
    return Answer(
        outcome=outcome, reason=Text(zh, en), quote=quote, start_s=start_s, end_s=end_s, confidence=confidence
    )
