"""A night goes on where it stopped: nothing is heard twice, and nothing heard is lost."""

import json
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_scorer import load_rubric, shipped_rubric
from qa_scorer.intake import gather
from qa_scorer.language import Text
from qa_scorer.ledger import ALL_TRUST, Trust
from qa_scorer.model import Recording, ScoredCall, UnscoredCall
from qa_scorer.nightly import run_night
from qa_scorer.store import Store
from qa_scorer.transcript.ready.folder import ReadyTranscripts
from qa_scorer.workers.here import Here
from tests.command import qa_scorer
from tests.ready_calls import make_ready, script, write_text


@dataclass(frozen=True)
class Ran:
    scored: tuple[ScoredCall, ...]
    unscored: tuple[UnscoredCall, ...]
    heard: int
    remarks: tuple[Text, ...]


Run = Callable[..., Ran]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three recordings that were run once."""
    folder = make_ready(tmp_path_factory.mktemp("once"), calls=3)
    assert run(folder).heard == 3
    return folder.parent


@pytest.fixture
def folder(once: Path, tmp_path: Path) -> Path:
    """A copy of them with its own store, in which they lie where they lie now."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        store.db.execute("UPDATE files SET path = replace(path, ?, ?)", (str(once), str(tmp_path)))
    return tmp_path / "calls"


def run(folder: Path, trust: Trust = ALL_TRUST, rubric: Path | None = None) -> Ran:
    batch = gather([folder])
    workers = Here(ReadyTranscripts(folder.parent / "texts"))
    with Store.open_to_write(folder.parent / "qa.db", "run") as store:
        night = run_night(
            batch.recordings, load_rubric(rubric or shipped_rubric()), workers, store=store, trust=trust,
            unscored=batch.unscored,
        )  # fmt: skip
        heard = store.runs()[0].counts.get("heard", 0)
        return Ran(tuple(night.scored), night.unscored, heard, night.remarks)


def test_a_second_run_hears_nothing_and_says_the_same(folder: Path) -> None:
    second, third = run(folder), run(folder)
    assert (second.heard, third.heard) == (0, 0)
    assert second == third
    assert len(second.scored) == 3


def test_again_hears_all_and_says_the_same(folder: Path) -> None:
    before, after = run(folder), run(folder, Trust(again=True))
    assert (after.heard, after.scored) == (3, before.scored)


def test_what_comes_later_is_heard_alone(folder: Path, tmp_path: Path) -> None:
    late = sorted(folder.glob("*.wav"))[0]
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        (number,) = store.call_numbers(names=[late.name])
        store.distrust(number)
    ran = run(folder)
    assert (ran.heard, len(ran.scored)) == (1, 3)


def test_the_same_sound_under_another_name_is_heard_once(folder: Path) -> None:
    original = sorted(folder.glob("*.wav"))[0]
    words = script(original)
    words[0]["text"] = "您好，我是客服"
    for name in ("copy.wav", "again.wav"):
        shutil.copy2(original, folder / name)
        write_text(folder.parent / "texts" / f"{Path(name).stem}.json", words)
    table = folder / "calls.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    own = next(row for row in rows if row.startswith(original.name))
    twins = [own.replace(original.name, name) for name in ("copy.wav", "again.wav")]
    table.write_text("\n".join([header, *rows, *twins]) + "\n", "utf-8")
    ran = run(folder)
    assert (ran.heard, len(ran.scored)) == (1, 5)
    copy, again = (next(each for each in ran.scored if each.call.name == name) for name in ("copy.wav", "again.wav"))
    assert copy.scorecard == again.scorecard
    assert any(remark.zh.endswith(f"：{original.name} = again.wav = copy.wav") for remark in ran.remarks), ran.remarks


def test_a_changed_transcript_is_read_again(folder: Path) -> None:
    before = run(folder)
    file = sorted((folder.parent / "texts").iterdir())[0]
    words = json.loads(file.read_text("utf-8"))
    words["turns"][0]["text"] = "您好您好您好"
    file.write_text(json.dumps(words), "utf-8")
    after = run(folder)
    assert after.heard == 1
    turns = [[each.call.evidence.turns for each in ran.scored] for ran in (before, after)]
    assert sum(was != is_now for was, is_now in zip(*turns, strict=True)) == 1


def test_a_corrected_call_table_counts_at_once(folder: Path) -> None:
    table = folder / "calls.csv"
    table.write_text(table.read_text("utf-8").replace("林晓雯", "林小文"), "utf-8")
    ran = run(folder)
    assert ran.heard == 0
    assert "林小文" in {each.call.data.agent_name for each in ran.scored}


def test_a_changed_rubric_asks_only_its_changed_rules_and_listens_to_nothing(folder: Path, tmp_path: Path) -> None:
    words = shipped_rubric().read_text("utf-8")
    assert "within_s: 5" in words  # how soon a call is answered
    (tmp_path / "rubric.yaml").write_text(words.replace("within_s: 5", "within_s: 6"), "utf-8")
    with Store.open(tmp_path / "qa.db") as store:
        asked = store.db.execute("SELECT count(*) FROM findings").fetchone()[0]
        rules = len(store.kept_rules())
    ran = run(folder, rubric=tmp_path / "rubric.yaml")
    assert (ran.heard, len(ran.scored)) == (0, 3)
    with Store.open(tmp_path / "qa.db") as store:
        new_rules = len(store.kept_rules()) - rules
        assert 0 < new_rules < rules / 2
        assert store.db.execute("SELECT count(*) FROM findings").fetchone()[0] == asked + 3 * new_rules
        assert store.db.execute("SELECT count(DISTINCT rubric_sha256) FROM scorecards").fetchone() == (2,)


def test_a_file_that_looks_unchanged_is_trusted_unless_told_otherwise(folder: Path) -> None:
    changed = sorted(folder.glob("*.wav"))[0]
    seen = changed.stat()
    changed.write_bytes(changed.read_bytes()[:-100] + bytes(100))
    os.utime(changed, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert run(folder).heard == 0
    assert run(folder, Trust(rehash=True)).heard == 1


def test_a_recording_of_the_call_table_that_is_not_there_is_noted_with_the_run(folder: Path, tmp_path: Path) -> None:
    gone = sorted(folder.glob("*.wav"))[0]
    gone.unlink()
    run(folder)
    with Store.open(tmp_path / "qa.db") as store:
        latest = store.runs()[0]
        (noted,) = (file for file in store.files_of(latest.id) if file.outcome == "not_scored")
    assert latest.counts == {"stored": 2, "not_scored": 1}
    assert noted.name == gone.name and noted.refusal and "no such file" in noted.refusal.why.en


def test_what_cannot_be_heard_is_not_tried_every_night(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "text.wav").write_text("这不是录音\n" * 50, "utf-8")
    first = run(folder)
    assert "text.wav" in caplog.text
    caplog.clear()
    second = run(folder)
    assert "text.wav" not in caplog.text
    assert first.unscored == second.unscored and first.unscored[0].name == "text.wav"


def test_a_recording_that_is_still_written_is_left_for_the_next_run(folder: Path) -> None:
    """Its file grows while it is heard."""
    growing = sorted(folder.glob("*.wav"))[0]
    stop = threading.Event()

    def grow() -> None:
        while not stop.wait(0.02):
            with growing.open("ab") as file:
                file.write(b"\0" * 100)

    recorder = threading.Thread(target=grow)
    recorder.start()
    try:
        during = run(folder)
    finally:
        stop.set()
        recorder.join()
    assert [left.name for left in during.unscored] == [growing.name]
    assert "still being written" in during.unscored[0].why.en and "还在变化" in during.unscored[0].why.zh
    after = run(folder)
    assert (after.heard, after.unscored) == (1, ())


def test_a_young_file_must_hold_still_for_the_settle_time(folder: Path) -> None:
    young = sorted(folder.glob("*.wav"))[0]
    with young.open("ab") as file:
        file.write(b"\0")
    touched = threading.Timer(2.5, young.touch)
    touched.start()
    during = run(folder, Trust(settle_s=4))
    touched.join()
    assert [left.name for left in during.unscored] == [young.name]
    assert run(folder, Trust(settle_s=1)).heard == 1


def test_a_recording_that_is_replaced_while_it_is_heard_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = sorted(folder.glob("*.wav"))[:2]
    run_here = Here.heard

    def replaced_in_the_middle(self: Here, recordings: object, *more: object) -> object:
        for result in run_here(self, recordings, *more):  # type: ignore[arg-type]
            if result.name == first.name:
                shutil.copy(second, first)
            yield result

    monkeypatch.setattr(Here, "heard", replaced_in_the_middle)
    ran = run(folder, Trust(again=True))
    assert [left.name for left in ran.unscored] == [first.name]
    assert len(ran.scored) == 2


def test_a_recording_that_is_deleted_once_heard_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = sorted(folder.glob("*.wav"))[0]
    run_here = Here.heard

    def deleted_in_the_middle(self: Here, recordings: object, *more: object) -> object:
        for result in run_here(self, recordings, *more):  # type: ignore[arg-type]
            gone.unlink(missing_ok=True)
            yield result

    monkeypatch.setattr(Here, "heard", deleted_in_the_middle)
    ran = run(folder, Trust(again=True))
    assert len(ran.scored) == 3 and not ran.unscored


def test_a_recording_cut_short_or_deleted_before_its_turn_is_named_and_the_rest_is_heard(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, cut, gone = sorted(set(folder.iterdir()) - {folder / "calls.csv"}, key=lambda path: path.suffix)
    run_here = Here.heard

    def one_by_one(self: Here, recordings: Sequence[Recording], *more: object) -> object:
        for recording in sorted(recordings, key=lambda each: each.name != first.name):
            yield from run_here(self, [recording], *more)  # type: ignore[arg-type]
            if recording.name == first.name:
                os.truncate(cut, cut.stat().st_size - 4000)
                gone.unlink()

    monkeypatch.setattr(Here, "heard", one_by_one)
    ran = run(folder, Trust(again=True))
    why = {left.name: left.why.en for left in ran.unscored}
    assert set(why) == {cut.name, gone.name} and [each.call.name for each in ran.scored] == [first.name]
    assert "changed while it was heard" in why[cut.name] and "is gone" in why[gone.name], why
    monkeypatch.undo()
    after = run(folder)  # which finds the shorter recording, and no other
    assert after.heard == 1 and {each.call.name for each in after.scored} == {first.name, cut.name}


def test_what_is_damaged_in_the_store_is_said_and_heard_again_by_the_next_run(folder: Path, tmp_path: Path) -> None:
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        store.db.execute("UPDATE evidence SET body = x'00', body_sha256 = 'x' WHERE id = 1")
    during = run(folder)
    assert len(during.scored) == 2 and "damaged" in during.unscored[0].why.en
    assert (run(folder).heard, len(run(folder).scored)) == (1, 3)


def test_rescore_writes_the_scorecards_of_another_rubric_without_the_recordings(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder)
    words = shipped_rubric().read_text("utf-8").replace("什么可以帮", "没有人这样说话")
    (tmp_path / "rubric.yaml").write_text(words, "utf-8")
    done = qa_scorer("rescore", "--rubric", tmp_path / "rubric.yaml", "--out", tmp_path / "out", "--agent", "1206")
    assert done.returncode == 0, done.stderr
    scorecards = json.loads((tmp_path / "out" / "scorecards.json").read_text("utf-8"))
    assert {call["agent_id"] for call in scorecards["calls"]} == {"1206"}
    assert scorecards["rubric"]["sha256"] == load_rubric(tmp_path / "rubric.yaml").sha256
    none = qa_scorer("rescore", "--out", tmp_path / "out", "--until", "1999-01-01")
    assert none.returncode == 2 and "no such calls" in none.stderr


def test_rescore_leaves_for_the_morning_what_run_leaves(folder: Path, tmp_path: Path) -> None:
    del folder
    letter, metrics = tmp_path / "morning.txt", tmp_path / "qa.prom"
    done = qa_scorer(
        "rescore", "--out", tmp_path / "out", "--audio", "none", "--summary", letter, "--metrics", metrics,
        "--log-format", "json", "--quiet",
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert letter.read_text("utf-8").startswith("3 recording(s) scored")
    assert 'qa_scorer_run_recordings{outcome="scored"} 3.0' in metrics.read_text("utf-8")
    log = (tmp_path / "out" / "qa-scorer.log.jsonl").read_text("utf-8").splitlines()
    assert json.loads(log[-1])["message"].endswith("3 calls judged")


def test_what_a_rescore_wrote_of_a_call_goes_with_the_call(folder: Path, tmp_path: Path) -> None:
    elsewhere, store = tmp_path / "elsewhere", tmp_path / "qa.db"
    assert qa_scorer("rescore", "--out", elsewhere, "--store", store, "--audio", "none").returncode == 0
    written = sorted((elsewhere / "calls").glob("*.html"))
    assert "3 heard before" in qa_scorer("status", "--store", store).stdout
    call_id = json.loads((elsewhere / "scorecards.json").read_text("utf-8"))["calls"][0]["call_id"]
    assert qa_scorer("store", "forget", "--call", call_id, "--store", store, "--yes").returncode == 0
    gone = set(written) - set((elsewhere / "calls").glob("*.html"))
    assert len(written) == 3 and len(gone) == 1 and gone.pop().name.startswith(call_id)
