"""The Calls sheet: a row a call in time order, then the agent's recordings that could not be scored."""

from collections.abc import Iterator

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.language import Text
from qa_scorer.model import Rubric, UnscoredCall, Verdict
from qa_scorer.scorecards.agent_sheets.call_columns import CallRow, call_columns
from qa_scorer.scorecards.agent_sheets.findings import FINDINGS, FIRST_ROW
from qa_scorer.scorecards.cells import Target
from qa_scorer.scorecards.sheet import Link, Paper, Sheet
from qa_scorer.scorecards.styles import BAD, BAR_ORANGE, GOOD, OPEN, QUIET, Tone
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
    columns = call_columns(paper, rubric)
    sheet = Sheet(book, paper, CALLS, widths(columns), header_row=1, frozen_columns=2, pages_wide=2)
    table = write_table(sheet, columns, [*_scored_rows(paper, agent), *map(_unscored_row, agent.unscored)])
    table.colour_words("verdict", VERDICT_TONES)
    table.draw_bars("score", full=100)
    table.draw_bars("coverage", full=1)
    table.draw_bars("findings", full=max((call.listed for call in agent.calls), default=1) or 1, colour=BAR_ORANGE)
    table.add_filter()
    sheet.protect()
    return table


def _scored_rows(paper: Paper, agent: AgentFigures) -> Iterator[CallRow]:
    """Each leads to the first of its rows on the Findings sheet, which has them in the same order."""
    row, sheet = FIRST_ROW, FINDINGS.read(paper.lang)
    for number, call in enumerate(agent.calls, 1):
        findings = Link(call.listed, Target(place=f"'{sheet}'!A{row}")) if call.listed else call.listed
        yield CallRow(
            number=number,
            name=call.name,
            data=call.data,
            call=call,
            findings=findings,
            remark=joined([*_machine_own(call), *call.remarks]),
        )
        row += call.listed


def _machine_own(call: CallSummary) -> Iterator[Text]:
    if call.machine:
        score, verdict = call.machine
        shown, word = "–" if score is None else f"{score:.1f}", VERDICTS[verdict]
        yield Text(f"经人工复核；机器原判 {shown}，{word.zh}", f"reviewed; the machine's own: {shown}, {word.en}")


def _unscored_row(call: UnscoredCall) -> CallRow:
    return CallRow(number=None, name=call.name, data=call.data, remark=joined([call.why, call.mend]))
