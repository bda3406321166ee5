"""Did the agent suddenly raise the voice?

Counts the sudden rises of the agent's level over the agent's own level so far. One is excused where somebody said
shortly before, or in it, that they could not hear (听不清, 大声点, 听得到吗). A rise without words of the agent may be
a cough or a laugh, and one after a turn of the customer's that was not understood may have been asked for: those are
for a person.

Parameters
    least_db          a rise from here on counts (default 10)
    allowed           how many cost nothing (default 0)
    none_from         from this many no points; a straight line between (default 3)
    excused_by        wordings that ask for a louder voice (default: the usual ones)
    excused_within_s  how long before the rise they may have been said (default 15)

Source: M, T (inferred). 10 dB is heard as about twice as loud (ISO 532) and lies between a raised voice (6 dB over a
normal one) and a loud one (12 dB; ANSI S3.5-1997, table 1). Ordinary stress stays below 9 dB.

Met:    customer: 听不清，大声点。  agent, 11 dB louder: 您的话费是…
Missed: agent, 14 dB louder out of nothing: 我已经说过了！   (two thirds of the points)
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import SHARED_CHANNEL, cannot_hear, left_open, own_channels, understood, undetermined
from qa_scorer.checks._could_not_hear import COULD_NOT_HEAR, said_between
from qa_scorer.checks._grade import share
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Rise, Role

METHOD = Text("由音量的突然变化判断", "from sudden rises of the level")
RELIABILITY = Text(
    "较好；客户听不清之后的不算；单声道交人工",
    "fairly well; not after the customer could not hear; a person decides on a single channel",
)

_MAY_BE_ASKED_FOR = Text("此前客户有一句没听懂", "what the customer said before was not understood")
_NO_WORDS = Text("当时坐席没有说话内容，可能是咳嗽或笑声", "no words go with it: it may be a cough or a laugh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    least_db: float = 10.0
    allowed: int = 0
    none_from: int = 3
    excused_by: tuple[str, ...] = COULD_NOT_HEAR
    excused_within_s: float = 15.0

    def __post_init__(self) -> None:
        if not self.allowed < self.none_from:
            raise WrongValue("应满足 allowed < none_from", "allowed < none_from does not hold")


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    side = call.evidence.side(Role.AGENT)
    if side is None:
        return undetermined("没有量坐席的音量", "the agent's level was not measured")
    rises = [rise for rise in side.sudden_rises if rise.rise_db >= params.least_db]
    counted = [rise for rise in rises if not _excuse(params, call, rise)]
    if len(counted) <= params.allowed:
        return Answer(
            outcome=Outcome.MET, reason=_few(len(rises), len(rises) - len(counted)), confidence=0.85, degree=1
        )
    doubts = [_doubt(params, call, rise) for rise in counted]
    certain = [rise for rise, doubt in zip(counted, doubts, strict=True) if doubt is None]
    if len(certain) > params.allowed:
        return _raised(params, certain)
    return left_open(_raised(params, counted), next(doubt for doubt in doubts if doubt))


def _excuse(params: Params, call: Call, rise: Rise) -> str | None:
    return said_between(call, params.excused_by, rise.start_s - params.excused_within_s, rise.end_s)


def _doubt(params: Params, call: Call, rise: Rise) -> Text | None:
    if not own_channels(call):
        return SHARED_CHANNEL
    turns = call.evidence.turns
    speaking = [w for t in turns if t.role is Role.AGENT for w in t.words if _touch(w.start_s, w.end_s, rise)]
    if not speaking:
        return _NO_WORDS
    asked = [
        turn
        for turn in turns
        if turn.role is Role.CUSTOMER
        and turn.start_s < rise.start_s
        and turn.end_s > rise.start_s - params.excused_within_s
    ]
    return None if all(understood(turn) for turn in asked) else _MAY_BE_ASKED_FOR


def _touch(start_s: float, end_s: float, rise: Rise) -> bool:
    return start_s < rise.end_s and end_s > rise.start_s


def _few(rises: int, excused: int) -> Text:
    if not rises:
        return Text("没有突然提高嗓门", "the voice was not suddenly raised")
    return Text(
        f"提高嗓门 {rises} 次，其中 {excused} 次是因为听不清",
        f"the voice was raised {rises} times, {excused} to be heard",
    )


def _raised(params: Params, rises: list[Rise]) -> Answer:
    most = max(rises, key=lambda rise: rise.rise_db)
    return Answer(
        outcome=Outcome.MISSED,
        reason=Text(
            f"突然提高嗓门 {len(rises)} 次，最多高出 {most.rise_db:.0f} dB",
            f"the voice was suddenly raised {len(rises)} time(s), by up to {most.rise_db:.0f} dB",
        ),
        start_s=most.start_s,
        end_s=most.end_s,
        confidence=0.8,
        degree=share(len(rises), params.allowed, params.none_from),
    )
