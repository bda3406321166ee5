"""Did the agent let the customer hang up first?

By who released the call, where the call data say so. An agent who hung up after leaving the line open for a while, or
where a script, a transfer or the rating calls for it, is not blamed. Without that data an open line, or the busy tone
the other end leaves behind, after the agent's last words shows that the agent waited; otherwise nobody can tell.

Parameters
    least_tail_s   how long the line stays open after the agent's last words for waiting to be shown (default 3)
    exempt_after   what the agent says in the last turns where hanging up is right (scripts for a bad line, a transfer,
                   the rating)
    last_turns     how many of the agent's last turns these are looked for in (default 3)

Source: H (closing.customer_first); scripted hang-ups M. Neither gives a figure; 3 s is ours.

Met:    released by the customer; or 4 s of open line after 再见
Missed: released by the agent 0.5 s after 再见
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, not_applicable, undetermined
from qa_scorer.checks._lost_end import end_is_lost
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, LineSoundKind, Outcome, Role
from qa_scorer.wording.phrases import best_hit
from qa_scorer.wording.window import Window, passage_within

METHOD = Text(
    "由通话清单的挂断方判断，没有则看通话末尾",
    "from who released the call in the call table, else from the end of the recording",
)
RELIABILITY = Text(
    "有挂断方时好；没有时只能看出等了客户", "well with the call table; without it only waiting can be seen"
)

_ALIKE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    least_tail_s: float = 3.0
    exempt_after: tuple[str, ...] = (
        "您的电话没有声音", "换一部电话", "电话杂音太大", "电话声音太小", "不允许接听私人电话", "为您转接", "帮您转接",
        "请稍后评价", "对我的服务进行评价", "对本次服务进行评价", "为我的服务打分", "满意度调查",
    )  # fmt: skip
    last_turns: int = 3


def answer(params: Params, call: Call) -> Answer:
    if call.data.released_by == "customer":
        return _found(Outcome.MET, Text("客户先挂断", "the customer hung up first"), 0.95)
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    last = max((turn for turn in call.evidence.turns if turn.role is Role.AGENT), key=lambda turn: turn.end_s)
    hit = best_hit(passage_within(call, Role.AGENT, Window(last_turns=params.last_turns)), params.exempt_after, _ALIKE)
    if hit:
        return not_applicable(f"说了“{hit.phrase}”，可以先挂断", f"“{hit.phrase}” was said: the agent may hang up")
    tail_s = max(call.evidence.facts.duration_s - last.end_s, 0.0)
    told = Text(
        f"坐席说完后线路又开了 {tail_s:.1f} 秒", f"the line stayed open for {tail_s:.1f} s after the agent's words"
    )
    if tail_s >= params.least_tail_s or _busy_after(call, last.end_s):
        return _found(Outcome.MET, told, 0.8, last.end_s)
    if call.data.released_by != "agent":
        return undetermined(
            f"通话清单没有挂断方，{told.zh}", f"who released the call is not in the call table; {told.en}"
        )
    if end_is_lost(call):
        return undetermined("坐席先挂断，但录音缺了结尾", "the agent hung up first, but the recording lost its end")
    return _found(
        Outcome.MISSED, Text(f"坐席先挂断，{told.zh}", f"the agent hung up first; {told.en}"), 0.95, last.end_s
    )


def _found(outcome: Outcome, reason: Text, confidence: float, start_s: float | None = None) -> Answer:
    return Answer(outcome=outcome, reason=reason, confidence=confidence, start_s=start_s)


def _busy_after(call: Call, end_s: float) -> bool:
    """The busy tone that the agent hears once the other end has hung up."""
    busy = (sound for sound in call.evidence.line_sounds if sound.kind is LineSoundKind.BUSY_TONE)
    return any(sound.span.end_s > end_s for sound in busy)
