"""Were all the elements there: the five courtesies, what a complaint must record, what an order must explain?

Each element is a set of phrases, any of which will do; saying one twice earns nothing. Fewer than `least` is missed,
with the points in proportion. An element that may have been said, and could make up the number, leaves it undetermined;
so do words that were poorly recognised as a whole.

Parameters
    elements      each with name {zh, en}, any_of, and by (agent, the default; customer; either: where the customer
                  volunteers it the agent need not ask)
    least         how many of them (default: all)
    when          asked only where this happens: any_of, role (default customer), except_in (see when_then)
    within        where in the call (default: everywhere)
    needs_customer  true: not asked where the customer never spoke (default false)

Source: M, T, H, C list the elements; how many will do is the rubric's.

Met:    agent: 您好，请稍等，谢谢，对不起，再见。
        for least: 4 of 您好, 请, 谢谢, 对不起, 再见
Missed: agent: 您好，您好，再见。        for the same (half of the points)
"""

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
)
from qa_scorer.checks._events import When, events
from qa_scorer.checks._required import Requirement, required
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role
from qa_scorer.wording import EVERYWHERE, Window

METHOD = Text("由转写的文字判断：应有的要素是否都说到", "from the words: whether each element was mentioned")
RELIABILITY = Text(
    "较好：按词语认要素；换个说法会漏认",
    "fairly well: elements are recognised by their words; other words are overlooked",
)

_NOTHING_CALLED_FOR_IT = not_applicable("没有出现需要说这些的情况", "nothing called for it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    name: Text
    any_of: tuple[str, ...]
    by: Literal["agent", "customer", "either"] = "agent"

    @property
    def role(self) -> Role | None:
        return None if self.by == "either" else Role(self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    elements: tuple[Element, ...]
    least: int | None = None
    when: When | None = None
    within: Window = EVERYWHERE
    needs_customer: bool = False

    def __post_init__(self) -> None:
        if not self.elements or not 1 <= self.needed <= len(self.elements):
            raise WrongValue(
                "要有 elements，least 应在 1 到其个数之间",
                "there must be elements, and least must be 1 to their number",
            )

    @property
    def needed(self) -> int:
        return len(self.elements) if self.least is None else self.least


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    if params.needs_customer and customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    happened = events(call, params.when) if params.when else None
    if happened == []:
        return _NOTHING_CALLED_FOR_IT
    told = [(element, required(call, element.role, element.any_of, params.within)) for element in params.elements]
    unsure_of_need = happened is not None and not any(event.sure for event in happened)
    found = _judged(params, told, unsure_of_need)
    if found.outcome is Outcome.MISSED and poorly_recognised(call, Role.AGENT):
        found = left_open(found, POORLY_RECOGNISED)
    if happened and found.outcome is not Outcome.MET and all(event.faint for event in happened):
        return _NOTHING_CALLED_FOR_IT
    return found


def _judged(params: Params, told: Sequence[tuple[Element, Requirement]], unsure_of_need: bool) -> Answer:
    said = [element.name for element, requirement in told if requirement.said]
    lacking = [element.name for element, requirement in told if not requirement.said]
    maybe = [requirement for _, requirement in told if requirement.said is None]
    outcome = Outcome.MET if len(said) >= params.needed else Outcome.MISSED
    if outcome is Outcome.MISSED and (unsure_of_need or len(said) + len(maybe) >= params.needed):
        outcome = Outcome.UNDETERMINED
    first = next((requirement.found for _, requirement in told if requirement.found), None)
    return Answer(
        outcome=outcome,
        reason=_reason(params, said, lacking, outcome),
        quote=first.quote if first else "",
        start_s=first.start_s if first else None,
        end_s=first.end_s if first else None,
        confidence=0.4 if outcome is Outcome.UNDETERMINED else 0.8,
        degree=None if outcome is Outcome.UNDETERMINED else min(len(said) / params.needed, 1.0),
        doubts=tuple(doubt for _, each in told for doubt in each.doubts) if outcome is not Outcome.MET else (),
    )


def _reason(params: Params, said: Sequence[Text], lacking: Sequence[Text], outcome: Outcome) -> Text:
    zh = f"{len(params.elements)} 项中说到 {len(said)} 项（要求 {params.needed} 项）"
    en = f"{len(said)} of {len(params.elements)} mentioned ({params.needed} asked)"
    if outcome is not Outcome.MET:
        zh += "，没有听到：" + "、".join(name.zh for name in lacking)
        en += "; not heard: " + ", ".join(name.en for name in lacking)
    if outcome is Outcome.UNDETERMINED:
        zh, en = zh + "；有的听起来像，请人工听一下", en + "; something like it was heard: please listen"
    return Text(zh, en)
