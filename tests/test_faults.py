"""What goes wrong in the night: a full disk, a store that is held, locked, damaged or closed. All of it really is."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa_scorer.cli.out_folder import prepare
from qa_scorer.errors import MachineError
from qa_scorer.scorecards import write_night
from qa_scorer.store import Store
from tests.command import ROOT, command_line, environment, qa_scorer
from tests.nights import small_night
from tests.ready_calls import make_ready
from tests.store.kept import call, keep

NOBODY = 65534


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two recordings that were run once."""
    folder = make_ready(tmp_path_factory.mktemp("once"), calls=2)
    done = run(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder.parent


@pytest.fixture
def folder(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "calls"


def run(folder: Path, *more: object) -> "subprocess.CompletedProcess[str]":
    texts = folder.parent / "texts"
    return qa_scorer(
        "run", folder, "--out", folder.parent / "out", "--transcripts", texts, "--workers", 1, "--audio", "none", *more
    )


def said(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    assert done.returncode == 5, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert all(word in done.stderr for word in (*words, "What to do")), done.stderr


def test_a_second_run_on_one_store_says_who_holds_it_and_stops(folder: Path) -> None:
    with Store.open_to_write(folder.parent / "qa.db", "run"):
        said(run(folder), "another qa-scorer holds this store", f"process {os.getpid()}", "since")
    assert run(folder).returncode == 0  # and afterwards all is well
    with Store.open(folder.parent / "qa.db") as store:
        (latest, *_) = store.runs(limit=1)
        settings = latest.settings
    assert (settings["workers"], settings["audio"], settings["again"]) == ("1", "none", False), "and how it ran is kept"


def test_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from qa_scorer.store import Store\n"
        "with Store.open_to_write(Path(sys.argv[1]), 'run') as store: os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "qa.db")], cwd=ROOT, check=False)
    with Store.open_to_write(tmp_path / "qa.db", "run") as store:
        assert keep(store, call()) == 1


def test_another_program_that_holds_the_file_is_waited_for_and_then_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has it open in a database browser, in the middle of a change."""
    monkeypatch.setattr("qa_scorer.store.opening._PATIENCE_S", 0.5)
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        keep(store, call())
    browser = sqlite3.connect(tmp_path / "qa.db", isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(MachineError, match="another program holds"), Store.open_to_write(tmp_path / "qa.db", "test"):
        pass
    browser.execute("ROLLBACK")
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        assert len(list(store.calls())) == 1


def test_a_damaged_store_stops_the_run_and_is_made_anew(folder: Path) -> None:
    store = folder.parent / "qa.db"
    whole = store.read_bytes()
    store.write_bytes(b"\0" * 4096 + whole[4096:])
    said(run(folder), "the store's file is damaged", "store rebuild", "backup")
    assert qa_scorer("store", "rebuild", "--store", store).returncode == 0
    assert list(store.parent.glob("qa.db.damaged-*"))
    assert run(folder).returncode == 0
    assert len(json.loads((folder.parent / "out" / "scorecards.json").read_text("utf-8"))["calls"]) == 2


def test_a_full_disk_while_committing_keeps_what_was_committed(tmp_path: Path) -> None:
    """SQLite's own limit stands for the disk: it says so by the same error."""
    path = tmp_path / "qa.db"
    kept = 0
    with pytest.raises(MachineError, match="disk is full"), Store.open_to_write(path, "test") as store:
        pages = store.db.execute("PRAGMA page_count").fetchone()[0]
        store.db.execute(f"PRAGMA max_page_count = {pages + 20}")
        for number in range(1000):
            with store.together():
                keep(store, call(number))
            kept += 1
    assert kept
    with Store.open_to_write(path, "test") as store:
        assert len(list(store.calls())) == kept
        keep(store, call(kept))  # with room again it goes on


FILLS_UP = """
import resource, runpy, sys
from qa_scorer.store import store
opened, room = store.connect, int(sys.argv[1])
def connect(path):
    db = opened(path)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    return db
store.connect = connect
sys.argv = ["qa_scorer", *sys.argv[2:]]
runpy.run_module("qa_scorer", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can limit the size of a file")
def test_a_disk_that_fills_up_in_the_middle_of_the_run_says_so_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """No file may grow past a size the store's log reaches at the first call."""
    folder = make_ready(tmp_path, calls=2)
    arguments = command_line(
        "run", folder, "--out", tmp_path / "out", "--transcripts", tmp_path / "texts", "--workers", 1, "--audio", "none"
    )[3:]
    command = [sys.executable, "-c", FILLS_UP, "20000", *arguments]
    full = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment("en"), check=False)
    said(full, "qa.db", "disk")
    assert run(folder).returncode == 0
    assert qa_scorer("store", "check", "--store", tmp_path / "qa.db").returncode == 0


WHEN_WRITING = """
import os, resource, runpy, signal, sys
from qa_scorer import scorecards
write, happens = scorecards.write_night, sys.argv[1]
def write_night(*given, **more):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if happens == "Ctrl-C":
        os.kill(os.getpid(), signal.SIGINT)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        return write(*given, **more)
    finally:  # the disk of the store has room
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
scorecards.write_night = write_night
sys.argv = ["qa_scorer", *sys.argv[2:]]
runpy.run_module("qa_scorer", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only Unix can limit the size of a file")
@pytest.mark.parametrize(
    ("happens", "code", "told", "noted"),
    [("no room", 5, ".xlsx: the file cannot be written", ".xlsx"), ("Ctrl-C", 130, "goes on where it", "interrupted")],
)
def test_where_the_writing_ends_the_older_workbooks_stay_and_what_was_heard_too(
    happens: str, code: int, told: str, noted: str, folder: Path
) -> None:
    texts, out = folder.parent / "texts", folder.parent / "out"
    before = {path: path.read_bytes() for path in out.rglob("*.xlsx")}
    arguments = command_line("run", folder, "--out", out, "--transcripts", texts, "--audio", "none", "--again")[3:]
    command = [sys.executable, "-c", WHEN_WRITING, happens, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment("en"), check=False)
    assert ended.returncode == code and told in ended.stderr and "Traceback" not in ended.stderr, ended.stderr
    assert before and before == {path: path.read_bytes() for path in out.rglob("*.xlsx")}
    assert not list(out.rglob(".*.tmp"))
    (latest, *_) = qa_scorer("status", "--out", out).stdout.splitlines()
    assert "2 heard" in latest and noted in latest
    assert run(folder).returncode == 0


@contextmanager
def another_user() -> Iterator[None]:
    """Root may write everywhere: for a while this is somebody else. Anybody else stays who they are."""
    if os.getuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_folders_that_may_not_be_written_are_said_to_be_closed(tmp_path: Path) -> None:
    for part in (tmp_path, *tmp_path.parents):
        if part != Path("/") and part.stat().st_uid == 0:
            part.chmod(part.stat().st_mode | 0o055)
    closed = tmp_path / "closed"
    write_night(small_night(), closed, "en")
    with Store.open_to_write(closed / "qa.db", "test") as store:
        keep(store, call())
        assert list(store.calls()) == [call()]
    for folder in (closed, *filter(Path.is_dir, closed.rglob("*"))):
        folder.chmod(0o555)
    before = {path: path.stat().st_mtime_ns for path in closed.rglob("*")}
    with another_user():
        with pytest.raises(MachineError, match=r"reports: cannot write there \(Permission denied\)"):
            prepare(closed / "reports")
        with pytest.raises(MachineError, match=r"1206.xlsx: the file cannot be written"):
            write_night(small_night(), closed, "en")
        with pytest.raises(MachineError, match=r"qa.db: the store's folder cannot be written"):
            Store.open_to_write(closed / "qa.db", "test").__enter__()
        with Store.open(closed / "qa.db") as store:  # to read it is open
            assert list(store.calls()) == [call()]
    assert {path: path.stat().st_mtime_ns for path in closed.rglob("*")} == before
    for path in before:
        path.chmod(0o755)  # so that it can be swept away
    closed.chmod(0o755)
