"""Looking after a store: checked, exported, pruned, a person forgotten, a damaged file made anew."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas
import pytest

from qa_scorer.language import Text
from qa_scorer.model import Call, VoiceWords
from qa_scorer.scorecards.page_names import page_name
from qa_scorer.store import Look, Refusal, RunFile, Store, WordsKey
from tests.command import qa_scorer
from tests.nights import rubric, scored_call
from tests.store.kept import SETTINGS, call, keep

OLD, NEW = datetime(2020, 1, 5, 9), datetime.now().replace(microsecond=0)
CODE = "c0" * 32
NUMBER, OTHER = "13900139000", "13800138000"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Four calls with answers, scorecards, a run, and a page of each: one customer called twice, years apart."""
    path = tmp_path / "qa.db"
    rules = rubric()
    with Store.open_to_write(path, "test") as opened:
        numbers = opened.keep_rubric(rules)
        run = opened.begin_run(
            "run", rubric_sha256=rules.sha256, recogniser="base", out=tmp_path / "out", settings={}, names=[]
        )
        for number in range(4):
            made = call(number, customer=NUMBER if number in (0, 3) else OTHER, at=OLD if number < 2 else NEW)
            kept = keep(opened, made)
            card = scored_call(made.name, made.data).scorecard
            told = replace(card.items[0].finding.answer, quote=f"我的号码是{made.data.customer_number}")
            opened.keep_answers(kept, [(rules.rules[0].sha256, told)], numbers)
            opened.keep_scorecard(kept, card)
            opened.note_files(run, [RunFile(name=made.name, outcome="heard", call=kept)])
            opened.keep_prepared_text(kept, CODE, f"{number}".encode())
            opened.keep_words(words_key(made), [VoiceWords(sound_sha256="5a" * 32, words=(), discarded=())])
            opened.remember_file(Path("/recordings") / made.name, Look(1, 2), made.sha256)
            page = tmp_path / "out" / "calls" / f"{page_name(made)}.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()
            clip = page.parent / "clips" / f"{page_name(made)}.abc.1.0-2.0.m4a"
            clip.parent.mkdir(exist_ok=True)
            clip.touch()
    (tmp_path / "out" / "team.xlsx").touch()
    return path


def words_key(made: Call) -> WordsKey:
    return WordsKey(audio_sha256=made.sha256, version=1, settings_sha256=SETTINGS)


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with Store.open(store) as opened:
        return opened.db.execute(query).fetchall()


def test_a_whole_store_is_said_to_be_whole(store: Path) -> None:
    done = qa_scorer("store", "check", "--store", store)
    assert done.returncode == 0 and "4 calls" in done.stdout


def test_a_call_that_cannot_be_read_is_found_and_named(store: Path) -> None:
    with Store.open_to_write(store, "test") as opened:
        opened.db.execute("UPDATE evidence SET body = zeroblob(9) WHERE id = 2")
    done = qa_scorer("store", "check", "--store", store)
    assert done.returncode == 1
    assert "1206/1.wav: what was kept of it is damaged" in done.stderr and "store rebuild" in done.stderr


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_the_tables_hold_everything_and_no_number(store: Path, tmp_path: Path, form: str) -> None:
    done = qa_scorer("store", "export", "--store", store, "--to", tmp_path / "tables", "--format", form)
    assert done.returncode == 0, done.stderr
    read = pandas.read_parquet if form == "parquet" else pandas.read_csv
    tables = {path.stem: read(path) for path in (tmp_path / "tables").iterdir()}
    assert set(tables) == {"calls", "findings", "runs", "run_files", "agent_days"}
    assert list(tables["calls"]["customer_number"]) == ["139****9000", "138****8000", "138****8000", "139****9000"]
    assert list(tables["findings"]["outcome"]) == ["met"] * 4  # the five rules of this rubric ask the same
    assert list(tables["calls"]["score"]) == [100.0] * 4
    whole = "".join(table.to_csv() for table in tables.values())
    assert NUMBER not in whole and OTHER not in whole
    assert tables["agent_days"]["calls"].sum() == 4


def test_a_customer_is_forgotten_everywhere_and_a_row_says_so(store: Path, tmp_path: Path) -> None:
    done = qa_scorer("store", "forget", "--customer", NUMBER, "--store", store, "--yes")
    assert done.returncode == 0, done.stderr
    assert "2 call(s) were deleted" in done.stdout and "4 page(s)" in done.stdout
    assert "team.xlsx" in done.stdout  # it may still name them
    assert len(list((tmp_path / "out" / "calls").rglob("*.*"))) == 4  # of the other customer's two calls
    assert rows(store, "SELECT count(*) FROM calls") == rows(store, "SELECT count(*) FROM evidence") == [(2,)]
    for table in ("findings", "scorecards", "files", "run_files", "prepared", "stages"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(2,)]
    ((why, what, calls),) = rows(store, "SELECT why, what, calls FROM deletions")
    assert (why, what, calls) == ("forget_customer", "139****9000", 2)
    for left in store.parent.glob("qa.db*"):
        assert NUMBER.encode() not in left.read_bytes()


def test_a_call_is_forgotten_by_its_id(store: Path) -> None:
    done = qa_scorer("store", "forget", "--call", "C001", "--store", store, "--yes")
    assert done.returncode == 0, done.stderr
    assert rows(store, "SELECT call_id FROM calls") == [("C000",), ("C002",), ("C003",)]
    assert rows(store, "SELECT why, what FROM deletions") == [("forget_call", "C001")]


def test_the_same_sound_under_another_name_is_forgotten_too(store: Path) -> None:
    with Store.open_to_write(store, "test") as opened:
        copied = keep(opened, replace(call(0), name="copy.wav"), replace(call(0).data, customer_number="", call_id=""))
        opened.remember_file(Path("/recordings/copy.wav"), Look(1, 2), call(0).sha256)
        opened.keep_prepared_text(copied, CODE, b"0")
    asked = qa_scorer("store", "forget", "--call", "C000", "--store", store)
    assert "2 call(s), 1 of them the same sound under another name" in asked.stdout
    done = qa_scorer("store", "forget", "--call", "C000", "--store", store, "--yes")
    assert "2 call(s) were deleted" in done.stdout
    for table in ("calls", "evidence", "files", "prepared", "stages"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(3,)]


def test_of_two_calls_with_one_sound_pruning_takes_the_old_one(store: Path) -> None:
    with Store.open_to_write(store, "test") as opened:
        keep(opened, replace(call(0), name="copy.wav"), replace(call(0).data, started_at=NEW))
    assert qa_scorer("store", "prune", "--older-than", "90d", "--store", store).returncode == 0
    assert ("copy.wav",) in rows(store, "SELECT name FROM calls")
    for table in ("calls", "evidence", "prepared", "stages"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(3,)]


def test_nothing_is_forgotten_without_being_asked_for(store: Path) -> None:
    neither = qa_scorer("store", "forget", "--store", store)
    for empty in ("--call", "--customer"):  # and not every call without a number
        assert qa_scorer("store", "forget", empty, "", "--store", store, "--yes").returncode == 2
    unknown = qa_scorer("store", "forget", "--customer", "10086", "--store", store, "--yes")
    unsure = qa_scorer("store", "forget", "--customer", NUMBER, "--store", store)
    assert (neither.returncode, unknown.returncode, unsure.returncode) == (2, 2, 130)
    assert rows(store, "SELECT count(*) FROM calls") == [(4,)]


def test_what_is_too_old_is_pruned(store: Path) -> None:
    done = qa_scorer("store", "prune", "--older-than", "90d", "--store", store)
    assert done.returncode == 0, done.stderr
    before = date.today() - timedelta(days=90)
    assert rows(store, "SELECT min(day) FROM calls") == [(NEW.date().isoformat(),)]
    assert rows(store, "SELECT why, what, calls FROM deletions") == [("prune", f"before {before}", 2)]
    assert qa_scorer("store", "prune", "--older-than", "soon", "--store", store).returncode == 2


def test_pruning_takes_along_sounds_of_which_no_call_is_kept(store: Path) -> None:
    with Store.open_to_write(store, "test") as opened:
        opened.remember_file(Path("/recordings/silent.wav"), Look(1, 2), "ab" * 32)
        opened.keep_refusal("ab" * 32, SETTINGS, Refusal(why=Text("静", "silent"), mend=Text("查", "check")))
    assert qa_scorer("store", "prune", "--older-than", "90d", "--store", store).returncode == 0
    for table, left in (("files", 2), ("refusals", 0), ("prepared", 2), ("stages", 2)):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(left,)]


def test_what_is_not_what_was_kept_is_not_saved_and_the_call_is_heard_again(store: Path) -> None:
    with Store.open_to_write(store, "test") as opened:
        opened.db.execute("UPDATE evidence SET body = zeroblob(9) WHERE id = 1")
        opened.db.execute("UPDATE stages SET body = zeroblob(9) WHERE id IN (1, 2)")
    done = qa_scorer("store", "rebuild", "--store", store)
    assert "4 calls, 4 findings and what was recognised in 2 sounds" in done.stdout, done.stdout
    with Store.open_to_write(store, "test") as opened:
        assert opened.evidence_number(call(0).sha256, SETTINGS) is None
        assert opened.words(words_key(call(3)))
        assert opened.prepared_text(4, CODE) == b"3"
        keep(opened, replace(call(0, customer=NUMBER, at=OLD)))
    assert qa_scorer("store", "check", "--store", store).returncode == 0
    told = qa_scorer("store", "forget", "--customer", NUMBER, "--store", store, "--yes").stdout
    assert str(next(store.parent.glob("qa.db.damaged-*"))) in told


def test_of_a_damaged_store_all_that_can_be_read_is_saved(store: Path) -> None:
    """A page in the middle of the evidence is overwritten."""
    with Store.open_to_write(store, "test") as opened:
        for number in range(10, 60):
            keep(opened, call(number))
        opened.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = opened.db.execute("PRAGMA page_size").fetchone()[0]
        middle = opened.db.execute("PRAGMA page_count").fetchone()[0] * 2 // 3
    whole = bytearray(store.read_bytes())
    whole[middle * size : (middle + 2) * size] = b"\xff" * 2 * size
    store.write_bytes(whole)
    assert qa_scorer("store", "check", "--store", store).returncode in (1, 5)
    done = qa_scorer("store", "rebuild", "--store", store)
    assert done.returncode == 0, done.stderr
    (backup,) = store.parent.glob("qa.db.damaged-*")
    assert backup.read_bytes() == whole
    assert qa_scorer("store", "check", "--store", store).returncode == 0
    with Store.open(store) as opened:
        saved = len(list(opened.calls()))
    assert 20 < saved <= 54


def test_a_store_of_which_nothing_can_be_read_is_kept_and_a_new_one_made(store: Path) -> None:
    store.write_bytes(b"nothing but noise" * 1000)
    refused = qa_scorer("store", "check", "--store", store)
    assert refused.returncode == 5 and "damaged" in refused.stderr and "store rebuild" in refused.stderr
    done = qa_scorer("store", "rebuild", "--store", store)
    assert done.returncode == 0, done.stderr
    assert "0 calls" in done.stdout and list(store.parent.glob("qa.db.damaged-*"))
    with sqlite3.connect(store) as db:
        assert db.execute("SELECT count(*) FROM calls").fetchone() == (0,)
