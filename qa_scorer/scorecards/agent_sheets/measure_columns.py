"""The columns of the Measures sheet, in bands. What was not measured, or of nobody knows whom, is "no data"."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qa_scorer.call_figures import (
    Lasting,
    dead_air,
    holds,
    level_over_customer_db,
    level_over_own_db,
    longest_response_s,
    longest_s,
    median_response_s,
    non_talk_ratio,
    pitch_over_own_semitones,
    talk_ratio,
    talkovers,
    total_s,
)
from qa_scorer.language import Text
from qa_scorer.model import Call, Evidence, Role, SideMeasures, TalkoverKind
from qa_scorer.scorecards.sheet import Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column
from qa_scorer.scorecards.wordings import NO_DATA

Figure = float | None


@dataclass(frozen=True, slots=True)
class MeasuredCall:
    """`number` is the call's on the Calls sheet."""

    number: int
    call: Call


@dataclass(frozen=True, slots=True)
class Band:
    """Columns under one title."""

    title: Text
    columns: list[Column[MeasuredCall]]


def _of(figure: Callable[[Call], Figure]) -> Callable[[MeasuredCall], Value]:
    def read(row: MeasuredCall) -> Value:
        value = figure(row.call)
        return NO_DATA if value is None else value

    return read


def _of_side(role: Role, figure: Callable[[SideMeasures], Figure]) -> Callable[[MeasuredCall], Value]:
    def read(call: Call) -> Figure:
        side = call.evidence.side(role)
        return figure(side) if side else None

    return _of(read)


def _of_agent(figure: Callable[[SideMeasures], Figure]) -> Callable[[MeasuredCall], Value]:
    return _of_side(Role.AGENT, figure)


def _where_roles_are_known(figure: Callable[[Evidence], Figure]) -> Callable[[MeasuredCall], Value]:
    return _of(lambda call: figure(call.evidence) if call.evidence.roles_known else None)


def _talkovers(
    role: Role, kind: TalkoverKind, figure: Callable[[Iterable[Lasting]], float]
) -> Callable[[MeasuredCall], Value]:
    return _where_roles_are_known(lambda evidence: figure(talkovers(evidence, role, kind)))


def _count(found: Iterable[Lasting]) -> int:
    return sum(1 for _ in found)


_WHICH_CALL = Band(Text("通话", "Call"), [
    Column("number", Text("序号", "No."), 5, Style.COUNT, lambda row: row.number),
    Column("call_id", Text("通话编号", "Call id"), 13, Style.TEXT, lambda row: row.call.data.call_id or row.call.name),
])  # fmt: skip

_TALK = Band(Text("占通话时长", "Share of the call"), [
    Column("agent_share", Text("坐席\n说话", "Agent talks"), 7.5, Style.PERCENT,
           _of(lambda call: talk_ratio(call, Role.AGENT))),
    Column("customer_share", Text("客户\n说话", "Cust. talks"), 7.5, Style.PERCENT,
           _of(lambda call: talk_ratio(call, Role.CUSTOMER))),
    Column("nobody_share", Text("无人\n说话", "No one talks"), 7.5, Style.PERCENT, _of(non_talk_ratio)),
])  # fmt: skip

_RATE = Band(Text("坐席语速（字/分）", "Agent rate (char/min)"), [
    Column("rate_gross", Text("毛", "Gross"), 7.5, Style.COUNT, _of_agent(lambda side: side.speech_rate_gross_per_min)),
    Column("rate_net", Text("净", "Net"), 7.5, Style.COUNT, _of_agent(lambda side: side.speech_rate_net_per_min)),
    Column("articulation", Text("不计\n停顿", "Without pauses"), 8.5, Style.COUNT,
           _of_agent(lambda side: side.articulation_rate_per_min)),
])  # fmt: skip

_LEVEL = Band(Text("坐席音量", "Agent level"), [
    Column("level", Text("音量\ndBFS", "Level dBFS"), 7.5, Style.POINTS, _of_agent(lambda side: side.level_dbfs)),
    Column("loudness", Text("响度\nLUFS", "Loud-\nness LUFS"), 7.5, Style.POINTS,
           _of_agent(lambda side: side.loudness_lufs)),
    Column("over_customer", Text("比客户\ndB", "Over cust. dB"), 7.5, Style.DIFFERENCE, _of(level_over_customer_db)),
    Column("over_own", Text("比平时\ndB", "Over own usual dB"), 9, Style.DIFFERENCE, _of(level_over_own_db)),
    Column("rises", Text("突然\n提高", "Sudden rises"), 8, Style.COUNT, _of_agent(lambda side: len(side.sudden_rises))),
    Column("clipping", Text("削波", "Clip-\nping"), 7.5, Style.PERCENT_TENTHS,
           _of_agent(lambda side: side.clipping_ratio)),
])  # fmt: skip

_NOISE = Band(Text("信噪比（dB）", "SNR (dB)"), [
    Column("agent_snr", Text("坐席", "Agent"), 7.5, Style.POINTS, _of_agent(lambda side: side.snr_db)),
    Column("customer_snr", Text("客户", "Cust."), 7.5, Style.POINTS, _of_side(Role.CUSTOMER, lambda side: side.snr_db)),
])  # fmt: skip

_PITCH = Band(Text("坐席音调（半音）", "Pitch (semitones)"), [
    Column("over_own_pitch", Text("比平时", "Over own usual"), 9, Style.DIFFERENCE, _of(pitch_over_own_semitones)),
    Column("pitch_range", Text("起伏", "Range"), 9, Style.POINTS, _of_agent(lambda side: side.pitch_range_semitones)),
])  # fmt: skip

_WAITING = Band(Text("客户的等待（秒）", "The customer waits (s)"), [
    Column("response", Text("应答\n中位", "Reply, median"), 8, Style.POINTS, _where_roles_are_known(median_response_s)),
    Column("longest_response", Text("应答\n最长", "Reply, longest"), 8.5, Style.POINTS,
           _where_roles_are_known(longest_response_s)),
    Column("longest_dead_air", Text("最长\n冷场", "Longest dead air"), 8.5, Style.POINTS,
           _where_roles_are_known(lambda evidence: longest_s(dead_air(evidence)))),
    Column("dead_air", Text("冷场\n合计", "Dead air in all"), 8, Style.POINTS,
           _where_roles_are_known(lambda evidence: total_s(dead_air(evidence)))),
    Column("hold", Text("已请\n等候", "Asked to wait"), 8.5, Style.POINTS,
           _of(lambda call: total_s(holds(call.evidence)))),
])  # fmt: skip

_TALKOVER = Band(Text("插话与附和", "Cutting in, and listening signs"), [
    Column("agent_cuts", Text("坐席\n插话", "By agent"), 8.5, Style.COUNT,
           _talkovers(Role.AGENT, TalkoverKind.INTERRUPTION, _count)),
    Column("agent_cuts_s", Text("坐席\n（秒）", "By agent (s)"), 7.5, Style.POINTS,
           _talkovers(Role.AGENT, TalkoverKind.INTERRUPTION, total_s)),
    Column("customer_cuts", Text("客户\n插话", "By cust."), 8.5, Style.COUNT,
           _talkovers(Role.CUSTOMER, TalkoverKind.INTERRUPTION, _count)),
    Column("customer_cuts_s", Text("客户\n（秒）", "By cust. (s)"), 7.5, Style.POINTS,
           _talkovers(Role.CUSTOMER, TalkoverKind.INTERRUPTION, total_s)),
    Column("backchannels", Text("坐席\n附和", "Signs by agent"), 8.5, Style.COUNT,
           _talkovers(Role.AGENT, TalkoverKind.BACKCHANNEL, _count)),
])  # fmt: skip

_ROLES = Band(Text("角色", "Roles"), [
    Column("role_confidence", Text("把握", "Certain"), 9, Style.PERCENT,
           _of(lambda call: call.evidence.role_confidence)),
])  # fmt: skip

BANDS = (_WHICH_CALL, _TALK, _RATE, _LEVEL, _NOISE, _PITCH, _WAITING, _TALKOVER, _ROLES)
