"""The workbook of the team: what a manager needs on a Monday, from the whole to the single call."""

from pathlib import Path

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Language, Text
from qa_scorer.model import Night
from qa_scorer.scorecards.book import workbook
from qa_scorer.scorecards.notes_sheet import write_notes
from qa_scorer.scorecards.sheet import Paper
from qa_scorer.scorecards.team_sheets.agreement import write_agreement
from qa_scorer.scorecards.team_sheets.ears_first import write_ears_first
from qa_scorer.scorecards.team_sheets.follow_up import write_follow_up
from qa_scorer.scorecards.team_sheets.heat_map import write_heat_map
from qa_scorer.scorecards.team_sheets.not_scored import write_not_scored
from qa_scorer.scorecards.team_sheets.operations import write_operations
from qa_scorer.scorecards.team_sheets.overview import write_overview
from qa_scorer.scorecards.team_sheets.promises import write_promises
from qa_scorer.scorecards.team_sheets.ranking import write_ranking
from qa_scorer.scorecards.team_sheets.rules import write_rules
from qa_scorer.scorecards.team_sheets.samples import write_samples
from qa_scorer.scorecards.team_sheets.training import write_training
from qa_scorer.scorecards.team_sheets.wishes import write_wishes

_TITLE = Text("团队质检结果", "Team call quality")


def write_team_workbook(night: Night, figures: NightFigures, lang: Language, with_pages: bool, path: Path) -> None:
    """Write it at `path`. Everything in `night` must be masked already. Raises OSError."""
    title = _TITLE.read(lang)
    pages = "" if with_pages else None
    paper = Paper(lang=lang, head=title, foot=f"{night.rubric.id} {night.rubric.version}", pages=pages)
    with workbook(path, title) as book:
        write_overview(book, paper, night, figures)
        write_ranking(book, paper, night, figures)
        write_heat_map(book, paper, figures)
        write_rules(book, paper, figures)
        write_training(book, paper, figures)
        write_ears_first(book, paper, figures)
        write_follow_up(book, paper, figures, night.finished_at.date())
        write_promises(book, paper, figures, night.finished_at)
        write_wishes(book, paper, figures)
        write_operations(book, paper, figures)
        write_samples(book, paper, figures)
        write_agreement(book, paper, figures)
        write_not_scored(book, paper, night.unscored)
        write_notes(book, paper, night, figures.standings.doubtful_rules, for_team=True)
