"""Did the agent cut the customer off?

Counts where the agent began while the customer was speaking and the customer broke off. Listeners' signs (嗯, 对) and
overlaps in which nobody gave way do not count, nor does asking leave first (不好意思，打断您一下). Where both share one
channel, or the agent's own voice comes back on the customer's line, a miss is for a person.

Parameters
    allowed      interruptions that cost nothing, in a call of up to `for_s` (default 1)
    none_from    from this many no points; a straight line between (default 4)
    for_s        a longer call may have more, in proportion (default 300 s)
    excused_by   wordings that ask leave (default 打断您, 打断一下, 不好意思)
    least_role_confidence   under this a miss is for a person (default 0.95)

Source: H, C (not lightly). One is let pass because interruptions are found with an F1 of about 0.9, not with certainty.

Met:    the agent says 嗯 while the customer goes on
Missed: the agent cuts in three times within four minutes: a third of the points
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import SHARED_CHANNEL, cannot_hear, left_open, not_applicable, own_channels
from qa_scorer.checks._grade import share
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Talkover, TalkoverKind
from qa_scorer.wording.script import fold

METHOD = Text("由双方同时说话的时间判断", "from the times at which both speak")
RELIABILITY = Text(
    "较好：附和与一秒以内的重叠不算；单声道交人工",
    "fairly well: listener's signs and overlaps under a second do not count; a person decides on a single channel",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    allowed: float = 1.0
    none_from: float = 4.0
    for_s: float = 300.0
    excused_by: tuple[str, ...] = ("打断您", "打断一下", "不好意思")
    least_role_confidence: float = 0.95

    def __post_init__(self) -> None:
        if not 0 <= self.allowed < self.none_from:
            raise WrongValue("应满足 0 <= allowed < none_from", "0 <= allowed < none_from does not hold")
        if self.for_s <= 0:
            raise WrongValue("for_s 应大于 0", "for_s must be over 0")


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    customer = call.evidence.side(Role.CUSTOMER)
    if customer is None or customer.talk_s == 0:
        return not_applicable("客户没有说话", "the customer did not speak")
    cuts = [talkover for talkover in call.evidence.talkovers if _cut_off(params, talkover)]
    found = _graded(params, cuts, max(call.evidence.facts.duration_s / params.for_s, 1.0))
    doubt = _doubt(params, call)
    return left_open(found, doubt) if found.outcome is Outcome.MISSED and doubt else found


def _cut_off(params: Params, talkover: Talkover) -> bool:
    by_agent = talkover.interrupter is Role.AGENT and talkover.interrupted is Role.CUSTOMER
    real = talkover.kind is TalkoverKind.INTERRUPTION and talkover.other_stopped
    words = fold(talkover.words)
    return by_agent and real and not any(fold(phrase) in words for phrase in params.excused_by)


def _doubt(params: Params, call: Call) -> Text | None:
    if not own_channels(call):
        return SHARED_CHANNEL
    if call.evidence.role_confidence < params.least_role_confidence:
        return Text("谁是坐席说不太准", "who the agent is is not quite certain")
    customer = call.evidence.side(Role.CUSTOMER)
    if customer and customer.echo_db is not None:
        return Text("客户一侧有坐席声音的回声", "the agent's own voice comes back on the customer's line")
    return None


def _graded(params: Params, cuts: list[Talkover], times: float) -> Answer:
    if not cuts:
        return Answer(
            outcome=Outcome.MET, reason=Text("没有打断客户", "the customer was not cut off"), confidence=0.9, degree=1.0
        )
    degree = share(len(cuts), params.allowed * times, params.none_from * times)
    longest = max(cuts, key=lambda talkover: talkover.duration_s)
    allowed = f"{params.allowed * times:.1f}".removesuffix(".0")
    return Answer(
        outcome=Outcome.MET if degree == 1 else Outcome.MISSED,
        reason=Text(
            f"打断客户 {len(cuts)} 次（容许 {allowed} 次）",
            f"cut the customer off {len(cuts)} time(s) ({allowed} let pass)",
        ),
        quote=longest.words,
        start_s=longest.start_s,
        end_s=longest.end_s,
        confidence=0.8,
        degree=degree,
    )
