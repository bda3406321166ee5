"""Was the agent's own number (or name) given?

Asks whether the agent said the job number of the call data within `within`. Digits are read by sound too
(幺 = 一 = 1, 工号 heard as 公号), and a recogniser may drop one of them. Where another number stands beside 工号,
or 工号 without a number, or something that sounds like the agent's, the recogniser is asked again: how likely is it
that this agent's number (or name) was said, against the nearest ones of the night's other agents and against what it
wrote. From 90 % it was given (a name from 80 %), under 3 % it was not; in between it is "undetermined". Where nobody
could be asked, a number that differs in more than half of its digits and was recognised with confidence is missed, and
one that differs by less is "undetermined". Without an agent in the call data any number beside 工号 will do.

Parameters
    beside        words that stand before or after a job number (工号1206, 1206号客服)
    within        where in the call; default: the agent's first two turns
    least_digits  the shortest job number there is (default 3)
    sure_from     the recogniser's mean probability from which another number is certain (default 0.7)

Met:    agent: 您好，工号幺二零六。   for agent 1206
Missed: agent: 您好，请讲。           for agent 1206
"""

import re
from dataclasses import dataclass, replace

from qa_scorer.checks._cannot_tell import cannot_hear
from qa_scorer.checks._second_opinion import SAID_FROM, SURELY_SAID_FROM, again
from qa_scorer.language import Text
from qa_scorer.model import UNKNOWN_AGENT, Answer, Call, Doubt, Outcome, Role
from qa_scorer.wording.numbers import NumberHeard, numbers_heard
from qa_scorer.wording.passage import Passage
from qa_scorer.wording.phrases import Hit, best_hit, sound_hits
from qa_scorer.wording.placing import place_of
from qa_scorer.wording.window import Window, passage_within

METHOD = Text(
    "由转写的文字对照通话清单的工号、姓名判断", "from the words, against the number and name in the call table"
)
RELIABILITY = Text(
    "好：漏一位、听错一位也认得出；清单里没有工号时，报了号就算",
    "well: a lost or misheard digit is seen through; without a call table any number will do",
)

_OPENING = Window(first_turns=2)

_NOT_GIVEN_BELOW = 0.03
_ASK_FROM = 0.4  # likeness of the whole 工号1206 from which it is worth asking
_AROUND = 5  # characters on either side of a label: the number, or the name, beside it
_RIVALS = 7  # of the roster, those that sound most like what was recognised
_SAME_SOUND = 0.95  # likeness from which two or three syllables are the same words
_LIKE_LABEL, _LIKE_NAME = 0.74, 0.6  # likeness from which something of the kind was said: one syllable misheard
_NEAR = 3  # characters between a job number and the words it stands beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    beside: tuple[str, ...] = ("工号", "客服代表", "号客服", "号话务员", "号为您服务")
    within: Window = _OPENING
    least_digits: int = 3
    sure_from: float = 0.7


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    passage = passage_within(call, Role.AGENT, params.within)
    own = re.sub(r"\D", "", call.data.agent_id)
    numbers = numbers_heard(passage, params.least_digits)
    if own and (said := next((number for number in numbers if own in number.digits), None)):
        return _at(passage, said, Outcome.MET, f"报了工号 {own}", f"gave the job number {own}", 0.95)
    if name := _own_name(call, passage):
        return name
    label = best_hit(passage, params.beside, _LIKE_LABEL)
    number = _job_number(numbers, label, own)
    unasked = _without_asking(params, call, passage, number, label, own)
    place = number or label or _own_number_misheard(passage, own)
    if unasked.outcome is Outcome.MET or not own or place is None:
        return unasked
    return _asked_again(call, passage, place, own, unasked)


def _without_asking(
    params: Params, call: Call, passage: Passage, number: NumberHeard | None, label: Hit | None, own: str
) -> Answer:
    if number:
        return _another_number(params, passage, number, own)
    if doubtful := label or best_hit(passage, (call.data.agent_name,), _LIKE_NAME):
        zh, en = "像是报了工号或姓名，但没有听清，请人工听一下", "a number or name seems to be given: please listen"
        return _at(passage, doubtful, Outcome.UNDETERMINED, zh, en, 0.5)
    return Answer(outcome=Outcome.MISSED, reason=Text("没有听到报工号", "no job number was heard"), confidence=0.8)


def _own_number_misheard(passage: Passage, own: str) -> Hit | None:
    return max(sound_hits(passage, (f"工号{own}",), _ASK_FROM), key=lambda hit: hit.degree, default=None)


def _asked_again(call: Call, passage: Passage, place: NumberHeard | Hit, own: str, unasked: Answer) -> Answer:
    """What the second opinion says of the agent's own number or name there; `unasked` where there is none."""
    doubts = _doubts(call, passage, place, own)
    answers = [(doubt, call.evidence.probability_of(doubt)) for doubt in doubts]
    opinions = [(doubt.phrase, probability) for doubt, probability in answers if probability is not None]
    found = _by_opinion(passage, place, opinions, unasked) if len(opinions) == len(doubts) else unasked
    return replace(found, doubts=doubts)


def _by_opinion(
    passage: Passage, place: NumberHeard | Hit, opinions: list[tuple[str, float]], unasked: Answer
) -> Answer:
    phrase, probability = max(opinions, key=lambda opinion: opinion[1])
    how = again(probability)
    if probability >= (SURELY_SAID_FROM if phrase.isdecimal() else SAID_FROM):  # numbers differ by a digit only
        return _at(passage, place, Outcome.MET, f"报了 {phrase}（{how.zh}）", f"gave {phrase} ({how.en})", probability)
    if probability >= _NOT_GIVEN_BELOW:
        zh, en = f"像是报了 {phrase}（{how.zh}），请人工听一下", f"perhaps {phrase} was given ({how.en}): please listen"
        return _at(passage, place, Outcome.UNDETERMINED, zh, en, probability)
    if unasked.outcome is Outcome.MISSED:
        return unasked
    zh, en = f"报的不是登记的工号或姓名（{how.zh}）", f"what was given is not the number or name on record ({how.en})"
    return _at(passage, place, Outcome.MISSED, zh, en, 1 - probability)


def _doubts(call: Call, passage: Passage, place: NumberHeard | Hit, own: str) -> tuple[Doubt, ...]:
    first, past = max(place.start - _AROUND, 0), min(place.end + _AROUND, len(passage.text))
    start_s, end_s = passage.span(first, past)
    heard = passage.text[first:past]
    others = sorted(set(call.roster) - {own, call.data.agent_id}, key=lambda each: -place_of(each, heard).likeness)
    rivals = tuple(each for each in others if each.isdecimal())[:_RIVALS]
    number = Doubt(phrase=own, role=Role.AGENT, start_s=start_s, end_s=end_s, rivals=rivals)
    if isinstance(place, NumberHeard) or not _named(call):  # where a number stands there is no name
        return (number,)
    return (number, replace(number, phrase=call.data.agent_name, rivals=()))


def _named(call: Call) -> bool:
    return len(call.data.agent_name) >= 2 and call.data.agent_id != UNKNOWN_AGENT


def _job_number(numbers: list[NumberHeard], label: Hit | None, own: str) -> NumberHeard | None:
    """The number that was meant as a job number: beside its label, or nearly the agent's own."""
    for number in numbers:
        beside = label and min(abs(number.start - label.end), abs(label.start - number.end)) <= _NEAR
        if beside or (own and _differing(number.digits, own) == 1):
            return number
    return None


def _differing(digits: str, own: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(digits, own)


def _another_number(params: Params, passage: Passage, number: NumberHeard, own: str) -> Answer:
    heard = number.digits
    if not own:
        return _at(passage, number, Outcome.MET, f"报了号码 {heard}", f"gave the number {heard}", 0.8)
    differing, probability = _differing(heard, own), passage.probability(number.start, number.end)
    if differing == 1 and len(heard) == len(own) - 1:
        zh, en = f"报了工号 {own}（识别漏了一位：{heard}）", f"gave the job number {own} (a digit was lost: {heard})"
        return _at(passage, number, Outcome.MET, zh, en, 0.7)
    if differing > len(own) / 2 and probability >= params.sure_from:
        zh, en = f"报的号码是 {heard}，登记的工号是 {own}", f"gave {heard} where {own} is on record"
        return _at(passage, number, Outcome.MISSED, zh, en, probability)
    zh = f"听到的号码是 {heard}，登记的工号是 {own}，请人工听一下"
    en = f"heard {heard} where {own} is on record: please listen"
    return _at(passage, number, Outcome.UNDETERMINED, zh, en, 0.5)


def _own_name(call: Call, passage: Passage) -> Answer | None:
    if not _named(call):
        return None
    if not (hit := best_hit(passage, (call.data.agent_name,), _SAME_SOUND)):
        return None
    return _at(
        passage, hit, Outcome.MET, f"报了姓名 {call.data.agent_name}", f"gave the name {call.data.agent_name}", 0.9
    )


def _at(passage: Passage, place: NumberHeard | Hit, outcome: Outcome, zh: str, en: str, confidence: float) -> Answer:
    start_s, end_s = passage.span(place.start, place.end)
    quote = passage.quote(place.start, place.end)
    return Answer(
        outcome=outcome, reason=Text(zh, en), quote=quote, start_s=start_s, end_s=end_s, confidence=confidence
    )
