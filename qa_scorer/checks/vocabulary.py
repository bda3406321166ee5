"""Did the agent use a word of a list where it does harm: a vague answer, an unexplained term, a promise?

Missed where a word stands exactly as listed and was well recognised; a word that only sounds right, or whose settling
words may lie in what was not understood, is undetermined.

Parameters
    none_of        the words
    except_in      longer harmless wordings that contain one of them (应该做的)
    in_answer_to   only in the agent's answer to a customer's turn with one of these words (多少钱, 什么时候)
    settled_by     wordings of the agent's that make it harmless in the same turn or within `settled_turns` more (a
                   check that follows, an explanation of the term)
    settled_turns  default 2
    customers_own  false: a word the customer used first is fine (default true)

Source: T's list of vague words, U and H on promises, terms and private questions.

Met:    customer: 多少钱？  agent: 可能是十块，我帮您核实一下。   for none_of: [可能], settled_by: [核实]
Missed: customer: 多少钱？  agent: 大概十块吧。                 for none_of: [大概], in_answer_to: [多少钱]
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, left_open, not_applicable, understood
from qa_scorer.checks._uttered import Utterance, utterances
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording import Found, Window, find, find_all

METHOD = Text("由转写的文字对照词表判断", "from the words, against a list")
RELIABILITY = Text("只认词表里的原词；没听准的交人工", "only the words of the list; in doubt a person decides")
_NOT_SURE = Text("没有听准", "it was not surely heard")
_NOT_UNDERSTOOD = Text("后面有话没有听清", "not all that followed was understood")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    none_of: tuple[str, ...]
    except_in: tuple[str, ...] = ()
    in_answer_to: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    settled_turns: int = 2
    customers_own: bool = True


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    questions = find_all(call, Role.CUSTOMER, params.in_answer_to) if params.in_answer_to else []
    if params.in_answer_to and not questions:
        return not_applicable("客户没有问到这些", "the customer asked nothing of the kind")
    said = [
        each
        for each in utterances(call, Role.AGENT, params.none_of, except_in=params.except_in)
        if _counts(params, call, each.found, questions)
    ]
    accused = [_judged(params, call, each) for each in said]
    if worst := next((found for found in accused if found.outcome is Outcome.MISSED), next(iter(accused), None)):
        return worst
    return Answer(outcome=Outcome.MET, reason=Text("没有听到这类用词", "no such words were heard"), confidence=0.9)


def _counts(params: Params, call: Call, found: Found, questions: list[Found]) -> bool:
    if params.in_answer_to and not any(_answers(call, question, found.turn) for question in questions):
        return False
    if not params.customers_own and find(call, Role.CUSTOMER, (found.phrase,), Window(before_s=found.start_s)):
        return False
    after = _after(params, call, found)
    until_s = max((turn.end_s for turn in after), default=found.turn.end_s)
    return find(call, Role.AGENT, params.settled_by, Window(after_s=found.turn.start_s, before_s=until_s)) is None


def _answers(call: Call, question: Found, turn: Turn) -> bool:
    """Whether `turn` is the agent's first after the question."""
    after = (t for t in call.evidence.turns if t.role is Role.AGENT and t.end_s > question.end_s)
    return next(after, None) == turn


def _after(params: Params, call: Call, found: Found) -> list[Turn]:
    own = [turn for turn in call.evidence.turns if turn.role is Role.AGENT and turn.start_s > found.turn.start_s]
    return own[: params.settled_turns] if params.settled_by else []


def _judged(params: Params, call: Call, said: Utterance) -> Answer:
    found = said.found
    missed = Answer(
        outcome=Outcome.MISSED,
        reason=Text(f"说了“{found.phrase}”", f"“{found.phrase}” was said"),
        quote=found.quote,
        start_s=found.start_s,
        end_s=found.end_s,
        confidence=found.confidence,
    )
    if not said.sure or not found.exact:
        return left_open(missed, _NOT_SURE)
    following = _after(params, call, found)
    return left_open(missed, _NOT_UNDERSTOOD) if not all(map(understood, following)) else missed
