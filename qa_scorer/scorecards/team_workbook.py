"""The workbook of the team: Ranking, Rules, Not scored, Notes."""

from pathlib import Path

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Language, Text
from qa_scorer.model import Night
from qa_scorer.scorecards.notes_sheet import write_notes
from qa_scorer.scorecards.sheet import Paper, workbook
from qa_scorer.scorecards.team_sheets.not_scored import write_not_scored
from qa_scorer.scorecards.team_sheets.ranking import write_ranking
from qa_scorer.scorecards.team_sheets.rules import write_rules

_TITLE = Text("团队质检结果", "Team call quality")


def write_team_workbook(night: Night, figures: NightFigures, lang: Language, with_pages: bool, path: Path) -> None:
    """Write it at `path`. Everything in `night` must be masked already. Raises OSError."""
    title = _TITLE.read(lang)
    pages = "" if with_pages else None
    paper = Paper(lang=lang, head=title, foot=f"{night.rubric.id} {night.rubric.version}", pages=pages)
    standings = figures.standings
    with workbook(path, title) as book:
        write_ranking(book, paper, night, standings)
        write_rules(book, paper, night.rubric, standings)
        write_not_scored(book, paper, night.unscored)
        write_notes(book, paper, night, standings.doubtful_rules)
