"""The workbook of one agent: Summary, Calls, Findings, Measures, Notes."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qa_scorer.figures.agent_figures import AgentFigures, in_time_order
from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Language
from qa_scorer.model import CallsInHand, Night
from qa_scorer.scorecards.agent_sheets.calls import write_calls
from qa_scorer.scorecards.agent_sheets.findings import write_findings
from qa_scorer.scorecards.agent_sheets.measures import write_measures
from qa_scorer.scorecards.agent_sheets.summary import fill_summary, new_summary
from qa_scorer.scorecards.notes_sheet import write_notes
from qa_scorer.scorecards.sheet import Paper, workbook


def write_agent_workbook(
    night: Night, agent: AgentFigures, doubtful: Sequence[TeamRule], lang: Language, path: Path
) -> None:
    """Write it at `path`. Everything in `night` must be masked already. Raises OSError."""
    agent = replace(agent, scored=CallsInHand(in_time_order(agent.scored)))
    who = f"{agent.agent_id} {agent.name}".strip()
    paper = Paper(lang=lang, head=who, foot=f"{night.rubric.id} {night.rubric.version}")
    with workbook(path, who) as book:
        summary = new_summary(book, paper)
        calls = write_calls(book, paper, night.rubric, agent)
        write_findings(book, paper, night.rubric, agent)
        write_measures(book, paper, agent)
        write_notes(book, paper, night, doubtful)
        fill_summary(summary, night.rubric, agent, calls)
