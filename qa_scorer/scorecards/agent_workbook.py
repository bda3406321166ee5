"""The workbook of one agent: Summary, Calls, Findings, Measures, Review, Notes."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.call_measures import Range
from qa_scorer.figures.days import DayFigures
from qa_scorer.figures.finding_shelf import FindingShelf
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Language
from qa_scorer.model import Night, in_hand
from qa_scorer.scorecards.agent_sheets.calls import write_calls
from qa_scorer.scorecards.agent_sheets.finding_rows import finding_rows
from qa_scorer.scorecards.agent_sheets.findings import write_findings
from qa_scorer.scorecards.agent_sheets.measures import write_measures
from qa_scorer.scorecards.agent_sheets.review import write_marks, write_review
from qa_scorer.scorecards.agent_sheets.summary import fill_summary, new_summary
from qa_scorer.scorecards.book import workbook
from qa_scorer.scorecards.notes_sheet import write_notes
from qa_scorer.scorecards.sheet import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentBook:
    """All that one agent's workbook is written from, fit to be handed to another process: `night` has no calls."""

    night: Night
    agent: AgentFigures
    days: tuple[DayFigures, ...]
    shelf: FindingShelf
    team_days: dict[date, float]
    team_ranges: dict[str, Range | None]
    doubtful: tuple[TeamRule, ...]
    lang: Language
    with_pages: bool


def agent_book(night: Night, figures: NightFigures, agent: AgentFigures, lang: Language, with_pages: bool) -> AgentBook:
    return AgentBook(
        night=_without_calls(night),
        agent=agent,
        days=figures.days(agent),
        shelf=figures.shelf.of_calls(call.name for call in agent.calls),
        team_days=figures.team_days,
        team_ranges=figures.ranges,
        doubtful=figures.standings.doubtful_rules,
        lang=lang,
        with_pages=with_pages,
    )


def write_agent_workbook(content: AgentBook, path: Path) -> None:
    """Write it at `path`. Everything in it must be masked already. Raises OSError."""
    night, agent = content.night, content.agent
    who = f"{agent.agent_id} {agent.name}".strip()
    paper = Paper(
        lang=content.lang,
        head=who,
        foot=f"{night.rubric.id} {night.rubric.version}",
        pages="../" if content.with_pages else None,
    )
    with workbook(path, who) as book:
        summary = new_summary(book, paper)
        calls = write_calls(book, paper, night.rubric, agent)
        findings = list(finding_rows(night.rubric, agent, content.shelf))
        write_findings(book, paper, night.rubric, findings)
        write_measures(book, paper, agent, content.team_ranges)
        write_review(book, paper, findings)
        write_marks(book, paper, night, agent)
        write_notes(book, paper, night, content.doubtful)
        fill_summary(summary, night.rubric, agent, calls, content.days, content.team_days)


def _without_calls(night: Night) -> Night:
    return replace(night, scored=in_hand(()), unscored=())
