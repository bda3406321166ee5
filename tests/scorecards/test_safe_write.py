"""A file is put in its place whole, and what lay there is never lost."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from qa_scorer.errors import EXIT_MACHINE, MachineError
from qa_scorer.scorecards.safe_write import place, sweep


def writing(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_lies_alone_in_a_folder_made_for_it(tmp_path: Path) -> None:
    placed = place(tmp_path / "agents" / "1206.xlsx", writing("new"), keep_older=True)
    assert (placed.path.read_text(), placed.kept, placed.was_in_use) == ("new", None, False)
    assert names(tmp_path / "agents") == ["1206.xlsx"]


def test_the_older_file_is_kept_under_the_date_of_its_last_change(tmp_path: Path) -> None:
    target = tmp_path / "1206.xlsx"
    target.write_text("typed by hand")
    changed = datetime(2026, 11, 19, 8, 30, 12).timestamp()
    os.utime(target, (changed, changed))
    placed = place(target, writing("new"), keep_older=True)
    assert target.read_text() == "new"
    assert placed.kept == tmp_path / "1206.2026-11-19_083012.xlsx"
    assert placed.kept.read_text() == "typed by hand"


def test_two_older_files_of_one_second_are_both_kept(tmp_path: Path) -> None:
    target = tmp_path / "1206.xlsx"
    changed = datetime(2026, 11, 19, 8, 30, 12).timestamp()
    for text in ("first", "second", "third"):
        if target.exists():
            os.utime(target, (changed, changed))
        place(target, writing(text), keep_older=True)
    assert names(tmp_path) == ["1206.2026-11-19_083012-2.xlsx", "1206.2026-11-19_083012.xlsx", "1206.xlsx"]
    assert {path.read_text() for path in tmp_path.iterdir()} == {"first", "second", "third"}


def test_a_file_nobody_types_into_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "scorecards.json"
    target.write_text("old")
    assert place(target, writing("new"), keep_older=False).kept is None
    assert names(tmp_path) == ["scorecards.json"] and target.read_text() == "new"


@pytest.mark.parametrize("call", ["rename", "replace"])
def test_a_file_in_use_is_left_alone_and_the_new_one_lies_beside_it(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only Windows refuses to move an open file, so its refusal is put in by hand."""
    target = tmp_path / "1206.xlsx"
    target.write_text("open in Excel")
    real = getattr(os, call)

    def refuse(source: Path, goal: Path) -> None:
        if target in (Path(source), Path(goal)):
            raise PermissionError(13, "The process cannot access the file", str(target))
        real(source, goal)

    monkeypatch.setattr(os, call, refuse)
    for expected in ("1206.new.xlsx", "1206.new-2.xlsx"):
        placed = place(target, writing(expected), keep_older=call == "rename")
        assert placed.was_in_use and placed.path == tmp_path / expected
        assert placed.path.read_text() == expected
    assert target.read_text() == "open in Excel"
    assert not [name for name in names(tmp_path) if name.endswith(".tmp")]


def test_where_nothing_can_be_written_the_error_names_the_file_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(MachineError) as caught:
        place(tmp_path / "out" / "team.xlsx", writing("new"), keep_older=True)
    assert caught.value.exit_code == EXIT_MACHINE
    assert caught.value.where == str(tmp_path / "out" / "team.xlsx")
    assert "--out" in caught.value.read("zh") and "--out" in caught.value.read("en")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_named_and_the_older_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "1206.xlsx"
    target.write_text("typed by hand")

    def onto_a_full_disk(path: Path) -> None:
        path.symlink_to("/dev/full")
        path.write_text("new")

    with pytest.raises(MachineError) as caught:
        place(target, onto_a_full_disk, keep_older=True)
    assert "磁盘空间不足" in caught.value.read("zh") and "the disk is full" in caught.value.read("en")
    assert names(tmp_path) == ["1206.xlsx"] and target.read_text() == "typed by hand"


def test_what_a_killed_run_left_half_written_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    for name in ("agents/.0123456789abcdef.tmp", ".fedcba9876543210.tmp", ".mine.tmp", "agents/1206.tmp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*.tmp")) == [".mine.tmp", "1206.tmp"]
