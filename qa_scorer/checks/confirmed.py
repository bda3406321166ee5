"""Was it said again and confirmed: the request, the complaint, a number, the result?

Met when the agent uses one of `any_of` (or repeats a number that the customer gave) and the customer answers in any
way, or when the customer confirms unasked (`volunteered`). An agent who asks and goes straight on without an answer has
done half of it.

Parameters
    any_of        how the agent says it again or asks: 您反映的问题是{*}，是这样吗
    repeats_number  true: a number of the customer's said again will do as well (default false)
    least_digits  what is a number (default 4 digits)
    needed        always (default), or number: only where the customer gave a number or said one of `needed_for`
    needed_for    what else of the customer's words calls for it
    volunteered   how the customer says it unasked: 明白了, 弄好了
    answer_s      how long to leave for the answer (default 3)
    within        where in the call the agent's words are looked for (default: everywhere)

Source: H M T C (conduct.restate, complaint.summary, closing.resolved). 3 s is longer than nearly every answer takes to
begin; none of them gives a figure.

Met:    agent: 您反映的问题是网速慢，是这样吗？  customer: 对。
Missed: customer: 我的号码是13800138000。        agent: 好的，已经办好了。   for needed: number
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa_scorer.checks._cannot_tell import (
    POORLY_RECOGNISED,
    cannot_hear,
    customer_never_spoke,
    left_open,
    not_applicable,
    poorly_recognised,
    understood,
)
from qa_scorer.checks._required import Requirement, required
from qa_scorer.checks._uttered import utterances
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording import EVERYWHERE, SURE, Found, Window, find
from qa_scorer.wording.numbers import numbers_heard
from qa_scorer.wording.passage import passage
from qa_scorer.wording.window import passage_within, turns_within

METHOD = Text(
    "由转写的文字和时间判断：坐席有没有复述或询问，客户有没有应答",
    "from the words and their times: what the agent said again or asked, and whether the customer answered",
)
RELIABILITY = Text(
    "较好：复述的原话和号码能认出；用自己的话复述的可能漏认",
    "fairly well: set wordings and numbers are recognised; a free paraphrase may be overlooked",
)
_SAME_DIGITS = 0.75  # share of the digits, in order, from which it is the same number: one in four may be misheard
_ASKING = re.compile("[吗吧么嘛]")
_TIMING_S = 0.3  # word times are this exact at best
_SOUND_S = 1.0
_NOT_UNDERSTOOD = Text("坐席有话没有听清", "not all of the agent's words were understood")
_MAY_BE_SAID = Text("有一句听起来有些像", "something like it was heard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    any_of: tuple[str, ...]
    repeats_number: bool = False
    least_digits: int = 4
    needed: Literal["always", "number"] = "always"
    needed_for: tuple[str, ...] = ()
    volunteered: tuple[str, ...] = ()
    answer_s: float = 3.0
    within: Window = EVERYWHERE


@dataclass(frozen=True, slots=True)
class _Said:
    quote: str
    start_s: float
    end_s: float
    reason: Text


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    if customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    asked = required(call, Role.AGENT, params.any_of, params.within)
    if asked.said and asked.found:
        return _asked(params, call, _until_asked(asked.found))
    if params.repeats_number and (again := _number_again(params, call)):
        return _at(again, Outcome.MET, again.reason, 1.0)
    if volunteered := find(call, Role.CUSTOMER, params.volunteered):
        return _at(_of(volunteered), Outcome.MET, Text("客户自己确认了", "the customer confirmed it unasked"), 1.0)
    if params.needed == "number" and not _called_for(params, call):
        return not_applicable("没有需要复述确认的内容", "there was nothing to say again")
    return _missed(params, call, asked)


def _asked(params: Params, call: Call, said: _Said) -> Answer:
    following = next(iter(_words_after(call, Role.AGENT, said.end_s)), call.evidence.facts.duration_s)
    answered = any(
        turn.role is Role.CUSTOMER and turn.end_s > (said.start_s + said.end_s) / 2
        and turn.start_s < max(following, said.end_s + params.answer_s) + _TIMING_S
        for turn in call.evidence.turns
    )  # fmt: skip
    if answered:
        return _at(
            said, Outcome.MET, Text(f"说了“{said.quote}”，客户作了回答", "asked, and the customer answered"), 1.0
        )
    if following - said.end_s >= params.answer_s or following == call.evidence.facts.duration_s:
        return _at(said, Outcome.MET, Text("说了并等了客户回答", "asked, and left time for an answer"), 1.0)
    return _at(said, Outcome.MISSED, Text("说了，但没有等客户回答", "asked, but left no time for an answer"), 0.5)


def _words_after(call: Call, role: Role, time_s: float) -> Sequence[float]:
    words = (word for turn in call.evidence.turns if turn.role is role for word in turn.words)
    return [word.start_s for word in words if word.start_s >= time_s - 0.05 and word.text.strip("，。？！,.?! ")]


def _number_again(params: Params, call: Call) -> _Said | None:
    """The first number of the customer's that the agent says after it."""
    given, agent = _customers_numbers(params, call), passage_within(call, Role.AGENT, EVERYWHERE)
    for number in numbers_heard(agent, params.least_digits):
        start_s, end_s = agent.span(number.start, number.end)
        if any(_same(number.digits, digits) and start_s >= said_s for digits, said_s in given):
            quote = agent.quote(number.start, number.end)
            return _Said(quote, start_s, end_s, Text("复述了客户说的号码", "said the customer's number again"))
    return None


def _customers_numbers(params: Params, call: Call) -> list[tuple[str, float]]:
    """The digits of each, and when it began."""
    said = passage_within(call, Role.CUSTOMER, EVERYWHERE)
    found = numbers_heard(said, params.least_digits)
    return [(number.digits, said.glyph(number.start).start_s) for number in found]


def _same(one: str, other: str) -> bool:
    from rapidfuzz.distance import LCSseq

    return LCSseq.similarity(one, other) >= _SAME_DIGITS * min(len(one), len(other))


def _called_for(params: Params, call: Call) -> bool:
    return bool(_customers_numbers(params, call)) or any(
        each.sure for each in utterances(call, Role.CUSTOMER, params.needed_for)
    )


def _missed(params: Params, call: Call, asked: Requirement) -> Answer:
    some = "、".join(params.any_of[:2])
    missed = Answer(
        outcome=Outcome.MISSED,
        reason=Text(f"没有听到坐席说“{some}”等", f"the agent was not heard to say “{some}” or the like"),
        quote=asked.found.quote if asked.found else "",
        start_s=asked.found.start_s if asked.found else None,
        end_s=asked.found.end_s if asked.found else None,
        confidence=0.75,
        doubts=asked.doubts,
    )
    if asked.said is None:
        return left_open(missed, _MAY_BE_SAID)
    if poorly_recognised(call, Role.AGENT):
        return left_open(missed, POORLY_RECOGNISED)
    return left_open(missed, _NOT_UNDERSTOOD) if any(map(_unclear, _turns(params, call))) else missed


def _turns(params: Params, call: Call) -> tuple[Turn, ...]:
    if params.within == EVERYWHERE:
        return tuple(turn for turn in call.evidence.turns if turn.role is Role.AGENT)
    return turns_within(call, Role.AGENT, params.within)


def _unclear(turn: Turn) -> bool:
    return turn.end_s - turn.start_s >= _SOUND_S and not understood(turn)


def _until_asked(found: Found) -> _Said:
    """To where the question ends that the words begin, or else their turn."""
    said = passage((found.turn,))
    start = next((i for i, glyph in enumerate(said.glyphs) if glyph.end_s >= found.end_s), 0)
    asking = _ASKING.search(said.text, start)
    end_s = said.glyphs[asking.end() - 1].end_s if asking else found.turn.end_s
    return _Said(found.quote, found.start_s, max(end_s, found.end_s), Text("", ""))


def _of(found: Found) -> _Said:
    return _Said(found.quote, found.start_s, found.end_s, Text("", ""))


def _at(said: _Said, outcome: Outcome, reason: Text, degree: float) -> Answer:
    return Answer(outcome=outcome, reason=reason, quote=said.quote, start_s=said.start_s, end_s=said.end_s,
                  confidence=SURE, degree=degree)  # fmt: skip
