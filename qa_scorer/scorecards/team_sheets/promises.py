"""The Promises sheet of the team workbook: what agents promised and by when, and whether the time is past."""

from datetime import datetime

from openpyxl import Workbook

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.registers import PromiseMade
from qa_scorer.language import Text
from qa_scorer.scorecards.inputs import shade_inputs, to_fill_in, unlock_inputs
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import BAD, GOOD, QUIET, Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.team_sheets.call_cells import call_cells, time_cell
from qa_scorer.scorecards.wordings import NO_DATA

PROMISES = Text("承诺", "Promises")
OVERDUE, OPEN_STILL = Text("已到期", "past its time"), Text("未到期", "still open")
_ABOUT = Text(
    "通话里说了期限的承诺。“已到期”只说明期限已过，是否兑现请核对后填写；工作日不计周六周日，不知道法定节假日",
    "Promises with a deadline. “Past its time” says no more than that: check whether it was kept, and fill that in. "
    "Working days leave out weekends; public holidays are not known",
)
_NONE = Text("没有听到带期限的承诺", "No promise with a deadline was heard")


def write_promises(book: Workbook, paper: Paper, figures: NightFigures, now: datetime) -> None:
    columns = [*_columns(paper, now), *_INPUTS]
    sheet = Sheet(book, paper, PROMISES, widths(columns), header_row=2, frozen_columns=2)
    unlock_inputs(sheet, columns)
    made = sorted(figures.registers.promises, key=lambda entry: (entry.promise.due_at or datetime.max, entry.call.name))
    sheet.line((_ABOUT if made else _NONE, Style.REMARK))
    table = write_table(sheet, columns, made)
    table.colour_words("state", {OVERDUE: BAD, OPEN_STILL: GOOD, NO_DATA: QUIET})
    shade_inputs(table, columns)
    table.add_filter()
    sheet.protect()


def _state(entry: PromiseMade, now: datetime) -> Text:
    overdue = entry.promise.is_overdue(now)
    if overdue is None:
        return NO_DATA
    return OVERDUE if overdue else OPEN_STILL


def _columns(paper: Paper, now: datetime) -> list[Column[PromiseMade]]:
    return [
        *call_cells(paper, lambda row: row.call),
        Column("customer", Text("客户号码", "Customer"), 14, Style.WORD, lambda row: row.call.data.customer_number),
        Column("words", Text("承诺的原话", "What was said"), 44, Style.TEXT, lambda row: row.promise.words),
        Column("time", Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.LINK_CLOCK,
               lambda row: time_cell(paper, row.call, row.promise.start_s)),
        Column("due_at", Text("期限", "Due"), 19, Style.MOMENT, lambda row: row.promise.due_at or NO_DATA),
        Column("state", Text("状态", "State"), 11, Style.WORD, lambda row: _state(row, now)),
    ]  # fmt: skip


_INPUTS: list[Column[PromiseMade]] = [
    to_fill_in("owner", Text("负责人", "Owner"), 12),
    to_fill_in("kept", Text("兑现情况", "Kept?"), 14),
    to_fill_in("closed", Text("关闭日期", "Closed"), 12, a_day=True),
]
