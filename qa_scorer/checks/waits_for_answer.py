"""After a question, did the agent wait for the answer?

Looks at the last time the agent asked any of `any_of`. Met when the customer makes any sound before the agent goes on,
when the agent leaves `least_wait_s` for it, or says nothing more. Not applicable when it was not asked.

Parameters
    any_of        the question, in any of its wordings
    within        where in the call; default: everywhere
    least_wait_s  how long to leave for an answer; less is missed with the points of a straight line (default 3)
    sure_from     likeness by sound, 0..1, from which the question was asked (default 0.8)
    doubt_from    likeness from which it may have been: undetermined (default 0.6)

Source: T (closing.wait_reply). It gives no figure; 3 s is longer than nearly every answer takes to begin.

Met:    agent: 还有其他可以帮您的吗？  customer: 没有了。
Missed: agent: 还有其他可以帮您的吗感谢您的来电再见
"""

import re
from dataclasses import dataclass, replace

from qa_scorer.checks._cannot_tell import (
    SHARED_CHANNEL,
    cannot_hear,
    customer_never_spoke,
    left_open,
    not_applicable,
    own_channels,
    undetermined,
)
from qa_scorer.checks._grade import share
from qa_scorer.checks._second_opinion import NOT_SAID_BELOW, SAID_FROM, SURELY_SAID_FROM, doubt_about
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Doubt, Outcome, Role, Turn, Word
from qa_scorer.wording.find import found_in
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import Hit, best_hit, exact_hits
from qa_scorer.wording.script import fold
from qa_scorer.wording.window import EVERYWHERE, Window, turns_within

METHOD = Text(
    "由文字和时间判断：问完之后有没有停下来", "from the words and times: whether there was a pause after the question"
)
RELIABILITY = Text("好；问句结尾没听准的交人工", "well; where the end of the question was not heard a person decides")

# What may still belong to the question after the words that were looked for: 还有其他问题 + 需要我处理吗. Recognisers
# write its last syllable in many ways, or lose it: then the question is taken to go on to the next pause.
_ASKING = "吗么嘛呢吧妈"
_REST_OF_QUESTION = re.compile(f"^.{{0,8}}?[{_ASKING}]")
_PAUSE_S = 0.5
_TIMING_S = 0.3  # word times are this exact at best
_NOT_ASKED = not_applicable("没有问这句话，不作要求", "it was not asked")
_NOT_SURELY_ASKED = Text("有没有问没有听准", "whether it was asked was not clearly heard")
_END_NOT_HEARD = Text("问话在哪里结束没有听准", "where the question ended was not clearly heard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    any_of: tuple[str, ...]
    within: Window = EVERYWHERE
    least_wait_s: float = 3.0
    sure_from: float = 0.8
    doubt_from: float = 0.6

    def __post_init__(self) -> None:
        if self.least_wait_s <= 0:
            raise WrongValue("least_wait_s 应大于 0", "least_wait_s must be over 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """`degree`: how sure it is that it was asked; `end_heard`: and where it ended."""

    quote: str
    start_s: float
    end_s: float
    degree: float
    end_heard: bool
    doubt: Doubt


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    if customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    question = _last_question(params, call)
    if question is None:
        return _NOT_ASKED
    surely_asked = question.degree >= params.sure_from
    if not surely_asked:
        probability = call.evidence.probability_of(question.doubt)
        if probability is not None and probability < NOT_SAID_BELOW:
            return replace(_NOT_ASKED, doubts=(question.doubt,))
        if probability is None or probability < SAID_FROM:
            zh, en = f"像是问了，但没有听准：{question.quote}", f"something like it was asked: {question.quote}"
            return replace(undetermined(zh, en), doubts=(question.doubt,))
        surely_asked = probability >= SURELY_SAID_FROM
    following = _next_word(call, question)
    until_s = following.start_s if following else call.evidence.facts.duration_s
    if _customer_answers(call, question, until_s):
        return _at(
            question, Outcome.MET, Text("问后等了客户回答", "the customer answered before the agent went on"), 1.0
        )
    wait_s = max(until_s - question.end_s, 0.0)
    if following is None and wait_s < params.least_wait_s and call.data.released_by != "customer":
        return undetermined("问完通话就结束了，看不出是否等了回答", "the call ended right after the question")
    waited = Text(f"问后停了 {wait_s:.1f} 秒", f"left {wait_s:.1f} s for an answer")
    if following is None or wait_s >= params.least_wait_s:
        return _at(question, Outcome.MET, waited, 1.0)
    reason = Text(
        f"{waited.zh}就接着说（标准 {params.least_wait_s:g} 秒）",
        f"{waited.en} and went on (the standard is {params.least_wait_s:g} s)",
    )
    missed = _at(question, Outcome.MISSED, reason, share(-wait_s, -params.least_wait_s, 0.0))
    if not own_channels(call):
        return left_open(missed, SHARED_CHANNEL)
    if not surely_asked:
        return left_open(missed, _NOT_SURELY_ASKED)
    return missed if question.end_heard else left_open(missed, _END_NOT_HEARD)


def _last_question(params: Params, call: Call) -> _Question | None:
    """The last one that was surely asked, or else the last that may have been."""
    heard = [_question(params, turn) for turn in reversed(turns_within(call, Role.AGENT, params.within))]
    asked = [question for question in heard if question]
    return next((question for question in asked if question.degree >= params.sure_from), next(iter(asked), None))


def _question(params: Params, turn: Turn) -> _Question | None:
    said = passage((turn,))
    by_sound = best_hit(said, params.any_of, params.doubt_from)
    hits: list[Hit] = [*exact_hits(said, params.any_of), *([by_sound] if by_sound else [])]
    if not hits:
        return None
    last = max(hits, key=lambda hit: (hit.exact, hit.end))
    end = _end_of_question(said, last)
    start_s, end_s = said.span(last.start, end or _next_pause(said, last.end))
    end_s = max(
        word.end_s for word in turn.words if word.start_s < end_s
    )  # with the mark in 吗？, which takes time too
    quote = said.quote(last.start, last.end)
    return _Question(
        quote=quote,
        start_s=start_s,
        end_s=end_s,
        degree=last.degree,
        end_heard=end is not None,
        doubt=doubt_about(found_in(said, last), Role.AGENT),
    )


def _end_of_question(said: Passage, hit: Hit) -> int | None:
    """Where in the text the asking syllable has passed; None where none was heard."""
    if said.text[hit.end - 1] in _ASKING:
        return hit.end
    rest = _REST_OF_QUESTION.match(said.text[hit.end :])
    return hit.end + rest.end() if rest else None


def _next_pause(said: Passage, place: int) -> int:
    while place < len(said.glyphs) and said.glyphs[place].start_s - said.glyphs[place - 1].end_s < _PAUSE_S:
        place += 1
    return place


def _next_word(call: Call, question: _Question) -> Word | None:
    words = (word for turn in call.evidence.turns if turn.role is Role.AGENT for word in turn.words)
    return next((word for word in words if word.start_s >= question.end_s - 0.05 and fold(word.text)), None)


def _customer_answers(call: Call, question: _Question, until_s: float) -> bool:
    """Whether any sound of the customer's lies between (the middle of) the question and what the agent says next."""
    middle_s = (question.start_s + question.end_s) / 2
    return any(
        turn.role is Role.CUSTOMER and turn.end_s > middle_s and turn.start_s < until_s + _TIMING_S
        for turn in call.evidence.turns
    )


def _at(question: _Question, outcome: Outcome, reason: Text, degree: float) -> Answer:
    return Answer(
        outcome=outcome,
        reason=reason,
        quote=question.quote,
        start_s=question.start_s,
        end_s=question.end_s,
        confidence=0.8,
        degree=degree,
    )
