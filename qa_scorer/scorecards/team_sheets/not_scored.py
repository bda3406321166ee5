"""The Not scored sheet of the team workbook: which recordings could not be scored, why, and what to do."""

from openpyxl import Workbook

from qa_scorer.language import Text
from qa_scorer.model import UnscoredCall
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.wordings import NO_DATA

NOT_SCORED_SHEET = Text("未评分录音", "Not scored")

_COLUMNS: list[Column[UnscoredCall]] = [
    Column("file", Text("录音文件", "File"), 40, Style.TEXT, lambda row: row.name),
    Column("call_id", Text("通话编号", "Call id"), 18, Style.TEXT, lambda row: row.data.call_id),
    Column("agent_id", Text("工号", "Agent id"), 14, Style.TEXT, lambda row: row.data.agent_id),
    Column("started_at", Text("开始时间", "Started"), 20, Style.MOMENT, lambda row: row.data.started_at or NO_DATA),
    Column("why", Text("原因", "Why"), 48, Style.TEXT, lambda row: row.why),
    Column("mend", Text("处理办法", "What to do"), 48, Style.TEXT, lambda row: row.mend),
]


def write_not_scored(book: Workbook, paper: Paper, recordings: tuple[UnscoredCall, ...]) -> None:
    sheet = Sheet(book, paper, NOT_SCORED_SHEET, widths(_COLUMNS), header_row=1)
    table = write_table(sheet, _COLUMNS, sorted(recordings, key=lambda recording: recording.name))
    table.add_filter()
    sheet.protect()
    if not recordings:
        sheet.line((Text("全部录音都已评分", "Every recording was scored"), Style.REMARK))
