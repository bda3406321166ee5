"""The columns of the Measures sheet, in bands. What was not measured, or of nobody knows whom, is "no data"."""

from dataclasses import dataclass

from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column
from qa_scorer.scorecards.wordings import NO_DATA


@dataclass(frozen=True, slots=True)
class MeasuredCall:
    """`number` is the call's on the Calls sheet."""

    number: int
    call: CallSummary


@dataclass(frozen=True, slots=True)
class Band:
    """Columns under one title."""

    title: Text
    columns: list[Column[MeasuredCall]]


def _measure(name: str, title: Text, width: float, style: Style) -> Column[MeasuredCall]:
    """The column of the measurement of that name in `CallMeasures`."""

    def read(row: MeasuredCall) -> Value:
        value: float | None = getattr(row.call.measures, name)
        return NO_DATA if value is None else value

    return Column(name, title, width, style, read)


_WHICH_CALL = Band(Text("通话", "Call"), [
    Column("number", Text("序号", "No."), 5, Style.COUNT, lambda row: row.number),
    Column("call_id", Text("通话编号", "Call id"), 12, Style.TEXT, lambda row: row.call.data.call_id or row.call.name),
])  # fmt: skip

_TALK = Band(Text("占通话时长", "Share of the call"), [
    _measure("agent_talk_ratio", Text("坐席\n说话", "Agent talks"), 8, Style.PERCENT),
    _measure("customer_talk_ratio", Text("客户\n说话", "Cust. talks"), 8, Style.PERCENT),
    _measure("non_talk_ratio", Text("无人\n说话", "No one talks"), 8, Style.PERCENT),
])  # fmt: skip

_RATE = Band(Text("坐席语速（字/分）", "Agent rate (char/min)"), [
    _measure("rate_gross_per_min", Text("毛", "Gross"), 8.5, Style.COUNT),
    _measure("rate_net_per_min", Text("净", "Net"), 8.5, Style.COUNT),
    _measure("articulation_per_min", Text("不计\n停顿", "Without pauses"), 8, Style.COUNT),
])  # fmt: skip

_LEVEL = Band(Text("坐席音量", "Agent level"), [
    _measure("level_dbfs", Text("音量\ndBFS", "Level dBFS"), 9, Style.POINTS),
    _measure("loudness_lufs", Text("响度\nLUFS", "Loud-\nness LUFS"), 9, Style.POINTS),
    _measure("over_customer_db", Text("比客户\ndB", "Over cust. dB"), 8.5, Style.DIFFERENCE),
    _measure("over_own_db", Text("比平时\ndB", "Over own usual dB"), 8.5, Style.DIFFERENCE),
    _measure("sudden_rises", Text("突然\n提高", "Sudden rises"), 8, Style.COUNT),
    _measure("clipping_ratio", Text("削波", "Clip-\nping"), 8, Style.PERCENT_TENTHS),
])  # fmt: skip

_NOISE = Band(Text("信噪比（dB）", "SNR (dB)"), [
    _measure("agent_snr_db", Text("坐席", "Agent"), 8, Style.POINTS),
    _measure("customer_snr_db", Text("客户", "Cust."), 8, Style.POINTS),
])  # fmt: skip

_PITCH = Band(Text("坐席音调（半音）", "Pitch (semitones)"), [
    _measure("over_own_semitones", Text("比平时", "Over own usual"), 8, Style.DIFFERENCE),
    _measure("pitch_range_semitones", Text("起伏", "Range"), 8, Style.POINTS),
])  # fmt: skip

_WAITING = Band(Text("客户的等待（秒）", "The customer waits (s)"), [
    _measure("response_median_s", Text("应答\n中位", "Reply, median"), 8, Style.POINTS),
    _measure("response_longest_s", Text("应答\n最长", "Reply, longest"), 8.5, Style.POINTS),
    _measure("dead_air_longest_s", Text("最长\n冷场", "Longest dead air"), 8.5, Style.POINTS),
    _measure("dead_air_s", Text("冷场\n合计", "Dead air in all"), 8, Style.POINTS),
    _measure("hold_s", Text("已请\n等候", "Asked to wait"), 8.5, Style.POINTS),
])  # fmt: skip

_TALKOVER = Band(Text("插话与附和", "Cutting in, and listening signs"), [
    _measure("agent_interruptions", Text("坐席\n插话", "By agent"), 8.5, Style.COUNT),
    _measure("agent_interruptions_s", Text("坐席\n（秒）", "By agent (s)"), 8, Style.POINTS),
    _measure("customer_interruptions", Text("客户\n插话", "By cust."), 8.5, Style.COUNT),
    _measure("customer_interruptions_s", Text("客户\n（秒）", "By cust. (s)"), 8, Style.POINTS),
    _measure("agent_backchannels", Text("坐席\n附和", "Signs by agent"), 8.5, Style.COUNT),
])  # fmt: skip

_ROLES = Band(Text("角色", "Roles"), [
    _measure("role_confidence", Text("把握", "Certain"), 8, Style.PERCENT),
])  # fmt: skip

BANDS = (_WHICH_CALL, _TALK, _RATE, _LEVEL, _NOISE, _PITCH, _WAITING, _TALKOVER, _ROLES)
