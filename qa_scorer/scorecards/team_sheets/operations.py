"""The Operations sheet of the team workbook: calls by kind, level and unit, handle time, complaints, repeat callers.

What the call table does not say reads "no data".
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from openpyxl import Workbook

from qa_scorer.figures.call_kinds import CallKind, call_kind
from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.figures.groups import GroupFigures, grouped
from qa_scorer.figures.months import AgentMonths, agent_months
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.registers import RepeatCall
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAR_ORANGE, Style
from qa_scorer.scorecards.table import Column, write_table
from qa_scorer.scorecards.team_sheets.call_cells import call_link
from qa_scorer.scorecards.wordings import NO_DATA, or_no_data

OPERATIONS = Text("运营", "Operations")
KINDS: dict[str, Text] = {
    CallKind.QUERY: Text("咨询", "query"),
    CallKind.ORDER: Text("业务办理", "order"),
    CallKind.FAULT: Text("故障申告", "fault"),
    CallKind.LOOK_UP: Text("查询", "look-up"),
    CallKind.COMPLAINT: Text("投诉", "complaint"),
    CallKind.SUGGESTION: Text("建议、表扬", "suggestion, praise"),
    CallKind.OTHER: Text("其他", "other"),
}
_WIDTHS = (26, 14, 12, 14, 12, 11, 11, 12, 12, 12, 12)
_MOST_REPEATS = 200


def write_operations(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    calls = list(figures.calls)
    sheet = Sheet(book, paper, OPERATIONS, _WIDTHS)
    sheet.line((Text("运营情况", "Operations"), Style.TITLE), height_pt=28)
    _write_groups(sheet, Text("按通话类型", "By kind of call"), calls, lambda call: call_kind(call.data) or "", KINDS)
    complaints = [call for call in calls if call_kind(call.data) is CallKind.COMPLAINT]
    _write_groups(sheet, Text("投诉按主题", "Complaints by topic"), complaints, lambda call: call.data.topic)
    _write_groups(sheet, Text("按客户级别", "By level of the customer"), calls, _level)
    _write_groups(sheet, Text("按省", "By province"), calls, lambda call: call.data.province)
    _write_groups(sheet, Text("按地市", "By city"), calls, _city)
    _write_groups(sheet, Text("按班组", "By team"), calls, lambda call: call.data.team)
    _write_groups(sheet, Text("按坐席：处理时长与投诉", "By agent: handle time and complaints"), calls, _agent)
    _write_months(sheet, figures)
    _write_repeats(sheet, figures)
    sheet.protect()


def _level(call: CallSummary) -> str:
    return call.data.customer_level or ("VIP" if call.data.vip else "")


def _city(call: CallSummary) -> str:
    return " / ".join(part for part in (call.data.province, call.data.city) if part) if call.data.city else ""


def _agent(call: CallSummary) -> str:
    return f"{call.data.agent_id} {call.data.agent_name}".strip()


def _write_groups(
    sheet: Sheet,
    heading: Text,
    calls: Sequence[CallSummary],
    name: Callable[[CallSummary], str],
    words: dict[str, Text] | None = None,
) -> None:
    groups = grouped(calls, name)
    sheet.heading(heading)
    if all(not group.name for group in groups):
        sheet.line((NO_DATA, Style.REMARK))
        return
    table = write_table(sheet, _columns(words or {}), groups)
    table.draw_bars("calls", full=max(group.calls for group in groups))
    table.draw_bars("complaint_ratio", full=1, colour=BAR_ORANGE)


def _columns(words: dict[str, Text]) -> list[Column[GroupFigures]]:
    return [
        Column("name", Text("分组", "Group"), 0, Style.TEXT, lambda row: words.get(row.name) or row.name or NO_DATA),
        Column("calls", Text("通话", "Calls"), 0, Style.COUNT, lambda row: row.calls),
        Column("agents", Text("坐席", "Agents"), 0, Style.COUNT, lambda row: row.agents),
        Column("mean_score", Text("平均分", "Mean score"), 0, Style.SCORE, lambda row: or_no_data(row.mean_score)),
        Column("pass_ratio", Text("合格率", "Pass rate"), 0, Style.PERCENT, lambda row: or_no_data(row.pass_ratio)),
        Column("fatal", Text("一票否决", "Fatal"), 0, Style.COUNT, lambda row: row.fatal),
        Column("complaint_ratio", Text("投诉占比", "Complaints"), 0, Style.PERCENT,
               lambda row: or_no_data(row.complaint_ratio)),
        Column("duration", Text("平均时长\n（分:秒）", "Mean length\n(m:ss)"), 0, Style.CLOCK,
               lambda row: _clock(row.mean_duration_s)),
        Column("hold", Text("其中等待\n（分:秒）", "Waiting in it\n(m:ss)"), 0, Style.CLOCK,
               lambda row: _clock(row.mean_hold_s)),
        Column("talk", Text("不计等待\n（分:秒）", "Without it\n(m:ss)"), 0, Style.CLOCK,
               lambda row: _clock(row.mean_talk_s)),
        Column("ring", Text("平均振铃\n（秒）", "Mean ringing\n(s)"), 0, Style.POINTS,
               lambda row: or_no_data(row.mean_ring_s)),
    ]  # fmt: skip


def _clock(seconds: float | None) -> Value:
    return NO_DATA if seconds is None else timedelta(seconds=round(seconds))


def _write_months(sheet: Sheet, figures: NightFigures) -> None:
    """The months as they are known: this night's calls, and the days before that the store has."""
    rows = agent_months(figures)
    sheet.heading(Text("按月的平均分（括号内为通话数）", "Mean score by month (calls in brackets)"))
    if not rows:
        sheet.line((NO_DATA, Style.REMARK))
        return
    months = [_month_column(year, month) for year, month in rows[0].months]
    write_table(sheet, [_WHOSE_MONTHS, *months], rows)


def _month_column(year: int, month: int) -> Column[AgentMonths]:
    def read(row: AgentMonths) -> Value:
        figures = row.months.get((year, month))
        return f"{figures.mean_score:.1f} ({figures.calls})" if figures else NO_DATA

    name = f"{year}-{month:02d}"
    return Column(name, Text(name, name), 0, Style.WORD, read)


_WHOSE_MONTHS: Column[AgentMonths] = Column(
    "agent", Text("坐席", "Agent"), 0, Style.TEXT,
    lambda row: f"{row.agent.agent_id} {row.agent.name}".strip() if row.agent else Text("全部", "all"),
)  # fmt: skip


def _write_repeats(sheet: Sheet, figures: NightFigures) -> None:
    sheet.heading(Text("7 天内重复来电（首次未解决？）", "Repeat calls within 7 days (not settled the first time?)"))
    if not figures.repeats:
        known = figures.repeats is not None
        sheet.line((Text("没有", "None") if known else NO_DATA, Style.REMARK))
        return
    write_table(sheet, _repeat_columns(sheet.paper), figures.repeats[-_MOST_REPEATS:])
    if (more := len(figures.repeats) - _MOST_REPEATS) > 0:
        sheet.line((Text(f"另有 {more} 通更早的没有列出", f"{more} earlier ones are not listed"), Style.REMARK))


def _repeat_columns(paper: Paper) -> list[Column[RepeatCall]]:
    return [
        Column("agent", Text("坐席", "Agent"), 0, Style.TEXT, lambda row: _agent(row.call)),
        Column("call", Text("通话", "Call"), 0, Style.LINK, lambda row: call_link(paper, row.call)),
        Column("kind", Text("类型", "Kind"), 0, Style.TEXT, lambda row: row.call.data.call_type or NO_DATA),
        Column("customer", Text("客户号码", "Customer"), 0, Style.TEXT, lambda row: row.call.data.customer_number),
        Column("at", Text("这次", "This time"), 0, Style.MINUTE, lambda row: row.call.data.started_at),
        Column("earlier", Text("上次", "Before"), 0, Style.MINUTE, lambda row: row.earlier_at),
    ]
