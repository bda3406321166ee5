"""Many workbooks are written by several processes: the same ones as by one, and none is lost with a process."""

import os
import signal
from functools import partial
from pathlib import Path

import pytest

from qa_scorer.errors import MachineError
from qa_scorer.figures.history import History
from qa_scorer.scorecards import sheet, workbooks
from qa_scorer.scorecards.outgoing import counted, masked_night
from qa_scorer.scorecards.safe_write import Placed
from tests.made_up_night import made_up_night
from tests.scorecards.reopened import reopen


def cells(path: Path) -> list[list[object]]:
    return [list(row) for sheet in reopen(path).worksheets for row in sheet.iter_rows(values_only=True)]


def test_several_processes_write_what_one_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night = made_up_night(3, 2, 20)
    figures, masked = counted(night, History()), masked_night(night)
    alone = workbooks.write_workbooks(masked, figures, tmp_path / "one", "en", with_pages=True)
    monkeypatch.setattr(workbooks, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    together = workbooks.write_workbooks(masked, figures, tmp_path / "two", "en", with_pages=True)
    assert [placed.path.name for placed in together] == ["1001.xlsx", "1002.xlsx", "1003.xlsx", "team.xlsx"]
    assert [cells(placed.path) for placed in together] == [cells(placed.path) for placed in alone]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes another way")
def test_a_process_that_is_lost_takes_no_workbook_with_it(tmp_path: Path) -> None:
    works = [partial(die_in_a_child, tmp_path / name, os.getpid()) for name in "abc"]
    assert [placed.path.name for placed in workbooks._in_processes(works, 2)] == ["a", "b", "c"]


def test_a_folder_that_cannot_be_written_to_is_named_from_a_process_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = made_up_night(2, 2, 20)
    (tmp_path / "agents").write_text("a file")
    monkeypatch.setattr(workbooks, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(MachineError) as caught:
        workbooks.write_workbooks(masked_night(night), counted(night, History()), tmp_path, "en", with_pages=True)
    assert "1001.xlsx" in caught.value.where


def test_beyond_what_a_sheet_may_hold_links_become_plain_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel refuses a sheet with more than 65,530 links."""
    monkeypatch.setattr(sheet, "_MOST_LINKS", 5)
    night = made_up_night(1, 4, 40)
    path = workbooks.write_workbooks(masked_night(night), counted(night, History()), tmp_path, "en", with_pages=True)[
        0
    ].path
    findings = reopen(path)["Findings"]
    linked = [cell for row in findings.iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == 5 and findings.max_row > 10
    assert not [cell for row in findings.iter_rows() for cell in row if cell.font.underline and not cell.hyperlink]


def die_in_a_child(path: Path, parent: int) -> Placed:
    """What the system does to a process that takes too much memory."""
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    path.touch()
    return Placed(path=path)
