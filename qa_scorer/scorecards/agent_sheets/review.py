"""The Review sheet: where a reviewer corrects the machine and an agent appeals. `review_layout` says how it is read."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.language import Text
from qa_scorer.model import Night
from qa_scorer.scorecards.agent_sheets.finding_rows import FindingRow, time_link
from qa_scorer.scorecards.agent_sheets.findings import OUTCOME_TONES
from qa_scorer.scorecards.cells import safe_text
from qa_scorer.scorecards.inputs import shade_inputs, to_fill_in, unlock_inputs
from qa_scorer.scorecards.review_layout import (
    APPEALS,
    HIDDEN,
    LAYOUT_VERSION,
    LONGEST_AS_WRITTEN,
    MARK,
    MARK_SHEET,
    OPINIONS,
    RIGHT_OUTCOMES,
    Fact,
    Key,
    night_mark,
)
from qa_scorer.scorecards.sheet import Link, Paper, Sheet, Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, Table, widths, write_table

REVIEW_SHEET = Text("复核", "Review")
_HEADER_ROW = 2
_DAYS = (Key.REVIEWED_ON, Key.APPEAL_DEADLINE)
_NONE = Text("没有需要复核的项目", "Nothing is to be reviewed")
_PICK = Text("请从下拉列表里选", "Please choose from the list")
_DATE = Text("请填日期，如 2026-11-27", "Please give a date such as 2026-11-27")


def write_review(book: Workbook, paper: Paper, rows: Iterable[FindingRow]) -> None:
    columns = _columns(paper)
    sheet = Sheet(book, paper, REVIEW_SHEET, widths(columns), header_row=_HEADER_ROW, frozen_columns=5)
    unlock_inputs(sheet, columns)
    for place, column in enumerate(columns, 1):
        sheet.ws.column_dimensions[get_column_letter(place)].hidden = column.key in HIDDEN
    sheet.hide_row()
    sheet.line(*((column.key, Style.KEY) for column in columns))
    table = write_table(sheet, columns, rows)
    table.colour_words(Key.OUTCOME, OUTCOME_TONES)
    _offer_choices(table)
    shade_inputs(table, columns)
    table.add_filter()
    sheet.protect()
    if table.last_row == table.header_row:
        sheet.line((_NONE, Style.REMARK))


def write_marks(book: Workbook, paper: Paper, night: Night, agent: AgentFigures) -> None:
    """The hidden sheet."""
    sheet = Sheet(book, paper, Text(MARK_SHEET, MARK_SHEET), (20, 70))
    sheet.ws.sheet_state = "veryHidden"
    sheet.line((MARK, Style.KEY))
    for fact, value in _facts(paper, night, agent).items():
        sheet.line((fact.value, Style.KEY), (value, Style.KEY))
    sheet.protect()


def _facts(paper: Paper, night: Night, agent: AgentFigures) -> dict[Fact, str]:
    return {
        Fact.LAYOUT: str(LAYOUT_VERSION),
        Fact.NIGHT: night_mark(night),
        Fact.AGENT: agent.agent_id,
        Fact.RUBRIC: night.rubric.id,
        Fact.RUBRIC_VERSION: night.rubric.version,
        Fact.RUBRIC_SHA256: night.rubric.sha256,
        Fact.LANG: paper.lang,
    }


def _offer_choices(table: Table) -> None:
    lang = table.sheet.lang
    _offer(table, Key.OPINION, OPINIONS.values())
    _offer(table, Key.RIGHT_OUTCOME, RIGHT_OUTCOMES.values())
    _offer(table, Key.APPEAL_STATE, APPEALS.values())
    for key in _DAYS:
        dates = DataValidation(type="date", operator="greaterThan", formula1="43831", allow_blank=True)  # 2020-01-01
        dates.error, dates.showErrorMessage = _DATE.read(lang), True
        _validate(table, key, dates)


def _offer(table: Table, key: Key, words: Iterable[Text]) -> None:
    lang = table.sheet.lang
    choice = ",".join(text.read(lang) for text in words)
    listed = DataValidation(type="list", formula1=f'"{choice}"', allow_blank=True)
    listed.error, listed.showErrorMessage = _PICK.read(lang), True
    _validate(table, key, listed)


def _validate(table: Table, key: Key, validation: DataValidation) -> None:
    validation.add(table.cells(key))
    table.sheet.ws.data_validations.append(validation)


def _columns(paper: Paper) -> list[Column[FindingRow]]:
    """One for each key, in their order; what is to be typed is not written at all."""
    shown = _shown(paper)
    return [*shown, *_INPUTS, *_hidden(paper, shown)]


def _shown(paper: Paper) -> list[Column[FindingRow]]:
    return [
        Column(Key.CALL_NUMBER, Text("通话\n序号", "Call\nno."), 6, Style.COUNT, lambda row: row.call_number),
        Column(Key.CALL_ID, Text("通话编号", "Call id"), 14, Style.TEXT, lambda row: row.call_id),
        Column(Key.FINDING, Text("页面\n编号", "On the\npage"), 7, Style.WORD, lambda row: f"#{row.finding.number}"),
        Column(Key.TITLE, Text("指标", "Indicator"), 16, Style.TEXT, lambda row: row.rule.title),
        Column(Key.OUTCOME, Text("机器的结果", "The machine's outcome"), 13, Style.WORD,
               lambda row: row.machine_word),
        Column(Key.QUOTE, Text("原话", "Quote"), 26, Style.TEXT, lambda row: row.answer.quote),
        Column(Key.TIME, Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.LINK_CLOCK,
               lambda row: time_link(paper, row)),
    ]  # fmt: skip


def _hidden(paper: Paper, shown: Sequence[Column[FindingRow]]) -> list[Column[FindingRow]]:
    def hidden(key: Key, value: Callable[[FindingRow], str]) -> Column[FindingRow]:
        return Column(key, Text(key, key), 10, Style.KEY, value)

    return [
        hidden(Key.CALL, lambda row: row.call.sha256),
        hidden(Key.RULE, lambda row: row.rule.id),
        hidden(Key.RULE_SHA256, lambda row: row.rule.sha256),
        hidden(Key.AS_WRITTEN, lambda row: _as_written(paper, {column.key: column.value(row) for column in shown})),
    ]


_INPUTS: list[Column[FindingRow]] = [
    to_fill_in(Key.OPINION, Text("复核意见", "Reviewer says"), 11),
    to_fill_in(Key.RIGHT_OUTCOME, Text("正确结果", "Right outcome"), 13),
    to_fill_in(Key.REASON, Text("复核理由", "Reason"), 20),
    to_fill_in(Key.REVIEWER, Text("复核人", "Reviewer"), 10),
    to_fill_in(Key.REVIEWED_ON, Text("复核日期", "Reviewed on"), 12, a_day=True),
    to_fill_in(Key.APPEAL_STATE, Text("申诉状态", "Appeal"), 11),
    to_fill_in(Key.APPEAL, Text("申诉理由", "Appeal: why"), 20),
    to_fill_in(Key.APPEAL_DEADLINE, Text("答复期限", "Answer by"), 12, a_day=True),
    to_fill_in(Key.APPEAL_ANSWER, Text("申诉答复", "Answer"), 18),
]


def _as_written(paper: Paper, shown: Mapping[str, Value]) -> str:
    written = {key: _plain(paper, value) for key, value in shown.items()}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _plain(paper: Paper, value: Value) -> str | float | None:
    if isinstance(value, Link):
        return _plain(paper, value.shown)
    if isinstance(value, Text):
        return value.read(paper.lang)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value if value is None or isinstance(value, int | float) else safe_text(str(value))[:LONGEST_AS_WRITTEN]
