"""The Findings sheet: a row for every rule of every scored call, numbered."""

from dataclasses import dataclass
from datetime import timedelta

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.rule_figures import is_for_person
from qa_scorer.language import Text
from qa_scorer.model import Answer, Item, Outcome, Rubric, ScoredCall
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAD, GOOD, OPEN, QUIET, REVIEW, Style, Tone
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.wordings import FOR_PERSON, NOT_COUNTED, OUTCOMES, yes_if

FINDINGS = Text("明细", "Findings")
_OUTCOME_TONES: dict[Text, Tone] = {
    OUTCOMES[Outcome.MET]: GOOD,
    OUTCOMES[Outcome.MISSED]: BAD,
    OUTCOMES[Outcome.NOT_APPLICABLE]: QUIET,
    OUTCOMES[Outcome.UNDETERMINED]: OPEN,
    FOR_PERSON: REVIEW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _FindingRow:
    number: int
    call_number: int
    scored: ScoredCall
    item: Item

    @property
    def answer(self) -> Answer:
        return self.item.finding.answer

    @property
    def word(self) -> Text:
        return FOR_PERSON if is_for_person(self.item) else OUTCOMES[self.answer.outcome]

    @property
    def possible(self) -> float | None:
        return None if self.item.rule.review else self.item.rule.weight or None


def write_findings(book: Workbook, paper: Paper, rubric: Rubric, agent: AgentFigures) -> None:
    columns = _columns(rubric)
    sheet = Sheet(book, paper, FINDINGS, widths(columns), header_row=1, frozen_columns=3)
    table = write_table(sheet, columns, _rows(agent))
    table.colour_words("outcome", _OUTCOME_TONES)
    table.add_filter()


def _rows(agent: AgentFigures) -> list[_FindingRow]:
    items = [(number, call, item) for number, call in enumerate(agent.scored, 1) for item in call.scorecard.items]
    return [
        _FindingRow(number=number, call_number=call_number, scored=call, item=item)
        for number, (call_number, call, item) in enumerate(items, 1)
    ]


def _columns(rubric: Rubric) -> list[Column[_FindingRow]]:
    sections = {section.id: section.title for section in rubric.sections}
    return [
        Column("number", Text("序号", "No."), 6, Style.COUNT, lambda row: row.number),
        Column("call", Text("通话\n序号", "Call\nno."), 6, Style.COUNT, lambda row: row.call_number),
        Column("call_id", Text("通话编号", "Call id"), 16, Style.TEXT, _call_id),
        Column("rule", Text("规则编号", "Rule"), 25, Style.TEXT, lambda row: row.item.rule.id),
        Column("title", Text("检查项目", "Item"), 20, Style.TEXT, lambda row: row.item.rule.title),
        Column("section", Text("环节", "Section"), 12, Style.TEXT, lambda row: sections[row.item.rule.section]),
        Column(
            "fatal",
            Text("一票\n否决项", "Fatal\nitem"),
            8,
            Style.WORD,
            lambda row: yes_if(row.item.rule.fatal is not None),
        ),
        Column("outcome", Text("结果", "Outcome"), 14, Style.WORD, lambda row: row.word),
        Column("points", Text("得分", "Points"), 12, Style.POINTS, _points),
        Column("possible", Text("满分", "Of"), 7, Style.POINTS, lambda row: row.possible),
        Column("quote", Text("原话", "Quote"), 40, Style.TEXT, lambda row: row.answer.quote),
        Column("time", Text("时间\n（分:秒）", "Time\n(m:ss.s)"), 9, Style.CLOCK_TENTHS, _time),
        Column("confidence", Text("把握", "Confidence"), 12, Style.PERCENT, lambda row: row.answer.confidence),
        Column("reason", Text("理由", "Reason"), 40, Style.TEXT, lambda row: row.answer.reason),
        Column("source", Text("依据", "Source"), 11, Style.TEXT, lambda row: row.item.rule.source),
    ]


def _call_id(row: _FindingRow) -> str:
    """The call's id, or its file where the call table gives none."""
    return row.scored.call.data.call_id or row.scored.call.name


def _points(row: _FindingRow) -> Value:
    """The points won; "not counted" where the item is not determined, does not apply or carries none."""
    return row.item.points if row.item.points is not None and row.possible else NOT_COUNTED


def _time(row: _FindingRow) -> timedelta | None:
    return None if row.answer.start_s is None else timedelta(seconds=round(row.answer.start_s, 1))
