"""The Summary sheet of an agent: the figures, what to keep and what to change and how, the sections, and the trend."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.figures.days import DayFigures, week_change
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Verdict
from qa_scorer.scorecards.agent_sheets.summary_tables import (
    write_days,
    write_items,
    write_most_missed,
    write_sections,
)
from qa_scorer.scorecards.agent_sheets.trend_chart import call_chart, day_chart
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAR_GREEN, BAR_ORANGE, Style
from qa_scorer.scorecards.table import Table
from qa_scorer.scorecards.wordings import NO_DATA, joined, or_no_data, period

SUMMARY = Text("汇总", "Summary")
_WIDTHS = (26, 14, 14, 14, 46, 2)
_CALL_CHART_AT, _DAY_CHART_AT = "G4", "G24"
_STANDING_OUT = 3
_WEAKEST, _STRONGEST = Text("最弱的三项", "The three weakest items"), Text("最强的三项", "The three strongest items")


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
    write_sections(sheet, agent)
    write_items(sheet, _WEAKEST, agent.weakest_items(_STANDING_OUT), BAR_ORANGE)
    write_items(sheet, _STRONGEST, agent.strongest_items(_STANDING_OUT), BAR_GREEN)
    write_most_missed(sheet, agent)
    trend = write_days(sheet, days, team_days)
    if agent.calls:
        sheet.ws.add_chart(call_chart(calls, len(agent.calls)), _CALL_CHART_AT)
    if trend:
        sheet.ws.add_chart(day_chart(trend), _DAY_CHART_AT)
    sheet.protect()


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
