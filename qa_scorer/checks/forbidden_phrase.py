"""Did the agent say something forbidden to the customer?

A hit accuses a person, so it needs the exact words in one turn, recognised at high confidence, or words of the same
sound on which the recogniser, asked again, is 97 % sure. It is doubtful where the words only sound alike or were
recognised with doubt: there it is asked again, and in between, or where nobody could be asked, a person listens. What
the customer says never counts, nor what the agent quotes or denies (您说的…, 我们不会说…); where it may be either it
is "undetermined".

Parameters
    none_of         the phrases; {*} stands for anything, {#} for a number, (a|b) for either
    whole_turn      short ones that count only as the whole turn (a bare 什么？)
    whole_word      the phrases must stand at word boundaries, so that 喂 does not fire inside 喂养 (default false)
    except_in       longer harmless wordings that contain one of them (喂，听得到吗); where one of these may only have
                    been misheard a person decides
    settled_by      wordings that make it harmless when they follow within `settled_turns` agent turns (a transfer, a
                    logged case, a call back)
    settled_turns   default 2
    sure_from       the recogniser's mean probability of the words from which a hit is certain (default 0.6)
    doubt_from      likeness by sound, 0..1, from which a phrase of four characters or more is undetermined
                    (default 0.85)
    ask_from        likeness from which the recogniser is asked again (default 0.75)

Met:    customer: 用不起就别用，你们说的是吧。      for none_of: [用不起就别用]
Missed: agent: 用不起就别用。                      for none_of: [用不起就别用]
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from qa_scorer.checks._cannot_tell import cannot_hear
from qa_scorer.checks._harmless import harmless, perhaps_harmless
from qa_scorer.checks._quoted import Context, context_of
from qa_scorer.checks._second_opinion import NOT_SAID_BELOW, SURELY_SAID_FROM, again, doubt_about
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording import EVERYWHERE, Found
from qa_scorer.wording.boundaries import word_edges
from qa_scorer.wording.find import found_in
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import Hit, best_hit, exact_hits, sound_hits
from qa_scorer.wording.script import fold
from qa_scorer.wording.window import turns_within

METHOD = Text(
    "由转写的文字判断：坐席有没有对客户原样说过",
    "from the words: whether the agent said these very words to the customer",
)
RELIABILITY = Text(
    "只认原词，拿不准或可能是转述的交人工；换个说法会漏掉",
    "only these very words count; in doubt or where quoted a person decides; other words are overlooked",
)

_SOUND_LEAST_CHARACTERS = 4
_ACCUSES_FROM = 0.97


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
    ask_from: float = 0.75

    def __post_init__(self) -> None:
        if not self.none_of and not self.whole_turn:
            raise WrongValue("none_of 或 whole_turn 里至少要有一句", "none_of or whole_turn must name a phrase")


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    turns = turns_within(call, Role.AGENT, EVERYWHERE)
    hits = [found for index in range(len(turns)) for found in _in_turn(params, call, turns, index)]
    open_ones = [found for found in hits if found.outcome is Outcome.UNDETERMINED]
    worst = next((found for found in hits if found.outcome is Outcome.MISSED), None) or next(iter(open_ones), None)
    doubts = tuple(doubt for found in hits for doubt in found.doubts)
    return replace(worst or _NOTHING, doubts=doubts)


def _in_turn(params: Params, call: Call, turns: tuple[Turn, ...], index: int) -> Iterator[Answer]:
    """An answer for everything in a turn that may be an offence; met for what turns out to be none."""
    said = passage((turns[index],))
    exact = list(_exact(params, said))
    for hit in exact:
        if not _settled(params, turns[index + 1 : index + 1 + params.settled_turns], said, hit):
            perhaps = perhaps_harmless(said, hit, params.except_in)
            yield _perhaps_harmless(said, hit) if perhaps else _judged(params, call, said, hit)
    if not exact and (alike := _alike(params, said)):
        why = Text("读音相近", "it only sounds alike")
        yield _opinion(params, call, said, alike, why, alike.degree >= params.doubt_from)


def _exact(params: Params, said: Passage) -> Iterator[Hit]:
    for hit in exact_hits(said, params.whole_turn):
        if (hit.start, hit.end) == (0, len(said.text)):
            yield hit
    for hit in exact_hits(said, params.none_of):
        at_edges = not params.whole_word or {hit.start, hit.end} <= word_edges(said.text)
        if at_edges and not harmless(said, hit, params.except_in):
            yield hit


def _alike(params: Params, said: Passage) -> Hit | None:
    long_ones = sound_hits(said, _long_ones(params.none_of), params.ask_from)
    hit = max(long_ones, key=lambda hit: hit.degree, default=None)
    return hit if hit and not harmless(said, hit, params.except_in) else None


@cache
def _long_ones(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in phrases if len(fold(phrase)) >= _SOUND_LEAST_CHARACTERS)


def _settled(params: Params, following: tuple[Turn, ...], said: Passage, hit: Hit) -> bool:
    if not params.settled_by:
        return False
    return any(best_hit(rest, params.settled_by) for rest in (said.after(hit.end), passage(following)))


def _judged(params: Params, call: Call, said: Passage, hit: Hit) -> Answer:
    found, context = found_in(said, hit), context_of(said.text, hit.start, hit.end)
    if context is Context.NOT_SAID:
        return _NOTHING
    if context is Context.UNCLEAR:
        return _answer(
            found, Outcome.UNDETERMINED, Text("可能是转述或否定", "it may be quoted or denied"), found.probability / 2
        )
    if found.probability < params.sure_from:
        return _opinion(params, call, said, hit, Text("识别把握不足", "the recogniser was unsure"), True)
    return _answer(found, Outcome.MISSED, Text("原词", "the exact words"), found.probability)


def _perhaps_harmless(said: Passage, hit: Hit) -> Answer:
    found = found_in(said, hit)
    why = Text("可能是无害的说法", "it may be part of something harmless")
    return _answer(found, Outcome.UNDETERMINED, why, found.probability / 2)


def _opinion(params: Params, call: Call, said: Passage, hit: Hit, why: Text, near: bool) -> Answer:
    """What the second opinion makes of a doubtful hit; one not `near` is open only where that is nearly sure."""
    found = found_in(said, hit)
    doubt = doubt_about(found, Role.AGENT)
    probability = call.evidence.probability_of(doubt)
    if probability is None:
        unasked = _answer(found, Outcome.UNDETERMINED, why, found.confidence / 2) if near else _NOTHING
        return replace(unasked, doubts=(doubt,))
    if (
        probability < (NOT_SAID_BELOW if near else SURELY_SAID_FROM)
        or context_of(said.text, hit.start, hit.end) is Context.NOT_SAID
    ):
        return replace(_NOTHING, doubts=(doubt,))
    if perhaps_harmless(said, hit, params.except_in):
        return replace(_perhaps_harmless(said, hit), doubts=(doubt,))
    sure = probability >= _ACCUSES_FROM and context_of(said.text, hit.start, hit.end) is Context.SAID
    outcome = Outcome.MISSED if sure else Outcome.UNDETERMINED
    return replace(_answer(found, outcome, again(probability), probability), doubts=(doubt,))


def _answer(found: Found, outcome: Outcome, why: Text, confidence: float) -> Answer:
    listen = Text("，请人工听一下", ": please listen") if outcome is Outcome.UNDETERMINED else Text("", "")
    return Answer(
        outcome=outcome,
        reason=Text(
            f"听到“{found.phrase}”（{why.zh}）{listen.zh}", f"“{found.phrase}” was heard ({why.en}){listen.en}"
        ),
        quote=found.quote,
        start_s=found.start_s,
        end_s=found.end_s,
        confidence=confidence,
    )


_NOTHING = Answer(outcome=Outcome.MET, reason=Text("没有听到这类禁语", "nothing of the kind was heard"), confidence=0.9)
