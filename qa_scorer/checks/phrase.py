"""Was a set phrase said?

Asks whether `role` said any of `any_of` within `within`. The words may be heard exactly or by sound (工号 written
公号), because recognisers write Mandarin homophones freely. A likeness between `doubt_from` and `sure_from` is
"undetermined": a person should listen.

Parameters
    any_of          phrases, any one of which will do
    role            agent (default) or customer
    within          first_turns / last_turns (of that role), first_s / last_s (seconds); default: the whole call
    sure_from       likeness by sound, 0..1, from which the phrase counts as said (default 0.8: one syllable in
                    four or five may differ, and a blurred one counts half)
    doubt_from      likeness from which it is undetermined instead of missed (default 0.6)
    excused_when_released_by   who hung up first for the rule not to apply, if the phrase was not said
    needs_customer  true: the rule does not apply where the customer never spoke and the phrase was not said (default
                    false)

Met:    agent: 您好，很高兴为您服务。      for any_of: [您好]
Missed: agent: 什么事？                    for any_of: [您好]
"""

from dataclasses import dataclass
from typing import Literal

from qa_scorer.checks._cannot_tell import ROLE_NAMES, cannot_hear, customer_never_spoke, not_applicable
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role
from qa_scorer.wording.passage import Passage
from qa_scorer.wording.phrases import Hit, best_hit
from qa_scorer.wording.window import EVERYWHERE, Window, passage_within

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
    excused_when_released_by: Literal["agent", "customer"] | None = None
    needs_customer: bool = False


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, params.role):
        return unheard
    passage = passage_within(call, params.role, params.within)
    hit = best_hit(passage, params.any_of, params.doubt_from)
    if hit and hit.degree >= params.sure_from:
        return _said(passage, hit)
    if params.excused_when_released_by and call.data.released_by == params.excused_when_released_by:
        who = ROLE_NAMES[Role(params.excused_when_released_by)]
        return not_applicable(f"{who.zh}先挂断，不作要求", f"{who.en} hung up first")
    if params.needs_customer and customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    return _doubtful(passage, hit) if hit else _not_said(params)


def _said(passage: Passage, hit: Hit) -> Answer:
    start_s, end_s = passage.span(hit.start, hit.end)
    how = Text("原词", "the exact words") if hit.exact else Text("读音相符", "the same sound")
    return Answer(
        outcome=Outcome.MET,
        reason=Text(f"说了“{hit.phrase}”（{how.zh}）", f"“{hit.phrase}” was said ({how.en})"),
        quote=passage.quote(hit.start, hit.end),
        start_s=start_s,
        end_s=end_s,
        confidence=hit.degree * (passage.probability(hit.start, hit.end) if hit.exact else hit.degree),
    )


def _doubtful(passage: Passage, hit: Hit) -> Answer:
    start_s, end_s = passage.span(hit.start, hit.end)
    return Answer(
        outcome=Outcome.UNDETERMINED,
        reason=Text(
            f"听起来有些像“{hit.phrase}”（相似 {hit.degree:.0%}），请人工听一下",
            f"something like “{hit.phrase}” was heard ({hit.degree:.0%} alike): please listen",
        ),
        quote=passage.quote(hit.start, hit.end),
        start_s=start_s,
        end_s=end_s,
        confidence=hit.degree,
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
