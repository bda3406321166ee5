"""The tables of the Summary sheet: sections, the items that stand out, those missed most, the days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.days import DayFigures
from qa_scorer.figures.rule_figures import RuleFigures, SectionFigures, most_missed
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Sheet
from qa_scorer.scorecards.styles import BAR_ORANGE, Style
from qa_scorer.scorecards.table import Column, Table, write_table
from qa_scorer.scorecards.wordings import NO_DATA

_MOST_MISSED, _MOST_DAYS = 5, 31


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


def write_sections(sheet: Sheet, agent: AgentFigures) -> None:
    sheet.heading(Text("各环节得分", "Points by section"))
    write_table(sheet, _SECTIONS, agent.sections).draw_bars("ratio", full=1)


def write_items(sheet: Sheet, heading: Text, items: Sequence[RuleFigures], colour: str) -> None:
    sheet.heading(heading)
    if items:
        write_table(sheet, _ITEMS, items).draw_bars("ratio", full=1, colour=colour)
    else:
        sheet.line((Text("各项目没有差别", "No item stands out"), Style.REMARK))


def write_most_missed(sheet: Sheet, agent: AgentFigures) -> None:
    missed = [figures for figures in most_missed(agent.rules) if figures.missed][:_MOST_MISSED]
    sheet.heading(Text("最常未做到的项目", "Missed most often"))
    if missed:
        write_table(sheet, _MISSED, missed).draw_bars("ratio", full=1, colour=BAR_ORANGE)
    else:
        sheet.line((Text("没有未做到的项目", "No item was missed"), Style.REMARK))


def write_days(sheet: Sheet, days: Sequence[DayFigures], team: Mapping[date, float]) -> Table | None:
    """The latest days; None where there is none to write."""
    sheet.heading(Text("按天的走势", "Day by day"))
    if not days:
        sheet.line((NO_DATA, Style.REMARK))
        return None
    table = write_table(sheet, _DAYS, [TrendDay(figures, team.get(figures.day)) for figures in days[-_MOST_DAYS:]])
    table.draw_bars("mean", full=100)
    return table
