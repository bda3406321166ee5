"""Scorecards -> a workbook for each agent, one for the team, the pages, scorecards.json and what else is exported.

    write_night(night, out, lang) -> Written

Importing this room costs nothing; openpyxl is loaded when the first workbook is written.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qa_scorer.language import Language
from qa_scorer.model import Night
from qa_scorer.scorecards.exports import USUAL_EXPORTS, Export

if TYPE_CHECKING:
    from qa_scorer.figures.history import History
    from qa_scorer.figures.standings import Standings
    from qa_scorer.scorecards.pages.write import SoundOf

__all__ = ["Written", "write_night"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where everything lies, and the figures it was written from.

    kept    older workbooks: renamed to a dated name, or left where they are because they were in use
    beside  new files under another name than theirs, because theirs was in use
    """

    agent_workbooks: tuple[Path, ...]
    team_workbook: Path
    json_file: Path
    night_page: Path | None
    standings: "Standings"
    kept: tuple[Path, ...] = ()
    beside: tuple[Path, ...] = ()


def write_night(
    night: Night,
    out: Path,
    lang: Language,
    *,
    history: "History | None" = None,
    with_pages: bool = True,
    sound: "SoundOf | None" = None,
    exports: Collection[Export] = USUAL_EXPORTS,
    tell: Callable[[], None] = lambda: None,
) -> Written:
    """Write out/agents/<agent>.xlsx, out/team.xlsx and out/scorecards.json, everything people said in them masked.

    With pages, also out/index.html and out/calls/<call>.html, with what `sound` has ready of each call; `tell` is told
    after each of these. `exports`: what is written beside scorecards.json.
    Raises MachineError, naming the file, where one cannot be written. An older workbook is never lost: see `Written`.
    """
    from qa_scorer.figures.history import History
    from qa_scorer.scorecards.exports.write import write_exports
    from qa_scorer.scorecards.json_file import write_json
    from qa_scorer.scorecards.outgoing import counted, masked_night
    from qa_scorer.scorecards.pages.night_page import Books
    from qa_scorer.scorecards.pages.write import no_sound, write_pages
    from qa_scorer.scorecards.safe_write import place, sweep
    from qa_scorer.scorecards.workbooks import write_workbooks

    sweep(out)
    figures = counted(night, history or History())
    night = masked_night(night)
    *agents, team = write_workbooks(night, figures, out, lang, with_pages=with_pages)
    json_file = place(out / "scorecards.json", partial(write_json, night, figures.standings, lang), keep_older=False)
    exported = list(write_exports(night, exports, out, lang))
    ids = sorted(agent.agent_id for agent in figures.agents)  # the order of their workbooks
    named = {agent_id: f"agents/{book.path.name}" for agent_id, book in zip(ids, agents, strict=True)}
    books = Books(team=team.path.name, agents=named)
    page = write_pages(night, figures, books, out, lang, sound or no_sound, tell) if with_pages else None
    placed = [*agents, team, json_file, *exported]
    return Written(
        agent_workbooks=tuple(book.path for book in agents),
        team_workbook=team.path,
        json_file=json_file.path,
        night_page=page.path if page else None,
        standings=figures.standings,
        kept=tuple(file.kept for file in placed if file.kept),
        beside=tuple(file.path for file in placed if file.was_in_use),
    )
