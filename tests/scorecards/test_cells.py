"""Cells hold what they are given: reopened, text is text and figures are figures."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl.cell import Cell

from qa_scorer.language import Text
from qa_scorer.scorecards.book import workbook
from qa_scorer.scorecards.cells import EXCEL_TEXT_LIMIT, CellValue, safe_text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from tests.scorecards.reopened import cells, left_and_right, reopen


def written(tmp_path: Path, *given: tuple[CellValue, Style], head: str = "") -> list[Cell]:
    paper = Paper(lang="en", head=head, foot="")
    with workbook(tmp_path / "test.xlsx", "test") as book:
        Sheet(book, paper, Text("页", "Page"), [20] * len(given)).line(*given)
    return cells(reopen(tmp_path / "test.xlsx")["Page"], 1)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=cmd|' /C calc'!A0", "=", "+86", "-", "-1", "@SUM(A1)", "\t=1", "\n=1", "#N/A", "#DIV/0!", "=" * 9],
)
def test_text_never_becomes_a_formula_or_an_error(text: str, tmp_path: Path) -> None:
    (cell,) = written(tmp_path, (text, Style.TEXT))
    assert (cell.data_type, cell.value) == ("s", text)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text_when_a_person_edits_the_cell(text: str, tmp_path: Path) -> None:
    formula, plain = written(tmp_path, (text, Style.TEXT), ("plain", Style.TEXT))
    assert formula.quotePrefix and not plain.quotePrefix


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x00b\x08c\x0bd\x1fe", "abcde"),
        ("a\ufffeb\uffff", "ab"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\r=1", "\n=1"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("  您好 😀\t", "  您好 😀\t"),
    ],
)
def test_what_a_workbook_cannot_carry_is_taken_out(text: str, safe: str, tmp_path: Path) -> None:
    (cell,) = written(tmp_path, (text, Style.TEXT))
    assert (cell.data_type, cell.value) == ("s", safe)


def test_long_text_is_cut_where_excel_would_refuse_it(tmp_path: Path) -> None:
    (cell,) = written(tmp_path, ("字" * 40_000, Style.TEXT))
    assert cell.value == "字" * EXCEL_TEXT_LIMIT


def test_a_character_outside_the_basic_plane_counts_twice_and_is_never_halved() -> None:
    assert safe_text("😀" * 20_000) == "😀" * 16_383


def test_figures_dates_and_durations_keep_their_types(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 18, 9, 30, 5)
    score, date, clock = written(
        tmp_path, (78.25, Style.SCORE), (moment, Style.MOMENT), (timedelta(seconds=61.3), Style.CLOCK_TENTHS)
    )
    assert (score.value, score.number_format) == (78.25, "0.0")
    assert (date.value, date.is_date) == (moment, True)
    assert clock.value == timedelta(seconds=61.3) and clock.number_format == "[m]:ss.0"


def test_a_time_with_a_zone_keeps_its_hour(tmp_path: Path) -> None:
    (cell,) = written(tmp_path, (datetime(2026, 11, 18, 9, 30, tzinfo=UTC), Style.MOMENT))
    assert cell.value == datetime(2026, 11, 18, 9, 30)


def test_a_date_before_excels_calendar_is_text(tmp_path: Path) -> None:
    (cell,) = written(tmp_path, (datetime(1899, 1, 1), Style.MOMENT))
    assert cell.value == "1899-01-01 00:00:00"


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), float("-inf"), None])
def test_a_figure_that_is_none_leaves_an_empty_cell(figure: float | None, tmp_path: Path) -> None:
    (cell,) = written(tmp_path, (figure, Style.SCORE))
    assert cell.value is None


def test_the_head_of_the_page_says_what_it_is_given(tmp_path: Path) -> None:
    """An & begins a code there and has to be doubled."""
    written(tmp_path, ("x", Style.TEXT), head="R&D 1206")
    assert left_and_right(reopen(tmp_path / "test.xlsx")["Page"].oddHeader) == ("R&&D 1206", "&A")
