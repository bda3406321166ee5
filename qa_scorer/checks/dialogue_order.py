"""Was a set dialogue kept to, step by step and in its order?

Each step is a set of phrases, any of which will do, looked for in what the agent says after the step before. Missed
where steps are lacking or out of order, with the points in proportion; undetermined where a step may have been
said.

Parameters
    steps    each with name {zh, en} and any_of
    within   where in the call (default: everywhere)

Source: M: the script of the message desk.

Met:    agent: 请问您贵姓？ customer: 姓王。 agent: 留言请讲。 …   for steps: 贵姓, 留言请讲
Missed: agent: 留言请讲。 …                                     for the same (half of the points)
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, customer_never_spoke, not_applicable, poorly_recognised
from qa_scorer.checks._second_opinion import doubt_about
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Doubt, Outcome, Role
from qa_scorer.wording import DOUBT, EVERYWHERE, SURE, Found, Window, find, find_in_order

METHOD = Text("由转写的文字判断：各步是否按顺序说到", "from the words: whether each step was said, in its order")
RELIABILITY = Text(
    "较好：按用语认步骤；顺序不对会指出", "fairly well: steps are recognised by their words, their order is told"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedStep:
    name: Text
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    steps: tuple[OrderedStep, ...]
    within: Window = EVERYWHERE


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    if customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    phrases = [step.any_of for step in params.steps]
    surely = find_in_order(call, Role.AGENT, phrases, params.within, at_least=SURE)
    maybe = find_in_order(call, Role.AGENT, phrases, params.within, at_least=DOUBT)
    lacking = [place for place, found in enumerate(surely) if found is None]
    unsure = [found for place in lacking if (found := maybe[place])]
    outcome = Outcome.MET
    if lacking:
        outcome = Outcome.UNDETERMINED if len(unsure) == len(lacking) else Outcome.MISSED
    said = [found for found in surely if found]
    if outcome is Outcome.MISSED and poorly_recognised(call, Role.AGENT):
        outcome = Outcome.UNDETERMINED
    return Answer(
        outcome=outcome,
        reason=_reason(params, call, lacking),
        quote=" / ".join(found.quote for found in said[:3]),
        start_s=said[0].start_s if said else None,
        end_s=said[-1].end_s if said else None,
        confidence=0.4 if outcome is Outcome.UNDETERMINED else 0.8,
        degree=None if outcome is Outcome.UNDETERMINED else 1 - len(lacking) / len(params.steps),
        doubts=_doubts(unsure) if outcome is Outcome.UNDETERMINED else (),
    )


def _doubts(unsure: Sequence[Found]) -> tuple[Doubt, ...]:
    return tuple(doubt_about(found, Role.AGENT) for found in unsure)


def _reason(params: Params, call: Call, lacking: Sequence[int]) -> Text:
    steps, said = len(params.steps), len(params.steps) - len(lacking)
    zh, en = f"规定的 {steps} 步按顺序做到 {said} 步", f"{said} of {steps} steps said in their order"
    for place in lacking:
        step = params.steps[place]
        elsewhere = find(call, Role.AGENT, step.any_of, params.within) is not None
        zh += f"；{step.name.zh}{'顺序不对' if elsewhere else '没有听到'}"
        en += f"; {step.name.en} {'out of order' if elsewhere else 'not heard'}"
    return Text(zh, en)
