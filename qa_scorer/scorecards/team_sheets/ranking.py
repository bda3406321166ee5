"""The Ranking sheet of the team workbook: the agents by mean score, those without one at the end."""

from collections.abc import Callable

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.outliers import outliers
from qa_scorer.figures.overview import agent_week
from qa_scorer.figures.standings import RankedAgent
from qa_scorer.language import Text
from qa_scorer.model import Night, Section, Verdict
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import OPEN, Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.team_sheets.overview import MEASURED
from qa_scorer.scorecards.wordings import NO_DATA, doubtful_rule, moment

RANKING = Text("排名", "Ranking")
_FEW = Text(f"通话偏少（不足 {FEW_CALLS} 通），仅供参考", f"few calls (under {FEW_CALLS}): says little")
_NOBODY = Text("不知道坐席是谁，不参加排名", "agent unknown: not ranked")
_WITHOUT_CALL = Text("没有已评分的通话", "no scored call")
_WITHOUT_SCORE = Text("没有一项能判定", "nothing could be determined")


def write_ranking(book: Workbook, paper: Paper, night: Night, figures: NightFigures) -> None:
    standings = figures.standings
    columns = _columns(figures)
    warnings = [doubtful_rule(rule) for rule in standings.doubtful_rules]
    above = 2 + len(warnings)
    sheet = Sheet(book, paper, RANKING, widths(columns), header_row=above + 1, frozen_columns=3, pages_wide=2)
    sheet.line((Text("团队排名", "Team ranking"), Style.TITLE), height_pt=28)
    sheet.line((_subtitle(night), Style.REMARK))
    for warning in warnings:
        sheet.line((warning, Style.WARNING))
    table = write_table(sheet, columns, standings.agents)
    table.draw_bars("mean", full=100)
    for section in night.rubric.sections:
        table.draw_bars(section.id, full=1)
    table.colour_words("remark", {_FEW: OPEN, _NOBODY: OPEN, _WITHOUT_CALL: OPEN, _WITHOUT_SCORE: OPEN})
    table.add_filter()
    table.print_alone()
    sheet.protect()


def _subtitle(night: Night) -> Text:
    rubric, when, mark = night.rubric, moment(night.started_at), f"{night.rubric.pass_mark:g}"
    scored, others = len(night.scored), len(night.unscored)
    return Text(
        f"{rubric.title.zh} {rubric.version}　合格线 {mark}　已评分 {scored} 通，未评分 {others} 个录音　运行于 {when}",
        f"{rubric.title.en} {rubric.version}, pass mark {mark}; {scored} calls scored, "
        f"{others} recordings not scored; run of {when}",
    )


def _columns(figures: NightFigures) -> list[Column[RankedAgent]]:
    far = {outlier.agent.agent_id: outlier for outlier in outliers(figures.agents)[::-1]}
    return [
        Column("rank", Text("名次", "Rank"), 7, Style.COUNT, lambda row: row.rank),
        Column("agent_id", Text("工号", "Agent id"), 14, Style.TEXT, _of(lambda agent: agent.agent_id)),
        Column("name", Text("姓名", "Name"), 14, Style.TEXT, _of(lambda agent: agent.name)),
        Column("team", Text("班组", "Team"), 14, Style.TEXT, _of(lambda agent: agent.team)),
        Column("calls", Text("已评分\n通话", "Calls\nscored"), 9, Style.COUNT, _of(lambda agent: len(agent.calls))),
        Column("mean", Text("平均分", "Mean score"), 12, Style.SCORE, _of(lambda agent: agent.mean_score)),
        Column("week", Text("与上周\n相比", "Against\nlast week"), 10, Style.DIFFERENCE,
               _of(lambda agent: _week(figures, agent))),
        Column("pass_rate", Text("合格率", "Pass rate"), 9, Style.PERCENT, _of(lambda agent: agent.pass_ratio)),
        Column("passed", Text("合格", "Passed"), 8, Style.COUNT, _of(lambda agent: agent.count(Verdict.PASS))),
        Column("failed", Text("不合格", "Failed"), 8, Style.COUNT, _of(lambda agent: agent.count(Verdict.FAIL))),
        Column("needs_person", Text("需人工\n复核", "Need a\nperson"), 9, Style.COUNT,
               _of(lambda agent: agent.count(Verdict.NEEDS_PERSON))),
        Column("fatal", Text("触发\n一票否决", "With a\nfatal item"), 10, Style.COUNT, _of(lambda agent: agent.fatal)),
        *(_section_column(number, section) for number, section in enumerate(figures.rubric.sections)),
        Column("coverage", Text("平均可判\n定比例", "Mean\ncoverage"), 10, Style.PERCENT,
               _of(lambda agent: agent.mean_coverage_ratio)),
        Column("weakest", Text("最弱项目", "Weakest item"), 22, Style.TEXT,
               _of(lambda agent: agent.weakest.rule.title if agent.weakest else None)),
        Column("far", Text("离群", "Far from others"), 16, Style.TEXT,
               _of(lambda agent: MEASURED[far[agent.agent_id].measured] if agent.agent_id in far else None)),
        Column("not_scored", Text("未能评分", "Not scored"), 9, Style.COUNT, _of(lambda agent: len(agent.unscored))),
        Column("remark", Text("备注", "Remark"), 24, Style.TEXT, _of(_remark)),
    ]  # fmt: skip


def _week(figures: NightFigures, agent: AgentFigures) -> Value:
    week = agent_week(figures, agent)
    return NO_DATA if week is None else week.change


def _of(value: Callable[[AgentFigures], Value]) -> Callable[[RankedAgent], Value]:
    return lambda row: value(row.figures)


def _section_column(number: int, section: Section) -> Column[RankedAgent]:
    title = Text(f"{section.title.zh}\n得分率", f"{section.title.en}\nshare")
    return Column(section.id, title, 9.5, Style.PERCENT, lambda row: row.figures.sections[number].points_ratio)


def _remark(agent: AgentFigures) -> Text | None:
    """The weightiest reason to read the row with care."""
    reasons = [
        (_NOBODY, not agent.is_known),
        (_WITHOUT_CALL, not agent.calls),
        (_WITHOUT_SCORE, agent.mean_score is None),
        (_FEW, agent.few_calls),
    ]
    return next((text for text, holds in reasons if holds), None)
