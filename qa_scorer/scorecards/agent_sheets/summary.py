"""The Summary sheet of an agent: the figures, what to keep and what to change and how, the sections, and the trend."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.figures.days import DayFigures, week_change
from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, most_missed
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Verdict
from qa_scorer.scorecards.agent_sheets.trend_chart import call_chart, day_chart
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAR_GREEN, BAR_ORANGE, Style
from qa_scorer.scorecards.table import Column, Table, write_table
from qa_scorer.scorecards.wordings import NO_DATA, joined, or_no_data, period

SUMMARY = Text("汇总", "Summary")
_WIDTHS = (26, 14, 14, 14, 46, 2)
_CALL_CHART_AT, _DAY_CHART_AT = "G4", "G24"
_MOST_MISSED, _STANDING_OUT, _MOST_DAYS = 5, 3, 31


@dataclass(frozen=True, slots=True)
class TrendDay:
    """`team_median` is the median of the agents' means of the day."""

    figures: DayFigures
    team_median: float | None


_SECTIONS: list[Column[SectionFigures]] = [
    Column("section", Text("环节", "Section"), 0, Style.TEXT, lambda row: row.section.title),
    Column("points", Text("平均得分", "Mean points"), 0, Style.POINTS, lambda row: row.mean_points),
    Column("possible", Text("平均满分", "Mean of"), 0, Style.POINTS, lambda row: row.mean_possible),
    Column("ratio", Text("得分率", "Share"), 0, Style.PERCENT, lambda row: row.points_ratio),
    Column("calls", Text("有判定的通话", "Calls with a finding"), 0, Style.COUNT, lambda row: row.calls),
]
_ITEMS: list[Column[RuleFigures]] = [
    Column("title", Text("指标", "Indicator"), 0, Style.TEXT, lambda row: row.rule.title),
    Column("ratio", Text("得分率", "Share of points"), 0, Style.PERCENT, lambda row: row.points_ratio),
    Column("missed", Text("未做到（通）", "Missed (calls)"), 0, Style.COUNT, lambda row: row.missed),
    Column("determined", Text("有判定（通）", "Determined (calls)"), 0, Style.COUNT, lambda row: row.determined),
    Column(
        "advice", Text("可以这样说、这样做", "What to say or do instead"), 0, Style.TEXT, lambda row: row.rule.advice
    ),
]
_MISSED: list[Column[RuleFigures]] = [
    Column("title", Text("检查项目", "Item"), 0, Style.TEXT, lambda row: row.rule.title),
    Column("missed", Text("未做到（通）", "Missed (calls)"), 0, Style.COUNT, lambda row: row.missed),
    Column("determined", Text("有判定（通）", "Determined (calls)"), 0, Style.COUNT, lambda row: row.determined),
    Column("ratio", Text("未做到比例", "Share missed"), 0, Style.PERCENT, lambda row: row.miss_ratio),
    Column("rule", Text("规则编号", "Rule"), 0, Style.TEXT, lambda row: row.rule.id),
]
_DAYS: list[Column[TrendDay]] = [
    Column("day", Text("日期", "Day"), 0, Style.DAY, lambda row: row.figures.day),
    Column("calls", Text("通话", "Calls"), 0, Style.COUNT, lambda row: row.figures.calls),
    Column("mean", Text("本人平均分", "Own mean score"), 0, Style.SCORE, lambda row: row.figures.mean_score),
    Column("team", Text("团队中位数", "Team median"), 0, Style.SCORE, lambda row: row.team_median),
]


def new_summary(book: Workbook, paper: Paper) -> Sheet:
    """The empty sheet; it comes first in the workbook, but is filled when the Calls sheet is there to refer to."""
    return Sheet(book, paper, SUMMARY, _WIDTHS)


def fill_summary(
    sheet: Sheet,
    rubric: Rubric,
    agent: AgentFigures,
    calls: Table,
    days: Sequence[DayFigures],
    team_days: Mapping[date, float],
) -> None:
    sheet.ws.sheet_view.showGridLines = False
    _write_head(sheet, rubric, agent)
    for label, value, style in _figures(agent, days):
        sheet.line((label, Style.LABEL), (value, style))
    _write_sections(sheet, agent)
    _write_items(sheet, _WEAKEST, agent.weakest_items(_STANDING_OUT), BAR_ORANGE)
    _write_items(sheet, _STRONGEST, agent.strongest_items(_STANDING_OUT), BAR_GREEN)
    _write_most_missed(sheet, agent)
    trend = _write_days(sheet, days[-_MOST_DAYS:], team_days)
    if agent.calls:
        sheet.ws.add_chart(call_chart(calls, len(agent.calls)), _CALL_CHART_AT)
    if trend:
        sheet.ws.add_chart(day_chart(trend), _DAY_CHART_AT)
    sheet.protect()


_WEAKEST, _STRONGEST = Text("最弱的三项", "The three weakest items"), Text("最强的三项", "The three strongest items")


def _write_head(sheet: Sheet, rubric: Rubric, agent: AgentFigures) -> None:
    who = f"{agent.agent_id} {agent.name}".strip()
    sheet.line((Text(f"通话质检评分表　{who}", f"Call quality scorecard: {who}"), Style.TITLE), height_pt=28)
    mark = f"{rubric.pass_mark:g}"
    sheet.line((Text(f"{rubric.title.zh} {rubric.version}　合格线 {mark}",
                     f"{rubric.title.en} {rubric.version}, pass mark {mark}"), Style.REMARK))  # fmt: skip
    sheet.line((_caution(agent), Style.WARNING))


def _caution(agent: AgentFigures) -> Text | None:
    if not agent.is_known:
        return Text("这些录音没有坐席信息，不代表任何一名坐席",
                    "Nobody knows the agent of these recordings: they stand for no one")  # fmt: skip
    if agent.few_calls:
        count = len(agent.calls)
        return Text(f"只有 {count} 通已评分的通话（少于 {FEW_CALLS} 通），平均分仅供参考",
                    f"Only {count} scored call(s), fewer than {FEW_CALLS}: the mean says little")  # fmt: skip
    return None


def _figures(agent: AgentFigures, days: Sequence[DayFigures]) -> Iterator[tuple[Text, Value, Style]]:
    yield Text("工号", "Agent id"), agent.agent_id, Style.VALUE
    yield Text("姓名", "Name"), agent.name or NO_DATA, Style.VALUE
    yield Text("班组", "Team"), agent.team or NO_DATA, Style.VALUE
    yield Text("统计时段", "Period"), period(agent.period), Style.VALUE
    yield Text("已评分通话", "Calls scored"), len(agent.calls), Style.VALUE_COUNT
    yield Text("未能评分的录音", "Recordings not scored"), len(agent.unscored), Style.VALUE_COUNT
    yield Text("平均分", "Mean score"), or_no_data(agent.mean_score), Style.VALUE_POINTS
    yield Text("平均分的区间", "Interval of the mean"), _interval(agent), Style.VALUE
    yield Text("与上周相比", "Against last week"), _week(days), Style.VALUE
    yield Text("合格率", "Pass rate"), or_no_data(agent.pass_ratio), Style.VALUE_PERCENT
    yield Text("合格", "Passed"), agent.count(Verdict.PASS), Style.VALUE_COUNT
    yield Text("不合格", "Failed"), agent.count(Verdict.FAIL), Style.VALUE_COUNT
    yield Text("需人工复核", "Need a person"), agent.count(Verdict.NEEDS_PERSON), Style.VALUE_COUNT
    yield Text("触发一票否决", "Calls with a fatal item"), agent.fatal, Style.VALUE_COUNT
    yield Text("一票否决项", "Fatal items"), _fatal_items(agent), Style.VALUE
    yield Text("交人工复核的项目", "Items for a person"), agent.for_person, Style.VALUE_COUNT
    yield Text("平均可判定比例", "Mean coverage"), or_no_data(agent.mean_coverage_ratio), Style.VALUE_PERCENT


def _interval(agent: AgentFigures) -> Text | str:
    """The mean if every undetermined item were missed, or met."""
    if agent.mean_low is None or agent.mean_high is None:
        return NO_DATA
    return f"{agent.mean_low:.1f} – {agent.mean_high:.1f}"


def _week(days: Sequence[DayFigures]) -> Text:
    change = week_change(days, days[-1].day) if days else None
    if change is None:
        return NO_DATA
    figures = f"{change.last_week:.1f} → {change.this_week:.1f} ({change.change:+.1f})"
    return Text(figures, figures)


def _fatal_items(agent: AgentFigures) -> Text:
    titles = {figures.rule.id: figures.rule.title for figures in agent.rules}
    fired = Counter(rule for call in agent.calls for rule in call.fatal)
    if not fired:
        return Text("无", "none")
    return joined(Text(f"{titles[rule].zh} {n} 通", f"{titles[rule].en}: {n}") for rule, n in fired.most_common())


def _write_sections(sheet: Sheet, agent: AgentFigures) -> None:
    sheet.heading(Text("各环节得分", "Points by section"))
    write_table(sheet, _SECTIONS, agent.sections).draw_bars("ratio", full=1)


def _write_items(sheet: Sheet, heading: Text, items: Sequence[RuleFigures], colour: str) -> None:
    sheet.heading(heading)
    if items:
        write_table(sheet, _ITEMS, items).draw_bars("ratio", full=1, colour=colour)
    else:
        sheet.line((Text("各项目没有差别", "No item stands out"), Style.REMARK))


def _write_most_missed(sheet: Sheet, agent: AgentFigures) -> None:
    missed = [figures for figures in most_missed(agent.rules) if figures.missed][:_MOST_MISSED]
    sheet.heading(Text("最常未做到的项目", "Missed most often"))
    if missed:
        write_table(sheet, _MISSED, missed).draw_bars("ratio", full=1)
    else:
        sheet.line((Text("没有未做到的项目", "No item was missed"), Style.REMARK))


def _write_days(sheet: Sheet, days: Sequence[DayFigures], team: Mapping[date, float]) -> Table | None:
    sheet.heading(Text("按天的走势", "Day by day"))
    if not days:
        sheet.line((NO_DATA, Style.REMARK))
        return None
    table = write_table(sheet, _DAYS, [TrendDay(figures, team.get(figures.day)) for figures in days])
    table.draw_bars("mean", full=100)
    return table
