"""The Training sheet of the team workbook: which item to teach, to whom, and what they should say or do instead."""

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.training import LEAST_CALLS, TrainingNeed, training_needs
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import BAR_ORANGE, Style
from qa_scorer.scorecards.table import Column, write_table
from qa_scorer.scorecards.wordings import joined

TRAINING = Text("培训", "Training")
_WIDTHS = (26, 10, 52, 52)
_MOST_NAMED = 30
_ABOUT = Text(
    f"按项目：在至少 {LEAST_CALLS} 通有判定的通话里多数未做到的坐席，比例高的在前",
    f"By item: the agents who miss it in most of at least {LEAST_CALLS} determined calls, the worst first",
)


def write_training(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    sheet = Sheet(book, paper, TRAINING, _WIDTHS)
    sheet.line((Text("培训需求", "Training needs"), Style.TITLE), height_pt=28)
    sheet.line((_ABOUT, Style.REMARK))
    needs = training_needs(figures.agents)
    if needs:
        most = len([agent for agent in figures.agents if agent.is_known])
        write_table(sheet, _NEEDS, needs).draw_bars("count", full=most, colour=BAR_ORANGE)
    else:
        sheet.line((Text("没有人多数未做到同一项", "Nobody misses an item in most calls"), Style.REMARK))
    sheet.heading(Text("按坐席：最弱的三项", "By agent: the three weakest items"))
    write_table(sheet, _AGENTS, [agent for agent in figures.agents if agent.is_known and agent.calls])
    sheet.protect()


def _who(need: TrainingNeed) -> Text:
    named = [
        f"{agent.agent_id} {agent.name}".strip() + f" {item.miss_ratio or 0:.0%}"
        for agent, item in need.agents[:_MOST_NAMED]
    ]
    more = len(need.agents) - len(named)
    rest = [Text(f"另有 {more} 人", f"{more} more")] if more > 0 else []
    return joined([*(Text(name, name) for name in named), *rest])


def _weakest(agent: AgentFigures) -> Text | None:
    items = agent.weakest_items(3)
    return joined(
        Text(f"{item.rule.title.zh} {item.points_ratio or 0:.0%}", f"{item.rule.title.en} {item.points_ratio or 0:.0%}")
        for item in items
    )


def _advice(agent: AgentFigures) -> Text | None:
    weakest = agent.weakest_items(1)
    return weakest[0].rule.advice if weakest else None


_NEEDS: list[Column[TrainingNeed]] = [
    Column("title", Text("指标", "Indicator"), 0, Style.TEXT, lambda row: row.rule.title),
    Column("count", Text("坐席数", "Agents"), 0, Style.COUNT, lambda row: len(row.agents)),
    Column("who", Text("坐席（未做到比例）", "Agents (share missed)"), 0, Style.TEXT, _who),
    Column("advice", Text("可以这样说、这样做", "What to say or do instead"), 0, Style.TEXT,
           lambda row: row.rule.advice),
]  # fmt: skip
_AGENTS: list[Column[AgentFigures]] = [
    Column("agent", Text("坐席", "Agent"), 0, Style.TEXT, lambda row: f"{row.agent_id} {row.name}".strip()),
    Column("calls", Text("通话", "Calls"), 0, Style.COUNT, lambda row: len(row.calls)),
    Column("weakest", Text("最弱项目（得分率）", "Weakest items (share of points)"), 0, Style.TEXT, _weakest),
    Column("advice", Text("最弱一项可以怎样做", "What to do about the weakest"), 0, Style.TEXT, _advice),
]
