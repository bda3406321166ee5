"""Did the agent answer at once?

The time from pick-up (the start of the recording, or the end of the ring-back, the music or the system voice before
the agent) to the agent's first sound. Where the call table knows how long it rang, that counts too: a ring is 5 s
(1 s of tone and 4 s of pause), so three rings are 15 s. `ring_s` must be the ringing at the agent's desk; a column
that holds the queue as well says nothing of the agent. A call the agent made is not asked.

Parameters
    within_s        full points up to this many seconds from pick-up (default 5)
    late_s          none from here; a straight line between (default 10)
    rings           rings within which to pick up (default 3; null: not asked)

Source: three rings are C's, T's and H's. They give no figure for the first words: 5 s and 10 s are those from which a
silence is noted and warned of elsewhere in the rubric.

Met:    您好 1.2 s after pick-up
Missed: 您好 8 s after pick-up (two fifths of the points); or after four rings
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, left_open, not_applicable
from qa_scorer.checks._grade import share
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, LineSoundKind, Outcome, Role, Turn

METHOD = Text(
    "由第一句话的时间和通话清单的振铃时长判断",
    "from the time of the first words and the ringing time in the call table",
)
RELIABILITY = Text("好；铃声次数要有通话清单", "well; rings only where the call table has them")

RING_PERIOD_S = 5.0
_CUSTOMER_TALKS_S = 3.0  # more than 喂？喂？ before the agent's first words: the recording begins in mid-call
_ALREADY_TALKING = Text(
    "客户先说了一段话，录音可能从通话中间开始", "the customer talked before: the recording may begin in mid-call"
)
_A_SOUND_BEFORE = Text("此前坐席有没听懂的声音", "the agent made a sound before that was not understood")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    within_s: float = 5.0
    late_s: float = 10.0
    rings: int | None = 3

    def __post_init__(self) -> None:
        if not 0 < self.within_s <= self.late_s:
            raise WrongValue("应满足 0 < within_s <= late_s", "0 < within_s <= late_s does not hold")


def answer(params: Params, call: Call) -> Answer:
    if call.data.direction == "outbound":
        return not_applicable("呼出电话，由客户接听", "an outbound call: the customer picks up")
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    turns = [turn for turn in call.evidence.turns if turn.role is Role.AGENT]
    first = next(turn for turn in turns if turn.words)
    found = _graded(params, call, first)
    if found.outcome is Outcome.MISSED and _rang_too_long(params, call) is not True:
        if turns[0] is not first and _wait_s(call, turns[0]) <= params.within_s:
            return left_open(found, _A_SOUND_BEFORE)
        if _customer_talk_s(call, first) > _CUSTOMER_TALKS_S:
            return left_open(found, _ALREADY_TALKING)
    return found


def _graded(params: Params, call: Call, first: Turn) -> Answer:
    wait_s, rang_too_long = _wait_s(call, first), _rang_too_long(params, call)
    degree = 0.0 if rang_too_long else share(wait_s, params.within_s, params.late_s)
    rang = _rang(params, call)
    return Answer(
        outcome=Outcome.MET if degree == 1 else Outcome.MISSED,
        reason=Text(
            f"接通后 {wait_s:.1f} 秒开口（标准 {params.within_s:g} 秒内）{rang.zh}",
            f"first words {wait_s:.1f} s after pick-up (the standard is {params.within_s:g} s){rang.en}",
        ),
        start_s=max(first.start_s - wait_s, 0.0),
        end_s=first.start_s,
        confidence=0.9,
        degree=degree,
    )


def _wait_s(call: Call, first: Turn) -> float:
    """From the end of whatever machine was heard before `first`, or from the start, to `first`."""
    heard = [turn.end_s for turn in call.evidence.turns if turn.role is Role.SYSTEM and turn.start_s < first.start_s]
    heard += [
        sound.span.end_s
        for sound in call.evidence.line_sounds
        if sound.kind is not LineSoundKind.NOISE and sound.span.start_s < first.start_s
    ]
    return max(first.start_s - max(heard, default=0.0), 0.0)


def _customer_talk_s(call: Call, first: Turn) -> float:
    before = (turn for turn in call.evidence.turns if turn.role is Role.CUSTOMER and turn.start_s < first.start_s)
    return sum(min(turn.end_s, first.start_s) - turn.start_s for turn in before)


def _rang_too_long(params: Params, call: Call) -> bool | None:
    if params.rings is None or call.data.ring_s is None:
        return None
    return call.data.ring_s > params.rings * RING_PERIOD_S


def _rang(params: Params, call: Call) -> Text:
    if params.rings is None:
        return Text("", "")
    if call.data.ring_s is None:
        return Text("；通话清单没有振铃时长，未查铃声次数", "; no ringing time in the call table: rings not looked at")
    limit_s = params.rings * RING_PERIOD_S
    return Text(
        f"；振铃 {call.data.ring_s:g} 秒（{params.rings} 声是 {limit_s:g} 秒）",
        f"; it rang for {call.data.ring_s:g} s ({params.rings} rings are {limit_s:g} s)",
    )
