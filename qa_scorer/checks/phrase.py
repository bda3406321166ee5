"""Was a set phrase said?

Asks whether `role` said any of `any_of` within `within`. The words may be heard exactly or by sound (工号 written
公号), because recognisers write Mandarin homophones freely. A likeness between `doubt_from` and `sure_from` is
doubtful, and so is a phrase of which at least `ask_from` was heard: there the recogniser is asked again about that
phrase. From 80 % it was said, under 10 % it was not; between them, or where it was doubtful and nobody could be asked,
it is "undetermined": a person should listen.

Parameters
    any_of          phrases, any one of which will do; {*} stands for anything, {#} for a number, (a|b) for either
    role            agent (default) or customer
    within          first_turns / last_turns (of that role), first_s / last_s (seconds), first_percent / last_percent
                    (of the call), after_s / before_s (times of the call); default: the whole call
    sure_from       likeness by sound, 0..1, from which the phrase counts as said (default 0.8: one syllable in
                    four or five may differ; one that telephones blur counts a quarter)
    doubt_from      likeness from which it is undetermined instead of missed (default 0.6)
    ask_from        likeness from which the recogniser is asked again (default 0.5)
    excused_when_released_by   who hung up first for the rule not to apply, if the phrase was not said
    excused_unless_said        but it applies all the same where the role said one of these: there was time for it
    needs_customer  true: the rule does not apply where the customer never spoke and the phrase was not said (default
                    false)

Met:    agent: 您好，很高兴为您服务。      for any_of: [您好]
Missed: agent: 什么事？                    for any_of: [您好]
"""

from dataclasses import dataclass, replace
from typing import Literal

from qa_scorer.checks._cannot_tell import (
    ROLE_NAMES,
    cannot_hear,
    customer_never_spoke,
    left_open,
    not_applicable,
    understood,
)
from qa_scorer.checks._second_opinion import NO_MORE, Heard, heard
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role
from qa_scorer.wording import EVERYWHERE, Found, Window, find
from qa_scorer.wording.window import turns_within

_NOT_UNDERSTOOD = Text("那里有的话没有听清", "not all that was said there was understood")

METHOD = Text(
    "由转写的文字判断：规定范围内有没有说过（原词或读音相近）",
    "from the words: whether it was said there, exactly or by sound",
)
RELIABILITY = Text(
    "好：读音相近的也认得出；说法完全不同的算没说",
    "well: misheard characters are seen through; quite other words count as not said",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    any_of: tuple[str, ...]
    role: Role = Role.AGENT
    within: Window = EVERYWHERE
    sure_from: float = 0.8
    doubt_from: float = 0.6
    ask_from: float = 0.5
    excused_when_released_by: Literal["agent", "customer"] | None = None
    excused_unless_said: tuple[str, ...] = ()
    needs_customer: bool = False


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, params.role):
        return unheard
    said = heard(
        call,
        params.role,
        params.any_of,
        params.within,
        sure_from=params.sure_from,
        doubt_from=params.doubt_from,
        ask_from=params.ask_from,
    )
    return replace(_answer(params, call, said), doubts=said.doubts)


def _answer(params: Params, call: Call, said: Heard) -> Answer:
    if said.found and said.outcome is Outcome.MET:
        return _at(said, said.found, f"说了“{said.found.phrase}”", f"“{said.found.phrase}” was said")
    if params.excused_when_released_by and _excused(params, call):
        who = ROLE_NAMES[Role(params.excused_when_released_by)]
        return not_applicable(f"{who.zh}先挂断，不作要求", f"{who.en} hung up first")
    if params.needs_customer and customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    if said.found and said.outcome is Outcome.UNDETERMINED:
        zh, en = f"听起来有些像“{said.found.phrase}”", f"something like “{said.found.phrase}” was heard"
        return _at(said, said.found, zh, en, Text("，请人工听一下", ": please listen"))
    missed, turns = _not_said(params), turns_within(call, params.role, params.within)
    if params.within != EVERYWHERE and not all(map(understood, turns)):
        return left_open(missed, _NOT_UNDERSTOOD)
    return missed


def _excused(params: Params, call: Call) -> bool:
    """Whether who hung up first left no time for it."""
    if call.data.released_by != params.excused_when_released_by:
        return False
    return not find(call, params.role, params.excused_unless_said, params.within, at_least=1.0)


def _at(said: Heard, found: Found, zh: str, en: str, then: Text = NO_MORE) -> Answer:
    return Answer(
        outcome=said.outcome,
        reason=Text(f"{zh}（{said.how.zh}）{then.zh}", f"{en} ({said.how.en}){then.en}"),
        quote=found.quote,
        start_s=found.start_s,
        end_s=found.end_s,
        confidence=said.confidence,
    )


def _not_said(params: Params) -> Answer:
    who, some = ROLE_NAMES[params.role], "、".join(params.any_of[:3])
    return Answer(
        outcome=Outcome.MISSED,
        reason=Text(
            f"规定范围内没有听到{who.zh}说“{some}”等", f"{who.en} was not heard to say “{some}” or the like there"
        ),
        confidence=0.8,
    )
