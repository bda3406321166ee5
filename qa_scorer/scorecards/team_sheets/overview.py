"""The Overview sheet of the team workbook: the night in a few figures, what needs attention, and how the scores lie."""

from collections.abc import Iterator
from datetime import timedelta

from openpyxl import Workbook

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.outliers import Measured, Outlier, outliers
from qa_scorer.figures.overview import Overview, ScoreBin, overview, score_bins
from qa_scorer.figures.registers import Alarm
from qa_scorer.language import Text
from qa_scorer.model import Night
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.sheet import Link, Paper, Sheet, Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, write_table
from qa_scorer.scorecards.team_sheets.distribution_chart import distribution_chart
from qa_scorer.scorecards.wordings import NO_DATA, doubtful_rule, moment, or_no_data

OVERVIEW = Text("概况", "Overview")
_WIDTHS = (30, 18, 14, 14, 30, 2)
_CHART_AT = "G3"
_MUCH_UNDETERMINED = 0.2  # beyond a fifth the figures rest on too little: our own choice

MEASURED: dict[Measured, Text] = {
    Measured.SCORE: Text("平均分", "mean score"),
    Measured.COVERAGE: Text("可判定比例", "coverage"),
    Measured.RATE: Text("语速（毛，字/分）", "speech rate, gross (char/min)"),
    Measured.LEVEL: Text("音量（dBFS）", "level (dBFS)"),
    Measured.DEAD_AIR: Text("冷场（秒）", "dead air (s)"),
    Measured.INTERRUPTIONS: Text("插话（次/通）", "cutting in (a call)"),
    Measured.LENGTH: Text("通话时长（秒）", "length of the call (s)"),
}
_BINS: list[Column[ScoreBin]] = [
    Column("range", Text("得分", "Score"), 0, Style.WORD, lambda row: f"{row.low}–{row.high}"),
    Column("calls", Text("通话", "Calls"), 0, Style.COUNT, lambda row: row.calls),
    Column("agents", Text("坐席", "Agents"), 0, Style.COUNT, lambda row: row.agents),
    Column("calls_ratio", Text("通话占比", "Of calls"), 0, Style.PERCENT, lambda row: row.calls_ratio),
    Column("agents_ratio", Text("坐席占比", "Of agents"), 0, Style.PERCENT, lambda row: row.agents_ratio),
]
_OUTLIERS: list[Column[Outlier]] = [
    Column("agent", Text("坐席", "Agent"), 0, Style.TEXT,
           lambda row: f"{row.agent.agent_id} {row.agent.name}".strip()),
    Column("figure", Text("指标", "Figure"), 0, Style.TEXT, lambda row: MEASURED[row.measured]),
    Column("value", Text("本人", "Own"), 0, Style.WORD, lambda row: _shown(row.measured, row.value)),
    Column("team", Text("团队中位数", "Team median"), 0, Style.WORD,
           lambda row: _shown(row.measured, row.team_median)),
]  # fmt: skip


def write_overview(book: Workbook, paper: Paper, night: Night, figures: NightFigures) -> None:
    sheet = Sheet(book, paper, OVERVIEW, _WIDTHS)
    sheet.ws.sheet_view.showGridLines = False
    whole = overview(figures, night.finished_at)
    sheet.line((Text("团队质检概况", "Team call quality at a glance"), Style.TITLE), height_pt=28)
    sheet.line((_subtitle(night), Style.REMARK))
    for label, value, style in _figures(whole, figures):
        sheet.line((label, Style.LABEL), (value, style))
    _write_warnings(sheet, whole, figures)
    sheet.heading(Text("得分分布", "How the scores lie"))
    bins = write_table(sheet, _BINS, score_bins(figures))
    sheet.ws.add_chart(distribution_chart(bins), _CHART_AT)
    _write_outliers(sheet, figures)
    sheet.protect()


def _subtitle(night: Night) -> Text:
    rubric, when, mark = night.rubric, moment(night.started_at), f"{night.rubric.pass_mark:g}"
    return Text(f"{rubric.title.zh} {rubric.version}　合格线 {mark}　运行于 {when}",
                f"{rubric.title.en} {rubric.version}, pass mark {mark}; run of {when}")  # fmt: skip


def _figures(whole: Overview, figures: NightFigures) -> Iterator[tuple[Text, Value, Style]]:
    calls, known = whole.calls, [agent for agent in figures.agents if agent.is_known]
    yield Text("已评分通话", "Calls scored"), calls.calls, Style.VALUE_COUNT
    yield Text("未能评分的录音", "Recordings not scored"), whole.not_scored, Style.VALUE_COUNT
    yield Text("坐席", "Agents"), len(known), Style.VALUE_COUNT
    yield Text("通话少于 5 通的坐席", "Agents with few calls"), sum(a.few_calls for a in known), Style.VALUE_COUNT
    yield Text("平均分", "Mean score"), or_no_data(calls.mean_score), Style.VALUE_POINTS
    yield Text("与上周相比", "Against last week"), _week(whole), Style.VALUE
    yield Text("合格率", "Pass rate"), or_no_data(calls.pass_ratio), Style.VALUE_PERCENT
    yield Text("触发一票否决的通话", "Calls with a fatal item"), calls.fatal, Style.VALUE_COUNT
    yield Text("需人工复核的通话", "Calls that need a person"), whole.needs_person, Style.VALUE_COUNT
    yield Text("平均可判定比例", "Mean coverage"), or_no_data(calls.coverage_ratio), Style.VALUE_PERCENT
    yield Text("无法判定的项目占比", "Undetermined share"), or_no_data(whole.undetermined_ratio), Style.VALUE_PERCENT
    yield Text("投诉占比", "Share of complaints"), or_no_data(calls.complaint_ratio), Style.VALUE_PERCENT
    yield Text("7 天内重复来电占比", "Repeat calls within 7 days"), or_no_data(whole.repeat_ratio), Style.VALUE_PERCENT
    yield Text("平均通话时长（分:秒）", "Mean length (m:ss)"), _clock(calls.mean_duration_s), Style.VALUE_CLOCK
    yield Text("其中等待（分:秒）", "Waiting in it (m:ss)"), _clock(calls.mean_hold_s), Style.VALUE_CLOCK
    yield Text("通话中的承诺", "Promises made"), whole.promises, Style.VALUE_COUNT
    yield Text("其中已到期", "Of them past their time"), whole.overdue, Style.VALUE_COUNT


def _clock(seconds: float | None) -> Value:
    return NO_DATA if seconds is None else timedelta(seconds=round(seconds))


def _week(whole: Overview) -> Text | str:
    week = whole.week
    return NO_DATA if week is None else f"{week.last_week:.1f} → {week.this_week:.1f} ({week.change:+.1f})"


def _write_warnings(sheet: Sheet, whole: Overview, figures: NightFigures) -> None:
    warnings = list(_warnings(whole, figures))
    sheet.heading(Text("请注意", "Please note"))
    for alarm in figures.registers.alarms[:_MOST_ALARMS]:
        sheet.line((_alarm(sheet.paper, alarm), Style.WARNING_LINK))
    for warning in warnings:
        sheet.line((warning, Style.WARNING))
    if not warnings and not figures.registers.alarms:
        sheet.line((Text("没有需要特别注意的情况", "Nothing out of the ordinary"), Style.REMARK))


_MOST_ALARMS = 10


def _alarm(paper: Paper, alarm: Alarm) -> Value:
    call = alarm.call
    shown = Text(
        f"严重投诉预警：通话 {call.data.call_id or call.name}，客户提到“{alarm.words}”",
        f"Serious complaint: in call {call.data.call_id or call.name} the customer names {alarm.words}",
    )
    target = paper.to_page(page_link(call, at_s=alarm.start_s))
    return Link(shown, target) if target else shown


def _warnings(whole: Overview, figures: NightFigures) -> Iterator[Text]:
    yield from (doubtful_rule(rule) for rule in figures.standings.doubtful_rules)
    more = len(figures.registers.alarms) - _MOST_ALARMS
    if more > 0:
        yield Text(
            f"另有 {more} 通通话客户提到外部机构，见“先听”", f"{more} more calls name an outside body: see Ears first"
        )
    if (share := whole.undetermined_ratio or 0.0) > _MUCH_UNDETERMINED:
        yield Text(f"{share:.0%} 的项目无法判定，各项数字的依据偏少，请先看录音质量和说明",
                   f"{share:.0%} of the items are undetermined: the figures rest on little; see the Notes")  # fmt: skip
    if whole.overdue:
        yield Text(f"有 {whole.overdue} 项承诺已过期限，请核对是否已经兑现，见“承诺”",
                   f"{whole.overdue} promises are past their time: were they kept? See Promises")  # fmt: skip
    unknown = sum(len(agent.calls) for agent in figures.agents if not agent.is_known)
    if unknown:
        yield Text(f"有 {unknown} 通通话不知道是哪位坐席，没有计入任何人",
                   f"of {unknown} calls nobody knows the agent: they count for no one")  # fmt: skip


def _write_outliers(sheet: Sheet, figures: NightFigures) -> None:
    found = outliers(figures.agents)
    sheet.heading(Text("离群的坐席（好坏都算）", "Agents far from the others, for better or worse"))
    if found:
        write_table(sheet, _OUTLIERS, found)
    else:
        sheet.line(
            (Text("没有；至少要 5 名坐席、每人 5 通才比较", "None; it takes 5 agents with 5 calls each"), Style.REMARK)
        )


def _shown(measured: Measured, value: float) -> str:
    return f"{value:.0%}" if measured is Measured.COVERAGE else f"{value:.1f}"
