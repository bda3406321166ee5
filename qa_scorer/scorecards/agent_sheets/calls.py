"""The Calls sheet: a row a call in time order, then the agent's recordings that could not be scored."""

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.language import Text
from qa_scorer.model import Rubric, ScoredCall, UnscoredCall, Verdict
from qa_scorer.scorecards.agent_sheets.call_columns import CallRow, call_columns
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import BAD, GOOD, OPEN, QUIET, Tone
from qa_scorer.scorecards.table import Table, widths, write_table
from qa_scorer.scorecards.wordings import NOT_SCORED, VERDICTS, joined

CALLS = Text("通话", "Calls")
VERDICT_TONES: dict[Text, Tone] = {
    VERDICTS[Verdict.PASS]: GOOD,
    VERDICTS[Verdict.FAIL]: BAD,
    VERDICTS[Verdict.NEEDS_PERSON]: OPEN,
    NOT_SCORED: QUIET,
}


def write_calls(book: Workbook, paper: Paper, rubric: Rubric, agent: AgentFigures) -> Table:
    columns = call_columns(rubric)
    sheet = Sheet(book, paper, CALLS, widths(columns), header_row=1, frozen_columns=2, pages_wide=2)
    rows = [_scored_row(number, call) for number, call in enumerate(agent.scored, 1)]
    table = write_table(sheet, columns, rows + [_unscored_row(call) for call in agent.unscored])
    table.colour_words("verdict", VERDICT_TONES)
    table.draw_bars("score", full=100)
    table.add_filter()
    return table


def _scored_row(number: int, scored: ScoredCall) -> CallRow:
    call = scored.call
    remark = joined(call.evidence.facts.remarks)
    return CallRow(number=number, name=call.name, data=call.data, scored=scored, remark=remark)


def _unscored_row(call: UnscoredCall) -> CallRow:
    return CallRow(number=None, name=call.name, data=call.data, remark=joined([call.why, call.mend]))
