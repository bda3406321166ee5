"""Pages are written in the order of the calls, whatever their sound takes."""

import os
import time
from pathlib import Path

import pytest

from qa_scorer.errors import MachineError
from qa_scorer.figures.night_figures import night_figures
from qa_scorer.language import Text
from qa_scorer.model import ScoredCall
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.page_names import page_name
from qa_scorer.scorecards.pages import write
from qa_scorer.scorecards.pages.call_page import PageSound
from qa_scorer.scorecards.pages.night_page import Books
from qa_scorer.scorecards.pages.write import write_pages
from tests.nights import data, night, scored_call

BOOKS = Books(team="team.xlsx", agents={"1": "agents/1.xlsx"})
CALLS = night([scored_call(f"{number}.wav", data("1", number)) for number in range(9)])


def test_each_page_has_its_own_sound_though_the_first_takes_longest(tmp_path: Path) -> None:
    def slow_at_first(scored: ScoredCall, folder: Path) -> PageSound | None:
        time.sleep(0.2 if scored.call.name == "0.wav" else 0)
        return None if scored.call.name == "5.wav" else PageSound(call=f"{scored.call.name}.ogg")

    told: list[int] = []
    write_pages(CALLS, night_figures(CALLS), BOOKS, tmp_path, "en", slow_at_first, lambda: told.append(1))
    for scored in CALLS.scored:
        text = (tmp_path / "calls" / f"{page_name(scored.call)}.html").read_text("utf-8")
        assert (f'src="{scored.call.name}.ogg"' in text) == (scored.call.name != "5.wav")
    assert len(told) == 9


def test_what_stops_one_stops_all_and_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, say: the calls that wait are not begun, and the error names the file."""
    monkeypatch.setattr(write, "_MOST_THREADS", 2)
    begun: list[str] = []

    def full_disk(scored: ScoredCall, folder: Path) -> PageSound | None:
        begun.append(scored.call.name)
        if scored.call.name == "0.wav":
            raise MachineError(where="0.ogg", why=Text("磁盘已满", "the disk is full"), mend=Text("", ""))
        time.sleep(0.1)
        return None

    with pytest.raises(MachineError, match=r"0\.ogg"):
        write_pages(CALLS, night_figures(CALLS), BOOKS, tmp_path, "en", full_disk)
    assert len(begun) <= 4 and not (tmp_path / "index.html").exists()


def test_where_a_workbook_was_in_use_the_night_page_leads_to_the_new_one_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows does it: a file that is open in Excel cannot be renamed."""
    write_night(CALLS, tmp_path, "en")
    rename = os.rename

    def in_use(old: Path, new: Path) -> None:
        if old.name in ("team.xlsx", "1.xlsx"):
            raise PermissionError
        rename(old, new)

    monkeypatch.setattr(os, "rename", in_use)
    write_night(CALLS, tmp_path, "en")
    text = (tmp_path / "index.html").read_text("utf-8")
    for link in ("team.new.xlsx", "agents/1.new.xlsx"):
        assert f'href="{link}"' in text and (tmp_path / link).exists()
