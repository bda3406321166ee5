"""The review commands as a person runs them, on a store and workbooks that were really written."""

from pathlib import Path

import pytest
import yaml

from qa_scorer.scorecards.review_layout import Key
from qa_scorer.store import Store
from tests.command import qa_scorer
from tests.review.reviewed_night import Kept, agrees, disagrees, kept_night, type_into

GREETING, FAREWELL = "opening.greeting", "closing.farewell"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A night of which one call's greeting was disagreed with and another's confirmed."""
    made = kept_night(tmp_path_factory.mktemp("night"))
    type_into(made.book(), {(GREETING, 0): disagrees(), (GREETING, 1): agrees(), (FAREWELL, 0): agrees()})
    return made


def test_import_says_what_became_of_the_scores_and_names_what_it_left(kept: Kept, tmp_path: Path) -> None:
    shown = qa_scorer("review", "import", kept.book(), "--store", kept.store)
    assert shown.returncode == 0, shown.stderr
    assert "3 new, 0 known already, 0 cell(s) not taken" in shown.stdout
    assert "1206/0.wav: machine" in shown.stdout
    again = qa_scorer("review", "import", kept.book(), tmp_path / "none.xlsx", "--store", kept.store, lang="zh")
    assert again.returncode == 3
    assert "新的意见 0 条，以前读过的 3 条" in again.stdout and "none.xlsx" in again.stderr


def test_a_missing_store_is_said_so_and_not_made(tmp_path: Path, kept: Kept) -> None:
    shown = qa_scorer("review", "import", kept.book(), "--store", tmp_path / "no.db")
    assert shown.returncode == 2 and not (tmp_path / "no.db").exists()


def test_the_queue_lists_what_settles_most_and_leaves_out_what_is_settled(kept: Kept) -> None:
    qa_scorer("review", "import", kept.book(), "--store", kept.store)
    shown = qa_scorer("review", "queue", "--most", 500, "--store", kept.store, "--lang", "en")
    assert shown.returncode == 0, shown.stderr
    lines = shown.stdout.splitlines()[:-1]
    assert lines and not [line for line in lines if "1206/0.wav" in line and "Greets first" in line]
    assert [line for line in lines if "1301/0.wav" in line and "Greets first" in line]
    assert "minute(s) of listening" in shown.stdout


@pytest.mark.parametrize("command", [["review", "queue"], ["sample"]])
def test_calls_that_the_rubric_was_never_asked_of_are_not_left_out_in_silence(command: list[str], kept: Kept) -> None:
    shown = qa_scorer(*command, "--rubric", "vip_desk", "--store", kept.store)
    assert shown.returncode == 2 and "4 of the 4 calls" in shown.stderr and "rescore" in shown.stderr
    with Store.open(kept.store) as store:
        assert store.db.execute("SELECT count(*) FROM samples WHERE population = 0").fetchone() == (0,)


def test_verdicts_on_calls_that_the_rubric_was_never_asked_of_are_kept_and_it_is_said(tmp_path: Path) -> None:
    kept = kept_night(tmp_path)
    type_into(kept.book(), {(GREETING, 0): disagrees()})
    shown = qa_scorer("review", "import", kept.book(), "--rubric", "vip_desk", "--store", kept.store)
    assert shown.returncode == 0 and "1 new" in shown.stdout and "1 call(s) were not asked" in shown.stderr


@pytest.mark.parametrize("method", ["random", "risk", "rule"])
def test_the_same_seed_draws_the_same_sample_and_the_store_remembers(method: str, kept: Kept) -> None:
    def drawn(seed: int) -> list[str]:
        shown = qa_scorer("sample", "--per-agent", 1, "--by", method, "--seed", seed, "--store", kept.store)
        assert shown.returncode == 0, shown.stderr
        return shown.stdout.splitlines()[:-1]

    assert drawn(7) == drawn(7)
    assert [line.split("\t")[0] for line in drawn(7)] == ["1206", "1301"]
    if method == "random":
        assert len({tuple(drawn(seed)) for seed in range(8)}) > 1
    with Store.open(kept.store) as store:
        row = store.db.execute("SELECT method, seed, population FROM samples ORDER BY id DESC").fetchone()
    assert (row[0], row[2]) == (method, 4)


def test_appeals_are_listed_the_overdue_first(tmp_path: Path) -> None:
    kept = kept_night(tmp_path)
    late = {Key.APPEAL: "我说了再见", Key.APPEAL_DEADLINE: "2020-01-31"}
    type_into(kept.book(), {(GREETING, 0): {Key.APPEAL: "我说了您好"}, (FAREWELL, 0): late})
    qa_scorer("review", "import", kept.book(), "--store", kept.store)
    shown = qa_scorer("review", "appeals", "--store", kept.store)
    assert shown.returncode == 0, shown.stderr
    first, second, summary = shown.stdout.splitlines()
    assert FAREWELL in first and "2020-01-31 (overdue)" in first and GREETING in second
    assert summary == "2 appeal(s), 2 open, 1 of them overdue"


def test_agreement_shows_the_machine_by_rule(kept: Kept) -> None:
    qa_scorer("review", "import", kept.book(), "--store", kept.store)
    shown = qa_scorer("review", "agreement", "--store", kept.store)
    assert shown.returncode == 0, shown.stderr
    assert GREETING in shown.stdout and "王芳" in shown.stdout and "1/2" in shown.stdout


def test_verdicts_become_cases_that_the_rubrics_test_reads(kept: Kept, tmp_path: Path) -> None:
    """Where people confirmed the machine the case passes; where they corrected it, it fails until the rubric learns."""
    qa_scorer("review", "import", kept.book(), "--store", kept.store)
    made = qa_scorer("review", "cases", "--to", tmp_path / "cases", "--store", kept.store)
    assert made.returncode == 0, made.stderr
    files = sorted((tmp_path / "cases").glob("*.yaml"))
    cases = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    assert sorted(case["expect"][GREETING] for case in cases) == ["met", "missed"]
    assert not any("1380013800" in case["dialogue"] or "张丽" in str(case) for case in cases)
    assert all("幺三八零零幺三八零零" not in case["dialogue"] for case in cases)
    tested = qa_scorer("rubric", "test", "--min-coverage", 0, "--cases", tmp_path / "cases")
    assert tested.returncode == 1 and GREETING in tested.stdout + tested.stderr


def test_a_case_that_somebody_edited_is_left_alone(kept: Kept, tmp_path: Path) -> None:
    qa_scorer("review", "import", kept.book(), "--store", kept.store)
    qa_scorer("review", "cases", "--to", tmp_path, "--store", kept.store)
    first, second = sorted(tmp_path.glob("*.yaml"))
    first.write_text(first.read_text("utf-8") + "# mine\n", "utf-8")
    edited, untouched = first.read_bytes(), second.read_bytes()
    shown = qa_scorer("review", "cases", "--to", tmp_path, "--store", kept.store)
    assert first.name in shown.stderr
    assert (first.read_bytes(), second.read_bytes()) == (edited, untouched)
