"""A whole night is written, a second one beside it, and nothing is lost between them."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qa_scorer.errors import MachineError
from qa_scorer.scorecards import write_night
from tests.nights import data, night, scored_call, small_night


def test_each_agent_has_a_workbook_and_the_team_one(tmp_path: Path) -> None:
    written = write_night(small_night(), tmp_path, "zh")
    assert written.agent_workbooks == tuple(tmp_path / "agents" / f"{name}.xlsx" for name in ("1206", "1301", "1302"))
    assert (written.team_workbook, written.json_file) == (tmp_path / "team.xlsx", tmp_path / "scorecards.json")
    assert written.kept == written.beside == ()
    assert sorted(path.name for path in tmp_path.rglob("*") if path.parent.name != "calls") == [
        "1206.xlsx", "1301.xlsx", "1302.xlsx", "agents", "calls", "findings.parquet", "index.html", "scorecards.json",
        "team.xlsx",
    ]  # fmt: skip
    assert len(list((tmp_path / "calls").iterdir())) == 4


def test_without_pages_none_are_written(tmp_path: Path) -> None:
    write_night(small_night(), tmp_path, "zh", with_pages=False)
    assert {path.name for path in tmp_path.iterdir()} == {"agents", "findings.parquet", "scorecards.json", "team.xlsx"}


def test_what_a_person_typed_is_kept_by_a_second_run(tmp_path: Path) -> None:
    first = write_night(small_night(), tmp_path, "en")
    mine = first.agent_workbooks[0]
    book = load_workbook(mine)
    book["Findings"]["U2"] = "I listened: she did say it"
    book.save(mine)
    changed = datetime(2026, 11, 19, 8, 30, 12).timestamp()
    os.utime(mine, (changed, changed))

    second = write_night(small_night(), tmp_path, "en")
    kept = tmp_path / "agents" / "1206.2026-11-19_083012.xlsx"
    assert len(second.kept) == 4 and second.kept[0] == kept
    assert load_workbook(kept)["Findings"]["U2"].value == "I listened: she did say it"
    assert second.agent_workbooks == first.agent_workbooks
    assert load_workbook(mine)["Findings"]["U2"].value is None


def test_agents_whose_ids_look_alike_have_their_own_workbooks(tmp_path: Path) -> None:
    ids = ["wang", "Wang", "a/b", "a\\b", "..", "CON", ""]
    calls = [scored_call(f"{number}.wav", data(agent_id)) for number, agent_id in enumerate(ids)]
    written = write_night(night(calls), tmp_path, "en")
    assert len({path.name.casefold() for path in written.agent_workbooks}) == len(ids)
    assert all(path.parent == tmp_path / "agents" and path.exists() for path in written.agent_workbooks)
    shown = [load_workbook(path)["Summary"]["B4"].value or "" for path in written.agent_workbooks]
    assert sorted(shown) == sorted(ids)


def test_names_teams_and_quotes_that_look_like_formulas_stay_text_everywhere(tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","y")'
    call = scored_call(evil, data(evil, name=evil, team=evil))
    written = write_night(night([call]), tmp_path, "zh")
    found = 0
    for path in (*written.agent_workbooks, written.team_workbook):
        for cell in (cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "f"
            found += cell.value == evil
    assert found >= 7


def test_nothing_people_said_leaves_unmasked(tmp_path: Path) -> None:
    """The customer's number and the caller's words hold 13800138000 and 13900139000."""
    written = write_night(small_night(), tmp_path, "en")
    for path in (*written.agent_workbooks, written.team_workbook):
        cells = [str(cell.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert not [text for text in cells if "13800138000" in text or "13900139000" in text]
    assert "138****8000" in [str(cell.value) for cell in load_workbook(written.agent_workbooks[0])["Calls"]["G"]]


def test_a_folder_that_is_none_is_said_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(MachineError) as caught:
        write_night(small_night(), tmp_path / "out", "zh")
    assert "1206.xlsx" in caught.value.where


OUT_OF_SPACE = """
import resource, sys
from pathlib import Path
from qa_scorer.errors import MachineError
from qa_scorer.model import Outcome
from qa_scorer.scorecards import write_night
from tests.nights import answer, data, night, rubric, scored_call
missed = {rule.id: answer(Outcome.MISSED) for rule in rubric().rules}
calls = [scored_call(f"{number}.wav", data("1206", number), missed) for number in range(100)]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    write_night(night(calls), Path(sys.argv[1]), "en")
except MachineError as error:
    print(error.where)
"""


@pytest.mark.parametrize("room_bytes", [4_000, 150_000])
def test_where_the_room_runs_out_the_file_is_named_and_nothing_else_is_said(room_bytes: int, tmp_path: Path) -> None:
    """The room ends in the first rows of the calls, or in the middle of the findings."""
    pytest.importorskip("resource", reason="only Unix can limit the size of a file")
    mine = tmp_path / "agents" / "1206.xlsx"
    mine.parent.mkdir()
    mine.write_text("typed by hand")
    command = [sys.executable, "-c", OUT_OF_SPACE, str(tmp_path), str(room_bytes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.stdout.strip(), done.stderr) == (str(mine), "")
    assert [path.name for path in mine.parent.iterdir()] == ["1206.xlsx"] and mine.read_text() == "typed by hand"


def test_importing_the_room_loads_no_openpyxl() -> None:
    code = "import sys, qa_scorer.scorecards, qa_scorer.figures.standings; sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
