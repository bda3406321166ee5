"""A workbook is saved when its block ends, and leaves nothing open when that fails."""

import errno
import gc
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from qa_scorer.language import Text
from qa_scorer.scorecards.book import workbook
from qa_scorer.scorecards.row_height import row_height_pt
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from tests.scorecards.reopened import reopen

PAPER = Paper(lang="zh", head="1206", foot="small 1.2")


def fill(path: Path, *texts: str) -> None:
    with workbook(path, "test") as book:
        for name in ("一", "二"):
            sheet = Sheet(book, PAPER, Text(name, name), [20])
            for text in texts:
                sheet.line((text, Style.TEXT))


def test_a_workbook_is_there_when_its_block_has_ended(tmp_path: Path) -> None:
    fill(tmp_path / "test.xlsx", "a", "b")
    assert [cell.value for cell in reopen(tmp_path / "test.xlsx")["二"]["A"]] == ["a", "b"]


def test_a_mistake_in_the_block_comes_through_and_no_file_is_made(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), workbook(tmp_path / "test.xlsx", "test") as book:
        Sheet(book, PAPER, Text("一", "one"), [20]).line((1 / 0, Style.COUNT))
    assert not (tmp_path / "test.xlsx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_an_oserror_and_nothing_is_complained_of_later() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(OSError) as caught:
            fill(Path("/dev/full"), "a")
        gc.collect()
    assert caught.value.errno == errno.ENOSPC


FILLS_UP_HALFWAY = """
import resource, secrets, sys
from pathlib import Path
from qa_scorer.language import Text
from qa_scorer.scorecards.book import workbook
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    with workbook(Path(sys.argv[1]), "test") as book:
        for number in range(8):
            sheet = Sheet(book, Paper(lang="zh", head="", foot=""), Text(f"{number}", f"{number}"), [20])
            for _ in range(30):
                sheet.line((secrets.token_hex(1_000), Style.TEXT))
except OSError:
    print("no room")
"""


def test_a_disk_that_fills_up_halfway_is_an_oserror_and_nothing_is_complained_of_later(tmp_path: Path) -> None:
    """Each of eight sheets has room enough (60 of 100 kB), all of them packed together have not (240 kB)."""
    pytest.importorskip("resource", reason="only Unix can limit the size of a file")
    command = [sys.executable, "-c", FILLS_UP_HALFWAY, str(tmp_path / "test.xlsx")]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert (done.stdout.strip(), done.stderr) == ("no room", "")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("12345678", 10, 1),
        ("123456789", 10, 2),
        ("一二三四", 10, 1),
        ("一二三四五", 10, 2),
        ("a\nb\nc", 10, 3),
    ],
)
def test_a_row_is_as_high_as_its_lines_and_a_chinese_character_takes_two_places(
    text: str, width: float, lines: int
) -> None:
    assert row_height_pt([(text, width)]) == lines * 16.5 + 3


def test_no_row_is_higher_than_excel_allows() -> None:
    assert row_height_pt([("字" * 10_000, 10)]) == 409
