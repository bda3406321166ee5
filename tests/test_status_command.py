"""What a person is told of the latest nights."""

import os
from pathlib import Path

from qa_scorer.language import Text
from qa_scorer.store import Refusal, RunFile, Store
from tests.command import qa_scorer

REFUSED = RunFile(
    name="b.wav",
    outcome="not_scored",
    refusal=Refusal(why=Text("空", "the file is empty"), mend=Text("导", "export it")),
)


def begun(store: Store, *names: str) -> int:
    return store.begin_run("run", rubric_sha256="ab", recogniser="r", out=Path("reports"), settings={}, names=names)


def test_each_run_in_a_line_and_what_failed_and_waits(tmp_path: Path) -> None:
    with Store.open_to_write(tmp_path / "qa.db", "run") as store:
        store.end_run(begun(store, "a.wav"), "done")
        run = begun(store, "a.wav", "b.wav", "c.wav")
        store.note_files(run, [RunFile(name="a.wav", outcome="heard"), REFUSED])
        store.end_run(run, "interrupted")
    done = qa_scorer("status", "--store", tmp_path / "qa.db")
    assert done.returncode == 0, done.stderr
    latest, earlier, *rest = done.stdout.splitlines()
    assert "interrupted" in latest
    assert "1 heard, 0 heard before, 1 not scored, 1 waiting" in latest
    assert "run done" in earlier
    assert "  b.wav: the file is empty. What to do: export it" in rest
    assert "  c.wav" in rest
    assert "goes on where it stopped" in rest[-1]


def test_a_run_at_work_and_one_that_was_killed_are_told_apart(tmp_path: Path) -> None:
    with Store.open_to_write(tmp_path / "reports" / ".." / "qa.db", "run") as store:
        begun(store, "a.wav")
        store.db.execute("UPDATE runs SET pid = 2147483647")
        begun(store, "a.wav")
    shown = qa_scorer("status", "--out", tmp_path / "reports", "--last", 2).stdout.splitlines()
    assert "at work" in shown[0]
    assert "was killed" in shown[1]
    assert str(os.getpid()) not in shown[0]


def test_without_a_store_it_says_who_makes_one(tmp_path: Path) -> None:
    done = qa_scorer("status", "--store", tmp_path / "qa.db", lang="zh")
    assert done.returncode == 2
    assert "qa-scorer run" in done.stderr


def test_the_settings_file_says_where_the_store_is(tmp_path: Path) -> None:
    """As `run` would find it: above the folder of the scorecards, which is named from beside the file."""
    (tmp_path / "nights").mkdir()
    with Store.open_to_write(tmp_path / "nights" / "qa.db", "run") as store:
        begun(store, "a.wav")
    settings = tmp_path / "night.toml"
    settings.write_text('recordings = ["calls"]\nout = "nights/reports"\nworkers = 2\n', "utf-8")
    done = qa_scorer("status", "--config", settings)
    assert done.returncode == 0, done.stderr
    assert "1 waiting" in done.stdout
    settings.write_text('outt = "nights/reports"\n', "utf-8")
    assert f"{settings}:1" in qa_scorer("status", "--config", settings).stderr
