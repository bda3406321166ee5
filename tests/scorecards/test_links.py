"""Every link of every workbook leads somewhere: to a page and a place in it, or to a cell that has something.

Excel itself could not be tried. What LibreOffice makes of the links is in `test_libreoffice_keeps_the_place_in_a_page`.
"""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.model import Night
from qa_scorer.scorecards import Written, write_night
from tests.made_up_night import made_up_night
from tests.nights import data, night, scored_call, small_night
from tests.scorecards.reopened import reopen


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("linked")
    write_night(made_up_night(3, 6, 40), folder, "zh")
    return folder


def links(sheet: Worksheet) -> list[Hyperlink]:
    return [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def books(folder: Path) -> list[Path]:
    return [folder / "team.xlsx", *sorted((folder / "agents").glob("*.xlsx"))]


def test_every_link_leads_to_a_page_that_is_there_and_to_a_place_in_it(out: Path) -> None:
    seen = 0
    for path in books(out):
        for sheet in reopen(path).worksheets:
            for link in links(sheet):
                if not link.target:
                    continue
                seen += 1
                page = (path.parent / link.target).resolve()
                assert page.is_file() and "#" not in link.target and page.parent == out / "calls"
                assert not link.location or re.fullmatch(r"t=\d+(\.\d)?|f=\d+", link.location)
    assert seen > 200


def test_every_link_inside_a_workbook_leads_to_the_first_finding_of_the_call(out: Path) -> None:
    for path in books(out)[1:]:
        book = reopen(path)
        inside = [(cell, cell.hyperlink.location) for row in book["通话"].iter_rows() for cell in row
                  if cell.hyperlink and not cell.hyperlink.target]  # fmt: skip
        assert inside
        for cell, place in inside:
            sheet, _, address = str(place).partition("!")
            row = book[sheet.strip("'")][address].row
            assert book["明细"].cell(row, 2).value == book["通话"].cell(cell.row, 1).value
            assert row == 2 or book["明细"].cell(row - 1, 2).value != book["通话"].cell(cell.row, 1).value


def test_the_number_beside_a_link_is_the_findings_on_the_page(out: Path) -> None:
    """Where a spreadsheet loses what stands after `#`, a person finds the finding by its number."""
    sheet = reopen(out / "agents" / "1001.xlsx")["明细"]
    number, time = (next(cell.column for cell in sheet[1] if cell.value == title) - 1
                    for title in ("页面\n编号", "时间\n（分:秒）"))  # fmt: skip
    book = reopen(out / "agents" / "1001.xlsx")
    items = {rule.title.zh: place for place, rule in enumerate(made_up_night(1, 1, 40).rubric.rules, 1)}
    for row in book["明细"].iter_rows(min_row=2):
        assert row[number].value == f"#{items[str(row[3].value)]}"
        link = row[number].hyperlink or row[time].hyperlink
        assert link is not None and (row[time].value is None) == link.location.startswith("f=")


def test_without_pages_nothing_leads_to_one_and_nothing_looks_like_a_link(tmp_path: Path) -> None:
    written: Written = write_night(small_night(), tmp_path, "en", with_pages=False)
    for path in (*written.agent_workbooks, written.team_workbook):
        for sheet in reopen(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert not (cell.hyperlink and cell.hyperlink.target)
                    assert cell.hyperlink or not cell.font.underline


def odd_night() -> Night:
    """Ids of forty characters, of signs no file may have, equal but for case, and formulas for names."""
    ids = ("工" * 40, "a/b\\c:d*e?f[g]h", "wang", "WANG", '=HYPERLINK("x")', "+1'!A1", "  ")
    calls = [scored_call(f"{n} [x]*?.wav", replace(data(name, name=name, team=name), call_id=f"C/{n}:[{name}]"))
             for n, name in enumerate(ids)]  # fmt: skip
    return night(calls)


def test_odd_names_break_neither_files_nor_sheets_nor_links(tmp_path: Path) -> None:
    written = write_night(odd_night(), tmp_path, "en")
    assert len(written.agent_workbooks) == 7
    for path in (*written.agent_workbooks, written.team_workbook):
        book = reopen(path)
        targets = [link.target for sheet in book.worksheets for link in links(sheet) if link.target]
        assert all((path.parent / target).is_file() for target in targets)
        assert targets or path == written.team_workbook
        assert not [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
                    if cell.data_type == "f"]  # fmt: skip


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_place_in_a_page(out: Path, tmp_path: Path) -> None:
    """Opened and saved again, each link has its page and its place; in a PDF the address is whole."""
    book = out / "agents" / "1001.xlsx"
    copy = tmp_path / "agents" / "1001.xlsx"
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to",
               "xlsx:Calc MS Excel 2007 XML", "--outdir", str(copy.parent), str(book)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=os.environ | {"HOME": str(tmp_path)})
    kept, written = (
        sorted(str(link.location) for link in links(reopen(path).worksheets[2]) if link.location)
        for path in (copy, book)
    )
    assert kept == written
    with ZipFile(copy) as archive:
        assert b"calls/" in archive.read("xl/worksheets/_rels/sheet3.xml.rels")
