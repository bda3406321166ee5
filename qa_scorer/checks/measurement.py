"""Does a measurement lie in a band?

Full points between the two figures of `full`, none outside `none`, straight lines between. Inside `full` the rule is
met; outside it is missed, with the points the line gives.

Parameters
    measure   speech_rate_gross_per_min  characters a minute over the whole call
              speech_rate_net_per_min    characters a minute over the role's own speaking time
              level_dbfs                 mean level of the role's speech
              level_over_customer_db     the agent's level less the customer's
              loudness_lufs              integrated loudness of the role's side (BS.1770)
    role      agent (default) or customer
    full      [low, high]: full points between them; either may be null (no limit on that side)
    none      [low, high]: no points beyond them
    least_talk_s   with less speech than this the figure says nothing: undetermined (default 5 s)

Met:    132 characters a minute   for full: [90, 150]
Missed: 175 characters a minute   for full: [90, 150], none: [60, 180]: a sixth of the points
"""

from dataclasses import dataclass
from typing import Literal

from qa_scorer.checks._cannot_tell import ROLE_NAMES, cannot_hear, undetermined
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, SideMeasures

Limits = tuple[float | None, float | None]
Measure = Literal[
    "speech_rate_gross_per_min", "speech_rate_net_per_min", "level_dbfs", "level_over_customer_db", "loudness_lufs"
]

_NAMES: dict[str, tuple[Text, str]] = {
    "speech_rate_gross_per_min": (
        Text("语速（按全程）", "speech rate (gross)"),
        "{:.0f} 字/分钟|{:.0f} characters/min",
    ),
    "speech_rate_net_per_min": (
        Text("语速（按说话时间）", "speech rate (net)"),
        "{:.0f} 字/分钟|{:.0f} characters/min",
    ),
    "level_dbfs": (Text("音量", "level"), "{:.1f} dBFS|{:.1f} dBFS"),
    "level_over_customer_db": (Text("比客户响", "level above the customer's"), "{:+.1f} dB|{:+.1f} dB"),
    "loudness_lufs": (Text("响度", "loudness"), "{:.1f} LUFS|{:.1f} LUFS"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    measure: Measure
    full: Limits
    none: Limits = (None, None)
    role: Role = Role.AGENT
    least_talk_s: float = 5.0

    def __post_init__(self) -> None:
        known = [limit for limit in (self.none[0], self.full[0], self.full[1], self.none[1]) if limit is not None]
        if known != sorted(known):
            raise ValueError("none[0] <= full[0] <= full[1] <= none[1] does not hold")


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, params.role):
        return unheard
    side = call.evidence.side(params.role)
    if side is None or side.talk_s < params.least_talk_s:
        who = ROLE_NAMES[params.role]
        return undetermined(f"{who.zh}说话太少，无法衡量", f"{who.en} spoke too little to be measured")
    value = _value(params.measure, side, call)
    if value is None:
        return undetermined("这项指标没有量出来", "this figure could not be measured")
    return _graded(params, value)


def _value(measure: Measure, side: SideMeasures, call: Call) -> float | None:
    if measure != "level_over_customer_db":
        figure: float | None = getattr(side, measure)
        return figure
    customer = call.evidence.side(Role.CUSTOMER)
    if side.level_dbfs is None or customer is None or customer.level_dbfs is None:
        return None
    return side.level_dbfs - customer.level_dbfs


def _graded(params: Params, value: float) -> Answer:
    degree = min(
        _share(value, params.full[0], params.none[0]),
        _share(-value, _negative(params.full[1]), _negative(params.none[1])),
    )
    name, figure = _NAMES[params.measure]
    zh, en = (form.format(value) for form in figure.split("|"))
    band_zh, band_en = _band(params.full)
    return Answer(
        outcome=Outcome.MET if degree == 1 else Outcome.MISSED,
        reason=Text(f"{name.zh} {zh}，标准 {band_zh}", f"{name.en} {en}; the standard is {band_en}"),
        confidence=0.9,
        degree=degree,
    )


def _share(value: float, full: float | None, none: float | None) -> float:
    """1 from `full` upwards, 0 from `none` downwards, a straight line between."""
    if full is None or value >= full:
        return 1.0
    if none is None or value <= none:
        return 0.0
    return (value - none) / (full - none)


def _negative(limit: float | None) -> float | None:
    return None if limit is None else -limit


def _band(full: Limits) -> tuple[str, str]:
    low, high = full
    if low is None:
        return f"不超过 {high:g}", f"at most {high:g}"
    if high is None:
        return f"不低于 {low:g}", f"at least {low:g}"
    return f"{low:g}～{high:g}", f"{low:g} to {high:g}"
