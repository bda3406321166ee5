"""Did the agent say something forbidden to the customer?

A hit accuses a person, so it needs the exact words in one turn, recognised at high confidence. Words that only sound
alike, or were recognised with doubt, or stand where they may be a quotation or a negation (我们不会说…, 您说的…), are
"undetermined": a person listens. What the customer says never counts.

Parameters
    none_of         the phrases
    whole_turn      short ones that count only as the whole turn (a bare 什么？)
    whole_word      the phrases must stand at word boundaries, so that 喂 does not fire inside 喂养 (default false)
    except_in       longer harmless wordings that contain one of them (喂，听得到吗)
    settled_by      wordings that make it harmless when they follow within `settled_turns` agent turns (a transfer, a
                    logged case, a call back)
    settled_turns   default 2
    sure_from       the recogniser's mean probability of the words from which a hit is certain (default 0.6)
    doubt_from      likeness by sound, 0..1, from which a phrase of four characters or more is undetermined
                    (default 0.85)

Met:    customer: 用不起就别用，你们说的是吧。      for none_of: [用不起就别用]
Missed: agent: 用不起就别用。                      for none_of: [用不起就别用]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording.boundaries import word_edges
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import Hit, best_hit, exact_hits
from qa_scorer.wording.script import fold
from qa_scorer.wording.window import EVERYWHERE, turns_within

METHOD = Text(
    "由转写的文字判断：坐席有没有对客户原样说过",
    "from the words: whether the agent said these very words to the customer",
)
RELIABILITY = Text(
    "只认原词，拿不准或可能是转述的交人工；换个说法会漏掉",
    "only these very words count; in doubt or where quoted a person decides; other words are overlooked",
)

_SOUND_LEAST_CHARACTERS = 4
# What stands shortly before words that are reported, denied or asked about instead of said, and what only seems so.
_REPORTING = re.compile("说|讲|反映|提到|所谓|不会|不是|没有|不要|不能|怎么能|别")
_REPORTING_WITHIN = 8
_SAID_TO_THE_FACE = re.compile("[跟和对][你您]说|告诉[你您]|我说")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    none_of: tuple[str, ...] = ()
    whole_turn: tuple[str, ...] = ()
    whole_word: bool = False
    except_in: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    settled_turns: int = 2
    sure_from: float = 0.6
    doubt_from: float = 0.85

    def __post_init__(self) -> None:
        if not self.none_of and not self.whole_turn:
            raise ValueError("none_of or whole_turn must name a phrase")


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    turns = turns_within(call, Role.AGENT, EVERYWHERE)
    hits = [found for index in range(len(turns)) for found in _in_turn(params, turns, index)]
    certain = next((found for found in hits if found.outcome is Outcome.MISSED), None)
    if found := certain or next(iter(hits), None):
        return found
    return Answer(outcome=Outcome.MET, reason=Text("没有听到这类禁语", "nothing of the kind was heard"), confidence=0.9)


def _in_turn(params: Params, turns: tuple[Turn, ...], index: int) -> Iterator[Answer]:
    said = passage((turns[index],))
    for hit in _exact(params, said):
        if not _settled(params, turns[index + 1 : index + 1 + params.settled_turns], said, hit):
            yield _judged(params, said, hit)
    long_ones = tuple(phrase for phrase in params.none_of if len(fold(phrase)) >= _SOUND_LEAST_CHARACTERS)
    hit_by_sound = best_hit(said, long_ones, params.doubt_from)
    if hit_by_sound and not hit_by_sound.exact and not _excepted(params, said, hit_by_sound):
        yield _answer(
            said, hit_by_sound, Outcome.UNDETERMINED, "读音相近", "it only sounds alike", hit_by_sound.degree / 2
        )


def _exact(params: Params, said: Passage) -> Iterator[Hit]:
    for hit in exact_hits(said, params.whole_turn):
        if (hit.start, hit.end) == (0, len(said.text)):
            yield hit
    for hit in exact_hits(said, params.none_of):
        at_edges = not params.whole_word or {hit.start, hit.end} <= word_edges(said.text)
        if at_edges and not _excepted(params, said, hit):
            yield hit


def _excepted(params: Params, said: Passage, hit: Hit) -> bool:
    return any(
        harmless.start <= hit.start and hit.end <= harmless.end for harmless in exact_hits(said, params.except_in)
    )


def _settled(params: Params, following: tuple[Turn, ...], said: Passage, hit: Hit) -> bool:
    if not params.settled_by:
        return False
    return any(best_hit(rest, params.settled_by) for rest in (said.after(hit.end), passage(following)))


def _judged(params: Params, said: Passage, hit: Hit) -> Answer:
    probability = said.probability(hit.start, hit.end)
    before = _SAID_TO_THE_FACE.sub("", said.text[max(0, hit.start - _REPORTING_WITHIN) : hit.start])
    if _REPORTING.search(before):
        return _answer(
            said, hit, Outcome.UNDETERMINED, "可能是转述或否定", "it may be quoted or denied", probability / 2
        )
    if probability < params.sure_from:
        return _answer(said, hit, Outcome.UNDETERMINED, "识别把握不足", "the recogniser was unsure", probability)
    return _answer(said, hit, Outcome.MISSED, "原词", "the exact words", probability)


def _answer(said: Passage, hit: Hit, outcome: Outcome, zh: str, en: str, confidence: float) -> Answer:
    start_s, end_s = said.span(hit.start, hit.end)
    listen = Text("，请人工听一下", ": please listen") if outcome is Outcome.UNDETERMINED else Text("", "")
    return Answer(
        outcome=outcome,
        reason=Text(f"听到“{hit.phrase}”（{zh}）{listen.zh}", f"“{hit.phrase}” was heard ({en}){listen.en}"),
        quote=said.quote(hit.start, hit.end),
        start_s=start_s,
        end_s=end_s,
        confidence=confidence,
    )
