"""Did the agent say something like an example sentence, in much the same words?

For long set answers that nobody says by heart. The likeness is the share of the sentence's pairs of neighbouring
syllables that are heard there, so words may change place and the recogniser may write another character.

Parameters
    like          example sentences, any one of which will do
    when          asked only where this happens: any_of, role, except_in; or silence_s (see when_then). The sentence
                  then belongs into the agent's next `within_turns` turns
    within_turns  default 3; without `when` any so many turns on end
    within        where in the call (default: everywhere)
    sure_from     likeness from which it was said (default 0.5)
    doubt_from    likeness from which it may have been: undetermined (default 0.3)

Source: the sentences are those of M and T; the measure is the recall of bigrams, as in ROUGE-2 (Lin 2004), of
syllables.

Met:    agent: 对不起，上班时间按规定不能接听私人电话，请您下班再和她联系。
        for like: [对不起，公司有规定，上班时间不允许接听私人电话，请您下班后再与她联系]
Missed: agent: 她不在。      for the same
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qa_scorer.checks._cannot_tell import cannot_hear, customer_never_spoke, left_open, not_applicable, understood
from qa_scorer.checks._events import When, events
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording import EVERYWHERE, Window
from qa_scorer.wording.passage import passage
from qa_scorer.wording.script import fold
from qa_scorer.wording.sound import syllables
from qa_scorer.wording.window import turns_within

METHOD = Text("由转写的文字与例句相似的程度判断", "from how alike the words are to an example sentence")
RELIABILITY = Text("较好：按相似程度；中间地带交人工", "fairly well, by likeness; the middle ground is for a person")
_NOTHING_CALLED_FOR_IT = not_applicable("没有出现需要这样说的情况", "nothing called for it")
_NOT_CERTAIN = Text("引出它的那句话没有听准", "what calls for it was not surely heard")
_MAY_BE = Text("有一句有些像", "something rather like it was heard")
_NOT_UNDERSTOOD = Text("那里有话没有听清", "not all that was said there was understood")

Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    like: tuple[str, ...]
    when: When | None = None
    within_turns: int = 3
    within: Window = EVERYWHERE
    sure_from: float = 0.5
    doubt_from: float = 0.3

    def __post_init__(self) -> None:
        if not 0 < self.doubt_from <= self.sure_from <= 1:
            raise WrongValue(
                "应满足 0 < doubt_from <= sure_from <= 1", "0 < doubt_from <= sure_from <= 1 does not hold"
            )


def answer(params: Params, call: Call) -> Answer:
    if params.when and params.when.role is Role.CUSTOMER and customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    happened = events(call, params.when) if params.when else None
    if happened == []:
        return _NOTHING_CALLED_FOR_IT
    turns = _turns(params, call)
    runs = (
        [turns[place : place + params.within_turns] for place in range(len(turns))]
        if happened is None
        else [[t for t in turns if t.end_s > event.end_s][: params.within_turns] for event in happened]
    )
    likeness, run = max(((_likeness(params, run), run) for run in runs), key=lambda each: each[0], default=(0.0, ()))
    if happened and likeness < params.sure_from and all(event.faint for event in happened):
        return _NOTHING_CALLED_FOR_IT
    certain = happened is None or any(event.sure for event in happened)
    return _judged(params, likeness, run, certain=certain)


def _turns(params: Params, call: Call) -> Sequence[Turn]:
    """The agent's, those of which nothing was understood among them where the whole call is looked at."""
    if params.within != EVERYWHERE:
        return turns_within(call, Role.AGENT, params.within)
    return [turn for turn in call.evidence.turns if turn.role is Role.AGENT]


def _likeness(params: Params, turns: Sequence[Turn]) -> float:
    heard = Counter(pairwise(passage(turns).sounding.syllables))
    return max((heard & wanted).total() / max(wanted.total(), 1) for wanted in map(_pairs, params.like))


@cache
def _pairs(sentence: str) -> Pairs:
    return Counter(pairwise(syllables(fold(sentence))))


def _judged(params: Params, likeness: float, run: Sequence[Turn], *, certain: bool) -> Answer:
    said = likeness >= params.sure_from
    found = Answer(
        outcome=Outcome.MET if said else Outcome.MISSED,
        reason=Text(f"与例句相似 {likeness:.0%}", f"{likeness:.0%} like the example sentence"),
        quote="".join(turn.text for turn in run),
        start_s=run[0].start_s if run else None,
        end_s=run[-1].end_s if run else None,
        confidence=0.8,
    )
    if said:
        return found
    if not certain:
        return left_open(found, _NOT_CERTAIN)
    if likeness >= params.doubt_from:
        return left_open(found, _MAY_BE)
    return found if all(map(understood, run)) else left_open(found, _NOT_UNDERSTOOD)
