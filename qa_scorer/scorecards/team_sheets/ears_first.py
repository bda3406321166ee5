"""The Ears first sheet of the team workbook: the calls a person should listen to first, and why."""

from openpyxl import Workbook

from qa_scorer.figures.ears_first import MOST, ToHear, ears_first
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.team_sheets.call_cells import call_cells
from qa_scorer.scorecards.wordings import VERDICTS, WHY_HEAR, joined

EARS_FIRST = Text("先听", "Ears first")
_ABOUT = Text(f"按分量排序，最多列 {MOST} 通；没有列出的通话不等于没有问题",
              f"The weightiest first, {MOST} at most; a call that is not here need not be without fault")  # fmt: skip
_NONE = Text("没有需要先听的通话", "No call asks to be heard first")


def write_ears_first(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    columns = _columns(paper)
    sheet = Sheet(book, paper, EARS_FIRST, widths(columns), header_row=2, frozen_columns=2)
    listed = ears_first(figures.calls, figures.registers.alarms)
    sheet.line((_ABOUT if listed else _NONE, Style.REMARK))
    write_table(sheet, columns, listed).add_filter()
    sheet.protect()


def _columns(paper: Paper) -> list[Column[ToHear]]:
    return [
        *call_cells(paper, lambda row: row.call),
        Column("why", Text("为什么先听", "Why"), 60, Style.TEXT,
               lambda row: joined(WHY_HEAR[why] for why in row.reasons)),
        Column("score", Text("得分", "Score"), 9, Style.SCORE, lambda row: row.call.score),
        Column("low", Text("最低\n可能", "Lowest possible"), 9, Style.POINTS, lambda row: row.call.low),
        Column("high", Text("最高\n可能", "Highest possible"), 9, Style.POINTS, lambda row: row.call.high),
        Column("verdict", Text("结论", "Verdict"), 14, Style.WORD, lambda row: VERDICTS[row.call.verdict]),
        Column("undetermined", Text("无法\n判定", "Undeter-\nmined"), 9, Style.COUNT,
               lambda row: row.call.undetermined),
    ]  # fmt: skip
