"""The Summary sheet of an agent: the figures, the sections, what is missed most, and the trend."""

from collections.abc import Iterator

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, most_missed
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Verdict
from qa_scorer.scorecards.agent_sheets.trend_chart import trend_chart
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, Table, write_table
from qa_scorer.scorecards.wordings import NO_DATA, period

SUMMARY = Text("汇总", "Summary")
_WIDTHS = (28, 14, 14, 14, 26, 3)
_CHART_AT = "G4"
_MOST_MISSED = 5

_SECTIONS: list[Column[SectionFigures]] = [
    Column("section", Text("环节", "Section"), 0, Style.TEXT, lambda row: row.section.title),
    Column("points", Text("平均得分", "Mean points"), 0, Style.POINTS, lambda row: row.mean_points),
    Column("possible", Text("平均满分", "Mean of"), 0, Style.POINTS, lambda row: row.mean_possible),
    Column("ratio", Text("得分率", "Share"), 0, Style.PERCENT, lambda row: row.points_ratio),
    Column("calls", Text("有判定的通话", "Calls with a finding"), 0, Style.COUNT, lambda row: row.calls),
]
_MISSED: list[Column[RuleFigures]] = [
    Column("title", Text("检查项目", "Item"), 0, Style.TEXT, lambda row: row.rule.title),
    Column("missed", Text("未做到（通）", "Missed (calls)"), 0, Style.COUNT, lambda row: row.missed),
    Column("determined", Text("有判定（通）", "Determined (calls)"), 0, Style.COUNT, lambda row: row.determined),
    Column("ratio", Text("未做到比例", "Share missed"), 0, Style.PERCENT, lambda row: row.miss_ratio),
    Column("rule", Text("规则编号", "Rule"), 0, Style.TEXT, lambda row: row.rule.id),
]


def new_summary(book: Workbook, paper: Paper) -> Sheet:
    """The empty sheet; it comes first in the workbook, but is filled when the Calls sheet is there to refer to."""
    return Sheet(book, paper, SUMMARY, _WIDTHS)


def fill_summary(sheet: Sheet, rubric: Rubric, agent: AgentFigures, calls: Table) -> None:
    sheet.ws.sheet_view.showGridLines = False
    _write_head(sheet, rubric, agent)
    for label, value, style in _figures(agent):
        sheet.line((label, Style.LABEL), (value, style))
    _write_sections(sheet, agent)
    _write_most_missed(sheet, agent)
    if agent.scored:
        sheet.ws.add_chart(trend_chart(calls, len(agent.scored)), _CHART_AT)


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
        count = len(agent.scored)
        return Text(f"只有 {count} 通已评分的通话（少于 {FEW_CALLS} 通），平均分仅供参考",
                    f"Only {count} scored call(s), fewer than {FEW_CALLS}: the mean says little")  # fmt: skip
    return None


def _figures(agent: AgentFigures) -> Iterator[tuple[Text, Value, Style]]:
    yield Text("工号", "Agent id"), agent.agent_id, Style.VALUE
    yield Text("姓名", "Name"), agent.name or NO_DATA, Style.VALUE
    yield Text("班组", "Team"), agent.team or NO_DATA, Style.VALUE
    yield Text("统计时段", "Period"), period(agent.period), Style.VALUE
    yield Text("已评分通话", "Calls scored"), len(agent.scored), Style.VALUE_COUNT
    yield Text("未能评分的录音", "Recordings not scored"), len(agent.unscored), Style.VALUE_COUNT
    yield Text("平均分", "Mean score"), _or_no_data(agent.mean_score), Style.VALUE_POINTS
    yield Text("合格率", "Pass rate"), _or_no_data(agent.pass_ratio), Style.VALUE_PERCENT
    yield Text("合格", "Passed"), agent.count(Verdict.PASS), Style.VALUE_COUNT
    yield Text("不合格", "Failed"), agent.count(Verdict.FAIL), Style.VALUE_COUNT
    yield Text("需人工复核", "Need a person"), agent.count(Verdict.NEEDS_PERSON), Style.VALUE_COUNT
    yield Text("触发一票否决", "Calls with a fatal item"), agent.fatal, Style.VALUE_COUNT
    yield Text("交人工复核的项目", "Items for a person"), agent.for_person, Style.VALUE_COUNT
    yield Text("平均可判定比例", "Mean coverage"), _or_no_data(agent.mean_coverage_ratio), Style.VALUE_PERCENT
    yield Text("最强项目", "Strongest item"), _item(agent.strongest), Style.VALUE
    yield Text("最弱项目", "Weakest item"), _item(agent.weakest), Style.VALUE


def _or_no_data(figure: float | None) -> float | Text:
    return NO_DATA if figure is None else figure


def _item(figures: RuleFigures | None) -> Text:
    if figures is None:
        return Text("各项目没有差别", "no item stands out")
    title, share, calls = figures.rule.title, figures.points_ratio or 0.0, figures.determined
    return Text(f"{title.zh}：得分率 {share:.0%}（{calls} 通有判定）",
                f"{title.en}: {share:.0%} of its points ({calls} calls determined)")  # fmt: skip


def _write_sections(sheet: Sheet, agent: AgentFigures) -> None:
    sheet.line()
    sheet.line((Text("各环节得分", "Points by section"), Style.HEADING), height_pt=24)
    write_table(sheet, _SECTIONS, agent.sections).draw_bars("ratio", full=1)


def _write_most_missed(sheet: Sheet, agent: AgentFigures) -> None:
    missed = [figures for figures in most_missed(agent.rules) if figures.missed][:_MOST_MISSED]
    sheet.line()
    sheet.line((Text("最常未做到的项目", "Missed most often"), Style.HEADING), height_pt=24)
    if missed:
        write_table(sheet, _MISSED, missed).draw_bars("ratio", full=1)
    else:
        sheet.line((Text("没有未做到的项目", "No item was missed"), Style.REMARK))
