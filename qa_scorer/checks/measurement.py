"""Do measurements lie in their bands?

Full points between the two figures of `full`, none outside `none`, straight lines between. Inside `full` the rule is
met; outside it is missed, with the points the line gives. Of several bands the worst counts; the rule is met only
where all of them could be measured.

Parameters
    measure   speech_rate_gross_per_min       characters a minute over the whole call
              speech_rate_net_per_min         characters a minute over the role's own turns, their pauses in it
              articulation_rate_per_min       characters a minute of its speech, pauses left out
              level_dbfs                      mean level of the role's speech
              level_over_customer_db          the role's level less the customer's
              level_over_own_db               the agent's level less that agent's usual one
              level_range_over_own_db         how much the level moves, less the usual
              loudness_lufs                   integrated loudness of the role's side (BS.1770)
              snr_db                          the role's speech over the noise on its line
              sudden_rises                    how often the voice was suddenly raised
              pitch_over_own_semitones        median pitch against that agent's usual one
              pitch_range_semitones           how much the pitch moves
              pitch_range_over_own_semitones  how much the pitch moves, less the usual
              longest_response_s              the longest the other party waited for the role to answer
              share_of_nin                    您 over 您 and 你 in the agent's well recognised words, 0..1
              habit_words_over_team_ratio     habit words (啊 呀 喽) in 100 characters, over the median of all calls
                                              (1 where that is less)
    full      [low, high]: full points between them; either may be null (no limit on that side)
    none      [low, high]: no points beyond them
    bands     instead of these three: a list of several {measure, full, none}
    role      agent (default) or customer
    least_talk_s   with less speech than this the figure says nothing: undetermined (default 5 s)
    least_calls    calls of the agent that make a usual voice (default 5)

Source: the bands are the rubric's; the definitions stand where each figure is computed.

Met:    132 characters a minute   for full: [90, 150]
Missed: 175 characters a minute   for full: [90, 150], none: [60, 180]: a sixth of the points
"""

from dataclasses import dataclass

from qa_scorer.checks._another_language import in_another_language
from qa_scorer.checks._cannot_tell import ROLE_NAMES, cannot_hear, undetermined
from qa_scorer.checks._grade import share
from qa_scorer.checks._lost_end import end_is_lost
from qa_scorer.checks._measures import COUNTED_IN_CHINESE, GAUGES, Measure, Subject, usual_voice
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role

METHOD = Text("由声音和文字的测量值判断", "from measurements of the sound and the words")
RELIABILITY = Text(
    "好：数值是量出来的；与平时相比的，要有本人五通以上录音",
    "well: the figures are measured; those against the usual take five calls of the agent's",
)

Limits = tuple[float | None, float | None]
_NO_LIMITS: Limits = (None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    measure: Measure
    full: Limits
    none: Limits = _NO_LIMITS

    def __post_init__(self) -> None:
        known = [limit for limit in (self.none[0], self.full[0], self.full[1], self.none[1]) if limit is not None]
        if known != sorted(known):
            raise WrongValue(
                "应满足 none[0] <= full[0] <= full[1] <= none[1]",
                "none[0] <= full[0] <= full[1] <= none[1] does not hold",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    measure: Measure | None = None
    full: Limits = _NO_LIMITS
    none: Limits = _NO_LIMITS
    bands: tuple[Band, ...] = ()
    role: Role = Role.AGENT
    least_talk_s: float = 5.0
    least_calls: int = 5

    def __post_init__(self) -> None:
        if (self.measure is None) == (not self.bands):
            raise WrongValue(
                "要么写 measure 和 full、none，要么写 bands",
                "either measure with full and none, or bands must be given",
            )
        if self.measure and self.full == _NO_LIMITS:
            raise WrongValue("full 至少要有一个界限", "full must name a limit")
        if self.measure:
            Band(measure=self.measure, full=self.full, none=self.none)

    @property
    def all_bands(self) -> tuple[Band, ...]:
        return (Band(measure=self.measure, full=self.full, none=self.none),) if self.measure else self.bands


def answer(params: Params, call: Call) -> Answer:
    if unheard := cannot_hear(call, params.role):
        return unheard
    side = call.evidence.side(params.role)
    if side is None or side.talk_s < params.least_talk_s:
        who = ROLE_NAMES[params.role]
        return undetermined(f"{who.zh}说话太少，无法衡量", f"{who.en} spoke too little to be measured")
    counted = any(band.measure in COUNTED_IN_CHINESE for band in params.all_bands)
    if counted and in_another_language(call, params.role):
        who = ROLE_NAMES[params.role]
        return undetermined(
            f"{who.zh}说的多半不是中文，不按字数衡量", f"{who.en} spoke mostly no Chinese to be counted"
        )
    if end_is_lost(call) and any(band.measure == "speech_rate_gross_per_min" for band in params.all_bands):
        return undetermined(
            "录音的结尾缺失，无法按全程衡量", "the end of the recording is lost, and so its whole length"
        )
    usual = usual_voice(call, params.least_calls) if params.role is Role.AGENT else None
    subject = Subject(call=call, side=side, usual=usual)
    return _judged(params, [(band, GAUGES[band.measure].read(subject)) for band in params.all_bands])


def _judged(params: Params, readings: list[tuple[Band, float | None]]) -> Answer:
    graded = [(_degree(band, value), band, value) for band, value in readings if value is not None]
    unread = [band for band, value in readings if value is None]
    worst = min((degree for degree, _, _ in graded), default=1.0)
    if worst == 1.0 and unread:
        return _not_measured(params, unread)
    told = [_said(band, value) for degree, band, value in graded if degree == 1.0 or worst < 1.0]
    return Answer(
        outcome=Outcome.MET if worst == 1.0 else Outcome.MISSED,
        reason=Text("；".join(text.zh for text in told), "; ".join(text.en for text in told)),
        confidence=0.9,
        degree=worst,
    )


def _degree(band: Band, value: float) -> float:
    (low, high), (none_low, none_high) = band.full, band.none
    under = 1.0 if low is None else share(-value, -low, -low if none_low is None else -none_low)
    over = 1.0 if high is None else share(value, high, high if none_high is None else none_high)
    return min(under, over)


def _not_measured(params: Params, unread: list[Band]) -> Answer:
    gauges = [GAUGES[band.measure] for band in unread]
    zh, en = "、".join(gauge.name.zh for gauge in gauges), ", ".join(gauge.name.en for gauge in gauges)
    least = params.least_calls
    few = any(gauge.needs_usual for gauge in gauges)
    return undetermined(
        f"没有量出来：{zh}" + (f"（坐席平时的声音要有 {least} 通录音才知道）" if few else ""),
        f"not measured: {en}" + (f" (the agent's usual voice takes {least} calls to know)" if few else ""),
    )


def _said(band: Band, value: float) -> Text:
    gauge, standard = GAUGES[band.measure], _band(band.full)
    return Text(
        f"{gauge.name.zh} {gauge.figure.zh.format(value)}，标准 {standard.zh}",
        f"{gauge.name.en} {gauge.figure.en.format(value)}; the standard is {standard.en}",
    )


def _band(full: Limits) -> Text:
    low, high = full
    if low is None:
        return Text(f"不超过 {high:g}", f"at most {high:g}")
    if high is None:
        return Text(f"不低于 {low:g}", f"at least {low:g}")
    return Text(f"{low:g}～{high:g}", f"{low:g} to {high:g}")
