"""Was the customer left in silence?

Looks at the silences inside the talk that nobody announced (请您稍等) and that the agent had to break: the longest one,
and all of them together. Silence filled with music, ringing or key tones is no dead air. A silence the customer had
to break is not the agent's, and one that the customer did break after the agent's words may have been spent on what
the agent asked for (restart it, look for the card), unless the customer then asks for the agent (喂, 在吗): if only
such ones, or ones of which that cannot be told, or that may have been announced, are too long, a person decides.

Parameters
    noted_s            a silence worth mentioning, and counted into the total (default 5)
    warned_s           the longest that still gives full points (default 10)
    deducted_s         from here no points; between warned and deducted a straight line (default 30)
    total_warned_s     all of them together may last this long ... (default 20)
    total_warned_ratio ... or this share of the call, whichever is more (default 0.1); none from three times as much
    announced_by       further phrases that announce a wait (default none: the usual ones are known)
    announced_within_s how long before the silence such a phrase may have been said (default 15)

Source: the handbooks name no limit (nearest: C on waiting). 5, 10 and 30 s are the usual ones of contact-centre
practice; the total is ours: two silences at the limit.

Met:    a pause of 4 s
Missed: the agent does not answer for 18 s (three fifths of the points)
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa_scorer.checks._cannot_tell import left_open, undetermined
from qa_scorer.checks._grade import share
from qa_scorer.checks._required import Requirement, required
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, LineSoundKind, Outcome, Role, Silence
from qa_scorer.wording import Window
from qa_scorer.wording.hold_phrases import PHRASES
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import exact_hits

METHOD = Text("由双方说话的起止时间判断", "from the times at which each party speaks")
RELIABILITY = Text(
    "好：误差约 0.3 秒；该谁说话说不准时交人工",
    "well: within about 0.3 s; where it is not certain who had to speak a person decides",
)

_PARTIES = (Role.AGENT, Role.CUSTOMER, Role.UNKNOWN)
_ASKING_FOR_AGENT = ("喂", "在吗", "还在听吗", "人呢", "有人吗", "怎么不说话")
_NONE_FROM = 3.0  # times total_warned: the same proportion as 30 s to 10 s
_MAY_BE_ANNOUNCED = Text("之前可能说过请稍等", "a wait may have been announced")
_NOT_SURELY_OWED = Text(
    "该由客户说话，或说不准该谁说话", "the customer had to speak, or whose turn it was is not certain"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    noted_s: float = 5.0
    warned_s: float = 10.0
    deducted_s: float = 30.0
    total_warned_s: float = 20.0
    total_warned_ratio: float = 0.1
    announced_by: tuple[str, ...] = ()
    announced_within_s: float = 15.0

    def __post_init__(self) -> None:
        if not self.noted_s <= self.warned_s < self.deducted_s:
            raise WrongValue(
                "应满足 noted_s <= warned_s < deducted_s", "noted_s <= warned_s < deducted_s does not hold"
            )
        if self.total_warned_s <= 0:
            raise WrongValue("total_warned_s 应大于 0", "total_warned_s must be over 0")


def answer(params: Params, call: Call) -> Answer:
    if not call.evidence.turns:
        return undetermined("没有听到说话", "no speech was heard")
    noted = [
        s for s in call.evidence.silences if s.duration_s >= params.noted_s and _inside(s) and not _filled(call, s)
    ]
    notices = [(s, _notice(params, call, s)) for s in noted if not s.announced]
    doubts = tuple(doubt for _, notice in notices for doubt in notice.doubts)
    dead = [s for s, notice in notices if not notice.said]
    certain = [s for s, notice in notices if notice.said is False and _agents(call, s)]
    found = _graded(params, call, certain, announced=len(noted) - len(dead))
    if found.outcome is Outcome.MISSED or not dead:
        return replace(found, doubts=doubts)
    longest, notice = max(((s, n) for s, n in notices if not n.said), key=lambda pair: pair[0].duration_s)
    at_worst = _graded(params, call, [longest], announced=len(noted) - len(dead))
    if at_worst.outcome is not Outcome.MISSED:
        return found
    why = _MAY_BE_ANNOUNCED if notice.said is None else _NOT_SURELY_OWED
    return replace(left_open(at_worst, why), doubts=doubts)


def _inside(silence: Silence) -> bool:
    """Between two parties' words: neither before the first, nor after the last, nor beside a machine's."""
    return silence.after in _PARTIES and silence.before in _PARTIES


def _filled(call: Call, silence: Silence) -> bool:
    sounds = [sound for sound in call.evidence.line_sounds if sound.kind is not LineSoundKind.NOISE]
    overlaps = (min(s.span.end_s, silence.end_s) - max(s.span.start_s, silence.start_s) for s in sounds)
    return sum(overlap for overlap in overlaps if overlap > 0) >= silence.duration_s / 2


def _notice(params: Params, call: Call, silence: Silence) -> Requirement:
    """Whether the agent announced a silence of which that was not heard at once."""
    since_s = max(silence.start_s - params.announced_within_s, 0.0)
    asked = Window(after_s=since_s, before_s=silence.start_s)
    return required(call, Role.AGENT, (*PHRASES, *params.announced_by), asked)


def _agents(call: Call, silence: Silence) -> bool:
    """Whether the agent surely had to break it."""
    own_pause = silence.after is Role.AGENT and silence.before is Role.AGENT
    if silence.owed_by is not Role.AGENT:
        return silence.owed_by is None and own_pause
    handed_over = silence.after is Role.AGENT and silence.before is Role.CUSTOMER
    return not handed_over or _asked_for(call, silence)


def _asked_for(call: Call, silence: Silence) -> bool:
    """Whether the customer broke it by asking for the agent. The very words: 为 sounds like 喂."""
    broken_by = next(
        (t for t in call.evidence.turns if t.role is Role.CUSTOMER and t.end_s > silence.end_s and t.words), None
    )
    return broken_by is not None and any(exact_hits(passage((broken_by,)), _ASKING_FOR_AGENT))


def _graded(params: Params, call: Call, silences: Iterable[Silence], *, announced: int) -> Answer:
    ordered = sorted(silences, key=lambda silence: silence.duration_s)
    if not ordered:
        return _none(params, announced)
    longest, total_s = ordered[-1], sum(silence.duration_s for silence in ordered)
    allowed_s = max(params.total_warned_s, params.total_warned_ratio * call.evidence.facts.duration_s)
    degree = min(
        share(longest.duration_s, params.warned_s, params.deducted_s),
        share(total_s, allowed_s, _NONE_FROM * allowed_s),
    )
    return Answer(
        outcome=Outcome.MET if degree == 1 else Outcome.MISSED,
        reason=Text(
            f"未告知的静默 {len(ordered)} 次，最长 {longest.duration_s:.1f} 秒、共 {total_s:.1f} 秒"
            f"（最长超过 {params.warned_s:g} 秒或合计超过 {allowed_s:g} 秒开始扣分）",
            f"{len(ordered)} unannounced silence(s), the longest {longest.duration_s:.1f} s, together {total_s:.1f} s "
            f"(points are lost beyond {params.warned_s:g} s for one, {allowed_s:g} s together)",
        ),
        start_s=longest.start_s,
        end_s=longest.end_s,
        confidence=0.9,
        degree=degree,
    )


def _none(params: Params, announced: int) -> Answer:
    kept = Text(f"（另有 {announced} 次已事先告知）", f" ({announced} announced)") if announced else Text("", "")
    return Answer(
        outcome=Outcome.MET,
        reason=Text(
            f"没有 {params.noted_s:g} 秒以上未告知的静默{kept.zh}",
            f"no unannounced silence of {params.noted_s:g} s or more{kept.en}",
        ),
        confidence=0.95,
        degree=1.0,
    )
