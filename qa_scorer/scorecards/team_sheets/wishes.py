"""The Suggestions sheet of the team workbook: what customers suggested, and what they asked without an answer."""

from openpyxl import Workbook

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.registers import WishHeard
from qa_scorer.figures.wishes import WishKind
from qa_scorer.language import Text
from qa_scorer.scorecards.inputs import shade_inputs, to_fill_in, unlock_inputs
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import OPEN, REVIEW, Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.team_sheets.call_cells import call_cells, time_cell

WISHES = Text("建议与问题", "Suggestions")
KINDS: dict[WishKind, Text] = {
    WishKind.SUGGESTION: Text("客户建议", "suggestion"),
    WishKind.UNANSWERED: Text("没有答上的问题", "unanswered"),
}
_ABOUT = Text(
    "按固定说法找出来的，供维护知识库的人看；不是评分",
    "Found by set words, for whoever keeps the knowledge base; no score",
)
_NONE = Text("没有听到建议或没有答上的问题", "No suggestion and no unanswered question was heard")


def write_wishes(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    columns = [*_columns(paper), *_INPUTS]
    sheet = Sheet(book, paper, WISHES, widths(columns), header_row=2, frozen_columns=2)
    unlock_inputs(sheet, columns)
    heard = sorted(figures.registers.wishes, key=lambda entry: (entry.wish.kind, entry.call.name, entry.wish.start_s))
    sheet.line((_ABOUT if heard else _NONE, Style.REMARK))
    table = write_table(sheet, columns, heard)
    table.colour_words("kind", {KINDS[WishKind.SUGGESTION]: REVIEW, KINDS[WishKind.UNANSWERED]: OPEN})
    shade_inputs(table, columns)
    table.add_filter()
    sheet.protect()


def _columns(paper: Paper) -> list[Column[WishHeard]]:
    return [
        *call_cells(paper, lambda row: row.call),
        Column("kind", Text("类别", "Kind"), 15, Style.WORD, lambda row: KINDS[row.wish.kind]),
        Column("topic", Text("主题", "Topic"), 12, Style.TEXT, lambda row: row.call.data.topic),
        Column("words", Text("客户的话", "The customer"), 40, Style.TEXT, lambda row: row.wish.words),
        Column("answer", Text("坐席的回答", "The agent"), 34, Style.TEXT, lambda row: row.wish.answer),
        Column("time", Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.LINK_CLOCK,
               lambda row: time_cell(paper, row.call, row.wish.start_s)),
    ]  # fmt: skip


_INPUTS: list[Column[WishHeard]] = [
    to_fill_in("owner", Text("负责人", "Owner"), 12),
    to_fill_in("result", Text("处理结果", "Result"), 20),
]
