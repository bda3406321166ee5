"""The Follow-up sheet of the team workbook: findings to act on, with owner, action and closed date; and appeals."""

from datetime import date

from openpyxl import Workbook

from qa_scorer.figures.appealed import KeptAppeal
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.registers import EXAMPLES, Example
from qa_scorer.language import Text
from qa_scorer.scorecards.inputs import shade_inputs, to_fill_in, unlock_inputs
from qa_scorer.scorecards.review_layout import APPEALS, OPEN_APPEALS, AppealState
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import BAD, Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.team_sheets.call_cells import call_cells, time_cell
from qa_scorer.scorecards.wordings import FATAL

FOLLOW_UP = Text("跟进", "Follow-up")
_ABOUT = Text(
    f"全部一票否决，以及未做到最多的各项目的例子（每项最多 {EXAMPLES} 个）。浅黄色的格子供填写",
    f"Every fatal finding, and examples of the items missed most ({EXAMPLES} an item). Fill in the yellow cells",
)
_NONE = Text("没有需要跟进的项目", "There is nothing to follow up")
_MOST_RULES = 10


def write_follow_up(book: Workbook, paper: Paper, figures: NightFigures, today: date) -> None:
    columns = [*_columns(paper, figures), *_INPUTS]
    sheet = Sheet(book, paper, FOLLOW_UP, widths(columns), header_row=2, frozen_columns=2)
    unlock_inputs(sheet, columns)
    rows = _rows(figures)
    sheet.line((_ABOUT if rows else _NONE, Style.REMARK))
    table = write_table(sheet, columns, rows)
    table.colour_words("kind", {FATAL: BAD})
    shade_inputs(table, columns)
    table.add_filter()
    if figures.history.appeals:
        sheet.heading(Text("申诉", "Appeals"))
        write_table(sheet, _appeals(figures, today), figures.history.appeals)
    sheet.protect()


def _rows(figures: NightFigures) -> list[Example]:
    """The fatal findings, then the examples; none twice."""
    registers = figures.registers
    missed = sorted(figures.standings.rules, key=lambda rule: -rule.figures.missed)[:_MOST_RULES]
    examples = [example for rule in missed if rule.figures.missed for example in registers.examples(rule.rule)]
    fatal = {id(example) for example in registers.fatal}
    return [*registers.fatal, *(example for example in examples if id(example) not in fatal)]


def _columns(paper: Paper, figures: NightFigures) -> list[Column[Example]]:
    titles = {rule.id: rule.title for rule in figures.rubric.rules}
    return [
        *call_cells(paper, lambda row: row.call),
        Column("title", Text("指标", "Indicator"), 18, Style.TEXT, lambda row: titles[row.finding.rule_id]),
        Column("kind", Text("类别", "Kind"), 15, Style.WORD,
               lambda row: FATAL if row.finding.rule_id in row.call.fatal else None),
        Column("quote", Text("原话或理由", "Quote or reason"), 34, Style.TEXT,
               lambda row: row.finding.answer.quote or row.finding.answer.reason),
        Column("time", Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.LINK_CLOCK,
               lambda row: time_cell(paper, row.call, row.finding.answer.start_s)),
    ]  # fmt: skip


def _appeals(figures: NightFigures, today: date) -> list[Column[KeptAppeal]]:
    """Beneath the findings, in columns as wide as theirs."""
    titles = {rule.id: rule.title for rule in figures.rubric.rules}
    return [
        Column("agent", Text("工号", "Agent"), 0, Style.TEXT, lambda row: row.agent_id),
        Column("call", Text("录音", "Recording"), 0, Style.TEXT, lambda row: row.call),
        Column("deadline", Text("答复期限", "Answer by"), 0, Style.TEXT,
               lambda row: row.deadline and str(row.deadline)),
        Column("title", Text("指标", "Indicator"), 0, Style.TEXT, lambda row: titles.get(row.rule, row.rule)),
        Column("state", Text("状态", "State"), 0, Style.WORD, lambda row: _state(row, today)),
        Column("why", Text("理由 → 答复", "Why → answer"), 0, Style.TEXT,
               lambda row: " → ".join(filter(None, (row.reason, row.answer)))),
    ]  # fmt: skip


def _state(appeal: KeptAppeal, today: date) -> Text:
    state = AppealState(appeal.state)
    late = state in OPEN_APPEALS and appeal.deadline is not None and appeal.deadline < today
    return Text(f"{APPEALS[state].zh}，逾期", f"{APPEALS[state].en}, overdue") if late else APPEALS[state]


_INPUTS: list[Column[Example]] = [
    to_fill_in("owner", Text("负责人", "Owner"), 12),
    to_fill_in("action", Text("措施", "Action"), 30),
    to_fill_in("due", Text("完成期限", "Due"), 12, a_day=True),
    to_fill_in("closed", Text("关闭日期", "Closed"), 12, a_day=True),
]
