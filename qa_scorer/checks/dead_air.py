"""Was the customer left in silence?

Looks at the longest silence between the first and the last words of a call that nobody announced. A silence is
announced when, shortly before it, someone asked the other to wait (请您稍等). The three limits are the usual ones of
contact-centre practice; the handbooks name none.

Parameters
    noted_s      a silence worth mentioning (default 5)
    warned_s     the longest that still gives full points (default 10)
    deducted_s   from here no points; between warned and deducted a straight line (default 30)
    announced_by phrases that announce a wait
    announced_within_s   how long before the silence such a phrase may have been said (default 15)

Met:    a pause of 4 s
Missed: 18 s of silence out of nothing (three fifths of the points)
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import undetermined
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Span
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import best_hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    noted_s: float = 5.0
    warned_s: float = 10.0
    deducted_s: float = 30.0
    announced_by: tuple[str, ...] = ("请稍等", "请您稍等", "稍等一下", "稍等", "请等一下", "不要挂机", "稍候")
    announced_within_s: float = 15.0

    def __post_init__(self) -> None:
        if not self.noted_s <= self.warned_s < self.deducted_s:
            raise ValueError("noted_s <= warned_s < deducted_s does not hold")


def answer(params: Params, call: Call) -> Answer:
    turns = call.evidence.turns
    if not turns:
        return undetermined("没有听到说话", "no speech was heard")
    inside = [s for s in call.evidence.silences if s.start_s >= turns[0].end_s - 0.5 and s.end_s <= turns[-1].end_s]
    noted = [s for s in inside if s.duration_s >= params.noted_s]
    unannounced = [s for s in noted if not _announced(params, call, s)]
    longest = max(unannounced, key=lambda s: s.duration_s, default=None)
    if longest is None:
        kept = Text(f"（另有 {len(noted)} 次已事先告知）", f" ({len(noted)} announced)") if noted else Text("", "")
        return Answer(
            outcome=Outcome.MET,
            reason=Text(
                f"没有 {params.noted_s:g} 秒以上未告知的静默{kept.zh}",
                f"no unannounced silence of {params.noted_s:g} s or more{kept.en}",
            ),
            confidence=0.95,
            degree=1.0,
        )
    return _graded(params, longest, len(unannounced))


def _announced(params: Params, call: Call, silence: Span) -> bool:
    before = [
        turn
        for turn in call.evidence.turns
        if turn.start_s < silence.start_s and turn.end_s > silence.start_s - params.announced_within_s
    ]
    return best_hit(passage(before), params.announced_by, 0.85) is not None


def _graded(params: Params, longest: Span, count: int) -> Answer:
    over = (longest.duration_s - params.warned_s) / (params.deducted_s - params.warned_s)
    degree = min(max(1 - over, 0.0), 1.0)
    return Answer(
        outcome=Outcome.MET if degree == 1 else Outcome.MISSED,
        reason=Text(
            f"未告知的静默 {count} 次，最长 {longest.duration_s:.1f} 秒（超过 {params.warned_s:g} 秒开始扣分）",
            f"{count} unannounced silence(s), the longest {longest.duration_s:.1f} s "
            f"(points are lost beyond {params.warned_s:g} s)",
        ),
        start_s=longest.start_s,
        end_s=longest.end_s,
        confidence=0.9,
        degree=degree,
    )
