"""Did the agent speak at a fitting volume?

Too loud is a comparison: with the customer's level on this call and with the agent's own usual level (the median over
that agent's calls). A customer's line may be faint and a headset hot, so one of them alone accuses nobody: the agent
is too loud only where every level at hand says so and at least two say it, the wide guard in dBFS counting as one.
Not too loud by either of them is met. A voice raised because the customer could not hear is for a person.

Parameters
    over_customer_db   [full, none]: louder than the customer by this much (default [10, 20])
    over_usual_db      [full, none]: louder than the agent's usual by this much (default [6, 12])
    guard_dbfs         [low, high]: over `high` is a second witness for too loud; under `low`, and softer than all the
                       others by as much, is for a person (default [-45, -10])
    least_calls        calls of the agent that make a usual level (default 5)
    least_talk_s       either side must have spoken this long to be compared (default 5 s)

Source: M (follows the customer's volume, not too loud). Vocal effort by ANSI S3.5-1997, table 1: a raised voice is 6
dB over a normal one, a loud one 12 dB. 10 dB is heard as about twice as loud (ISO 532), and two telephone lines may
differ by that much on their own.

Met:    8 dB over the customer; or 15 dB over a faint customer, but as loud as always
Missed: 15 dB over the customer and 9 dB over the own usual level: half of the points
"""

from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import cannot_hear, left_open, undetermined
from qa_scorer.checks._could_not_hear import COULD_NOT_HEAR, said_between
from qa_scorer.checks._grade import share
from qa_scorer.checks._measures import usual_voice
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role

METHOD = Text("由音量测量值判断，与客户和本人平时相比", "from the level, against the customer's and the agent's usual")
RELIABILITY = Text(
    "两种比较都超标才算；没有平时的录音时多半无法判定",
    "only where both comparisons agree; mostly undetermined without earlier calls",
)

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    over_customer_db: Pair = (10.0, 20.0)
    over_usual_db: Pair = (6.0, 12.0)
    guard_dbfs: Pair = (-45.0, -10.0)
    least_calls: int = 5
    least_talk_s: float = 5.0

    def __post_init__(self) -> None:
        if any(low >= high for low, high in (self.over_customer_db, self.over_usual_db, self.guard_dbfs)):
            raise WrongValue("每一对数中，前一个应小于后一个", "the first of a pair must be under the second")


@dataclass(frozen=True, slots=True)
class _Comparison:
    name: Text
    over_db: float
    limits: Pair

    @property
    def degree(self) -> float:
        return share(self.over_db, *self.limits)

    @property
    def quiet(self) -> bool:
        return self.over_db < -self.limits[0]


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, Role.AGENT):
        return unheard
    level = _level(params, call, Role.AGENT)
    if level is None:
        return undetermined("坐席说话太少，音量量不准", "the agent spoke too little for a level")
    compared = _comparisons(params, call, level)
    told = _told(level, compared)
    if not compared:
        return undetermined(f"{told.zh}，没有可比的音量", f"{told.en}; no other level to compare it with")
    mild = max(comparison.degree for comparison in compared)
    if level < params.guard_dbfs[0] and all(comparison.quiet for comparison in compared):
        return undetermined(f"{told.zh}，可能太轻，请人工听一下", f"{told.en}; it may be too soft: please listen")
    if mild < 1 and len(compared) == 1 and level <= params.guard_dbfs[1]:
        return undetermined(
            f"{told.zh}，只有一项可比，说不准，请人工听一下", f"{told.en}; too little to compare with: please listen"
        )
    found = Answer(outcome=Outcome.MISSED if mild < 1 else Outcome.MET, reason=told, confidence=0.85, degree=mild)
    asked = said_between(call, COULD_NOT_HEAR, 0.0, call.evidence.facts.duration_s)
    if found.outcome is Outcome.MISSED and asked:
        return left_open(found, Text(f"通话中有人说“{asked}”", f"“{asked}” was said on the call"))
    return found


def _level(params: Params, call: Call, role: Role) -> float | None:
    side = call.evidence.side(role)
    return side.level_dbfs if side and side.talk_s >= params.least_talk_s else None


def _comparisons(params: Params, call: Call, level: float) -> list[_Comparison]:
    customer, usual = _level(params, call, Role.CUSTOMER), usual_voice(call, params.least_calls)
    compared = []
    if customer is not None:
        compared.append(_Comparison(Text("比客户", "against the customer"), level - customer, params.over_customer_db))
    if usual and usual.level_dbfs is not None:
        name = Text("比自己平时", "against the own usual level")
        compared.append(_Comparison(name, level - usual.level_dbfs, params.over_usual_db))
    return compared


def _told(level: float, compared: list[_Comparison]) -> Text:
    zh = "".join(f"，{c.name.zh} {c.over_db:+.1f} dB（上限 {c.limits[0]:+g}）" for c in compared)
    en = "".join(f", {c.over_db:+.1f} dB {c.name.en} (at most {c.limits[0]:+g})" for c in compared)
    return Text(f"音量 {level:.1f} dBFS{zh}", f"level {level:.1f} dBFS{en}")
