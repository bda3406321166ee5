"""A store of every earlier version opens as today's and holds what it held."""

import sqlite3
from pathlib import Path

import pytest

from qa_scorer.errors import MachineError
from qa_scorer.language import Text
from qa_scorer.model import Outcome
from qa_scorer.store import Look, Refusal, RunFile, Store, opening, schema
from qa_scorer.store.checking import faults
from qa_scorer.store.opening import statements, version_of
from tests.nights import answer, rubric, scored_call
from tests.store.kept import SETTINGS, call, keep

REFUSAL = Refusal(why=Text("静", "silent"), mend=Text("查", "check"))

# For each version the tables it added, so that the oldest store there can be is made again here.
ADDED = {
    1: {
        "files", "evidence", "stages", "refusals", "calls", "rules", "rubrics", "reasons", "findings",
        "scorecards", "runs", "run_files", "deletions", "holder",
    },
    2: {"reviews", "appeals", "reviewed_scorecards", "samples", "sampled_calls"},
    3: {"prepared"},
    4: {"stages"},
    5: {"terms"},
}  # fmt: skip


def made_at(path: Path, version: int) -> None:
    """A store as that version made it, with one call in it: heard, judged, and noted with its run."""
    with sqlite3.connect(path) as db:
        for script in schema.MIGRATIONS[:version]:
            for statement in statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {version}")
        store, rules = Store(db, path), rubric()
        numbers, number = store.keep_rubric(rules), keep(store, call())
        store.keep_answers(number, [(rules.rules[0].sha256, answer(Outcome.MET, "您好"))], numbers)
        store.keep_scorecard(number, scored_call(call().name, call().data).scorecard)
        run = store.begin_run("run", rubric_sha256="", recogniser="base", out=path, settings={}, names=[])
        store.note_files(run, [RunFile(name=call().name, outcome="heard", call=number)])
        store.keep_refusal("ab" * 32, SETTINGS, REFUSAL)
        store.remember_file(Path("/recordings/1.wav"), Look(1, 2), "ab" * 32)


@pytest.mark.parametrize("version", range(1, len(schema.MIGRATIONS) + 1))
def test_a_store_of_that_version_opens_as_todays(version: int, tmp_path: Path) -> None:
    made_at(tmp_path / "qa.db", version)
    with Store.open(tmp_path / "qa.db") as store:
        assert version_of(store.db) == len(schema.MIGRATIONS)
        assert list(store.calls()) == [call()]
        assert store.answers(1, store.kept_rules()) == {rubric().rules[0].sha256: answer(Outcome.MET, "您好")}
        assert [(day.agent_id, day.calls, day.mean_score) for day in store.agent_days()] == [("1206", 1, 100)]
        assert [file.call for file in store.files_of(store.runs()[0].id)] == [1]
        assert store.refusal("ab" * 32, SETTINGS) == REFUSAL
        assert store.audio_sha256(Path("/recordings/1.wav"), Look(1, 2)) == "ab" * 32
        assert not list(faults(store.db))
        tables = {row[0] for row in store.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables - {"sqlite_stat1"} == set().union(*ADDED.values())


def test_a_migration_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_at(tmp_path / "qa.db", 1)
    later = (schema.MIGRATIONS[0], "ALTER TABLE calls ADD COLUMN mood TEXT DEFAULT 'fine';")
    monkeypatch.setattr(opening, "MIGRATIONS", later)
    with Store.open(tmp_path / "qa.db") as store:
        assert store.db.execute("SELECT mood FROM calls").fetchall() == [("fine",)]
        assert list(store.calls()) == [call()]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_at(tmp_path / "qa.db", 1)
    monkeypatch.setattr(opening, "MIGRATIONS", (schema.MIGRATIONS[0], "CREATE TABLE new (x);\nALTER TABLE none ADD y;"))
    with pytest.raises(MachineError), Store.open(tmp_path / "qa.db"):
        pass
    db = sqlite3.connect(tmp_path / "qa.db")
    assert version_of(db) == 1
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'new'").fetchall()
