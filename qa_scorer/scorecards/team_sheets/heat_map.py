"""The Heat map of the team workbook: who misses what; a row an agent, a column a rule."""

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import colour_by_share

HEAT_MAP = Text("热力图", "Heat map")
_ABOUT = Text(
    "每格：该坐席在有判定的通话里未做到的比例；空白：没有判定。只列至少有一人未做到的规则，按未做到的次数从多到少",
    "Each cell: the agent's share of determined calls that missed the item; empty: none determined. Only rules that "
    "somebody missed, the most missed first",
)
_NONE = Text("没有未做到的项目", "No item was missed")
_FIRST_COLUMNS, _COLUMN, _HEADER_PT = (12, 12), 5.2, 120
_HEADER_ROW = 2
_RULES_A_PAGE = 45


def write_heat_map(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    rules = [place for place, rule in enumerate(figures.standings.rules) if rule.figures.missed]
    rules.sort(key=lambda place: -figures.standings.rules[place].figures.missed)
    agents = [agent for agent in figures.agents if agent.is_known and agent.calls]
    widths = (*_FIRST_COLUMNS, *[_COLUMN] * len(rules))
    sheet = Sheet(book, paper, HEAT_MAP, widths, header_row=_HEADER_ROW, frozen_columns=2,
                  pages_wide=1 + len(rules) // _RULES_A_PAGE)  # fmt: skip
    sheet.line((_ABOUT if rules else _NONE, Style.REMARK))
    titles = [(figures.rubric.rules[place].title, Style.UPRIGHT) for place in rules]
    sheet.line((Text("工号", "Agent id"), Style.HEADER), (Text("姓名", "Name"), Style.HEADER), *titles,
               height_pt=_HEADER_PT)  # fmt: skip
    for agent in agents:
        shares = [(agent.rules[place].miss_ratio, Style.HEAT) for place in rules]
        sheet.line((agent.agent_id, Style.TEXT), (agent.name, Style.TEXT), *shares)
    if rules and agents:
        colour_by_share(sheet, f"C{_HEADER_ROW + 1}:{get_column_letter(len(widths))}{_HEADER_ROW + len(agents)}")
    sheet.protect()
