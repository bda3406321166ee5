"""The Findings sheet: a row for every finding that was missed, is for a person, is undetermined or was reviewed.

All findings of every call stand on the call's page and in the exports.
"""

from collections.abc import Iterable

from openpyxl import Workbook

from qa_scorer.language import Text
from qa_scorer.model import Outcome, Rubric
from qa_scorer.scorecards.agent_sheets.finding_rows import FindingRow, finding_link, time_link
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAD, OPEN, REVIEW, Style, Tone
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.wordings import FOR_PERSON, NOT_COUNTED, OUTCOMES, yes_if

FINDINGS = Text("明细", "Findings")
FIRST_ROW = 2
OUTCOME_TONES: dict[Text, Tone] = {
    OUTCOMES[Outcome.MISSED]: BAD,
    OUTCOMES[Outcome.UNDETERMINED]: OPEN,
    FOR_PERSON: REVIEW,
}
_NONE = Text("没有未做到、无法判定或需要复核的项目", "Nothing was missed, undetermined or for a person")


def write_findings(book: Workbook, paper: Paper, rubric: Rubric, rows: Iterable[FindingRow]) -> None:
    columns = _columns(paper, rubric)
    sheet = Sheet(book, paper, FINDINGS, widths(columns), header_row=1, frozen_columns=5, pages_wide=2)
    table = write_table(sheet, columns, rows)
    table.colour_words("outcome", OUTCOME_TONES)
    table.draw_bars("confidence", full=1)
    table.add_filter()
    sheet.protect()
    if table.last_row == table.header_row:
        sheet.line((_NONE, Style.REMARK))


def _columns(paper: Paper, rubric: Rubric) -> list[Column[FindingRow]]:
    sections = {section.id: section.title for section in rubric.sections}
    return [
        Column("number", Text("序号", "No."), 6, Style.COUNT, lambda row: row.number),
        Column("call", Text("通话\n序号", "Call\nno."), 6, Style.COUNT, lambda row: row.call_number),
        Column("finding", Text("页面\n编号", "On the\npage"), 7, Style.LINK, lambda row: finding_link(paper, row)),
        Column("title", Text("指标", "Indicator"), 18, Style.TEXT, lambda row: row.rule.title),
        Column("outcome", Text("结果", "Outcome"), 13, Style.WORD, lambda row: row.word),
        Column("quote", Text("原话", "Quote"), 34, Style.TEXT, lambda row: row.answer.quote),
        Column("time", Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.LINK_CLOCK,
               lambda row: time_link(paper, row)),
        Column("reason", Text("理由", "Reason"), 36, Style.TEXT, lambda row: row.answer.reason),
        Column("reviewed", Text("人工复核", "Reviewed by"), 18, Style.TEXT, lambda row: row.reviewed),
        Column("points", Text("得分", "Points"), 11, Style.POINTS, _points),
        Column("possible", Text("满分", "Of"), 7, Style.POINTS, lambda row: row.possible),
        Column("confidence", Text("把握", "Confidence"), 11, Style.PERCENT, lambda row: row.answer.confidence),
        Column("fatal", Text("一票\n否决项", "Fatal\nitem"), 8, Style.WORD,
               lambda row: yes_if(row.rule.fatal is not None)),
        Column("standard", Text("标准", "Standard"), 38, Style.TEXT, lambda row: row.rule.standard),
        Column("method", Text("检查方法", "How checked"), 32, Style.TEXT, lambda row: row.rule.method),
        Column("section", Text("环节", "Section"), 16, Style.TEXT, lambda row: sections[row.rule.section]),
        Column("rule", Text("规则编号", "Rule"), 24, Style.TEXT, lambda row: row.rule.id),
        Column("source", Text("依据", "Source"), 11, Style.TEXT, lambda row: row.rule.source),
        Column("call_id", Text("通话编号", "Call id"), 15, Style.TEXT, lambda row: row.call_id),
    ]  # fmt: skip


def _points(row: FindingRow) -> Value:
    """The points won; "not counted" where the item is not determined, does not apply or carries none."""
    return row.finding.points if row.finding.points is not None and row.possible else NOT_COUNTED
