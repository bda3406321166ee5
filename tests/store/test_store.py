"""What is kept comes back exactly as it was, and only once."""

import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.language import Text
from qa_scorer.model import Answer, Baseline, Doubt, Outcome, Role, VoiceWords, Word
from qa_scorer.store import Refusal, RunFile, Store, WordsKey
from qa_scorer.store.files import look_at
from tests.nights import answer, rubric, scored_call
from tests.store.kept import SETTINGS, call, keep


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open_to_write(tmp_path / "qa.db", "test") as opened:
        yield opened


def test_a_call_comes_back_exactly_as_it_was(store: Store) -> None:
    made = call()
    number = keep(store, made)
    (stored,) = store.stored_calls([number])
    assert (stored.id, stored.call) == (number, made)
    assert list(store.calls()) == [made]


def test_the_same_sound_under_another_name_shares_the_evidence(store: Store) -> None:
    first, second = keep(store, call()), keep(store, replace(call(), name="copy.wav"))
    assert first != second
    assert store.db.execute("SELECT count(*) FROM evidence").fetchone() == (1,)


def test_heard_again_with_the_same_settings_replaces_and_with_others_stands_beside(store: Store) -> None:
    keep(store, call())
    quieter = replace(call().evidence, role_confidence=0.5)
    assert store.keep_evidence(quieter, SETTINGS) == store.evidence_number(quieter.facts.sha256, SETTINGS)
    (stored,) = store.calls()
    assert stored.evidence.role_confidence == 0.5
    assert store.keep_evidence(quieter, "ab" * 32) != store.evidence_number(quieter.facts.sha256, SETTINGS)


def test_words_come_back_by_sound_version_and_settings_and_the_later_ones_count(store: Store) -> None:
    word, discarded = Word(text="您好", start_s=0.1, end_s=0.7, probability=0.9), call().evidence.discarded
    key = WordsKey(audio_sha256="a" * 64, version=1, settings_sha256=SETTINGS)
    assert store.words(key) == ()
    for words in ((), (word,)):
        store.keep_words(key, [VoiceWords(sound_sha256="b" * 64, words=words, discarded=discarded)])
    assert store.words(key) == (VoiceWords(sound_sha256="b" * 64, words=(word,), discarded=discarded),)
    others = {"audio_sha256": "c" * 64}, {"version": 2}, {"settings_sha256": "c" * 64}
    assert [store.words(replace(key, **other)) for other in others] == [(), (), ()]  # type: ignore[arg-type]


def test_the_terms_calls_were_heard_with_each_with_a_call(store: Store) -> None:
    def heard(number: int, *terms: str) -> int:
        made = call(number)
        return keep(store, replace(made, evidence=replace(made.evidence, terms=terms)))

    one, two, none = heard(0, "畅享套餐", "亲情网"), heard(1, "亲情网"), heard(2)
    assert store.terms_of([one, two, none]) == {"畅享套餐": "1206/0.wav", "亲情网": "1206/0.wav"}
    assert store.terms_of([two, none]) == {"亲情网": "1206/1.wav"}
    assert store.terms_of([none]) == {}


def test_a_corrected_call_table_counts(store: Store) -> None:
    number = keep(store, call())
    corrected = replace(call().data, agent_id="1315", agent_name="赵志强")
    assert keep(store, call(), corrected) == number
    assert [stored.data for stored in store.calls()] == [corrected]
    assert store.call_numbers(agent_ids=["1206"]) == ()


def test_calls_come_by_start_agent_and_file_and_can_be_chosen(store: Store) -> None:
    late = call(3, at=datetime(2026, 11, 20, 8))
    unknown = replace(call(4), data=replace(call(4).data, started_at=None))
    for made in (unknown, late, call(1), call(0), call(0, agent_id="1100")):
        keep(store, made)
    names = ["1100/0.wav", "1206/0.wav", "1206/1.wav", "1206/3.wav", "1206/4.wav"]
    assert [stored.name for stored in store.calls()] == names
    assert [stored.name for stored in store.calls(since=date(2026, 11, 19))] == names[3:4]
    assert [stored.name for stored in store.calls(until=date(2026, 11, 18), agent_ids=["1206"])] == names[1:3]
    assert [stored.name for stored in store.calls(names=["1100/0.wav", "x"])] == names[:1]


def test_every_field_of_an_answer_is_kept(store: Store) -> None:
    """A field that is added to Answer is kept too, or this fails."""
    rules = rubric()
    full = Answer(
        outcome=Outcome.UNDETERMINED, reason=Text("像", "alike"), quote="您好", start_s=0.1 + 0.2, end_s=1e-9,
        confidence=0.7, degree=0.25, doubts=(Doubt(phrase="您好", role=Role.AGENT, start_s=0.5, end_s=2.5),),
    )  # fmt: skip
    plain = answer(Outcome.MET, start_s=None)
    ignored = {field.name for field in fields(Answer) if getattr(full, field.name) == field.default}
    assert not ignored, "give the new field a value above"
    numbers = store.keep_rubric(rules)
    number = keep(store, call())
    store.keep_answers(number, [(rules.rules[0].sha256, full)], numbers)
    assert store.answers(number, numbers) == {rules.rules[0].sha256: full}
    store.keep_answers(number, [(rules.rules[0].sha256, plain)], numbers)
    assert store.answers(number, numbers) == {rules.rules[0].sha256: plain}


def test_answers_are_dropped_when_what_they_rest_on_changes(store: Store) -> None:
    rules = rubric()
    numbers, number = store.keep_rubric(rules), keep(store, call())
    store.keep_answers(number, [(rules.rules[0].sha256, answer(Outcome.MET))], numbers)
    usual = Baseline(calls=6, level_dbfs=-24.5)
    store.start_afresh(number, "ab" * 32, usual)
    assert store.answers(number, numbers) == {}
    (stored,) = store.calls()
    assert stored.baseline == usual


def test_all_is_written_together_or_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.together():
        keep(store, call())
        raise RuntimeError
    assert list(store.calls()) == []


def test_a_file_that_looks_the_same_is_not_read_again(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.wav"
    file.write_bytes(b"sound")
    look = look_at(file)
    sha256 = store.audio_sha256(file, look)
    store.remember_file(file, look, sha256)
    file.unlink()
    assert store.audio_sha256(file, look) == sha256
    with pytest.raises(OSError):
        store.audio_sha256(file, look, rehash=True)


def test_a_refusal_is_kept_for_its_sound_and_settings(store: Store) -> None:
    refusal = Refusal(why=Text("静音", "silence"), mend=Text("检查线路", "check the line"))
    store.keep_refusal("ab" * 32, SETTINGS, refusal)
    assert store.refusal("ab" * 32, SETTINGS) == refusal
    assert store.refusal("ab" * 32, "cd" * 32) is None


def test_a_run_tells_what_became_of_every_recording(store: Store, tmp_path: Path) -> None:
    run = store.begin_run(
        "run", rubric_sha256="", recogniser="base", out=tmp_path, settings={"a": 1}, names=["a.wav", "b.wav"]
    )
    refusal = Refusal(why=Text("空", "empty"), mend=Text("重导", "export again"))
    store.note_files(run, [RunFile(name="b.wav", outcome="not_scored", refusal=refusal)])
    (begun,) = store.runs()
    assert (begun.finished_at, begun.counts) == (None, {"waiting": 1, "not_scored": 1})
    store.end_run(run, "done")
    (ended,) = store.runs()
    assert (ended.outcome, ended.settings, ended.out) == ("done", {"a": 1}, tmp_path)
    assert [(file.name, file.refusal) for file in store.files_of(run)] == [("a.wav", None), ("b.wav", refusal)]


def test_the_days_of_an_agent_count_each_call_by_its_latest_scorecard(store: Store) -> None:
    day = datetime(2026, 11, 18, 9)
    for number, missed in ((0, False), (1, True)):
        made = call(number, at=day + timedelta(hours=number))
        scored = scored_call(made.name, made.data, {"closing.farewell": answer(Outcome.MISSED)} if missed else {})
        kept = keep(store, made)
        store.keep_rubric(rubric())
        store.keep_scorecard(kept, scored.scorecard)
    old = replace(rubric(), sha256="00" * 32)
    store.keep_rubric(old)
    store.db.execute(
        "INSERT INTO scorecards SELECT call, ?, '2000-01-01', 0, 0, 0, 1, 'fail', 'x' FROM scorecards", (old.sha256,)
    )
    (agent_day,) = store.agent_days()
    assert (agent_day.agent_id, agent_day.day, agent_day.calls) == ("1206", day.date(), 2)
    assert (agent_day.mean_score, agent_day.fatal) == (85, 0)
    assert agent_day.verdicts == {"pass": 1, "fail": 1, "needs_person": 0, "no_verdict": 0}
    assert list(store.agent_days(since=date(2026, 11, 19))) == []


def test_findings_of_a_rule_over_time(store: Store) -> None:
    rules = rubric()
    numbers = store.keep_rubric(rules)
    for number, outcome in enumerate((Outcome.MET, Outcome.MISSED)):
        store.keep_answers(keep(store, call(number)), [(rules.rules[0].sha256, answer(outcome, "您好"))], numbers)
    (found,) = store.findings_of("opening.greeting", "met")
    assert (found.file, found.quote, found.agent_id) == ("1206/0.wav", "您好", "1206")


def test_when_each_customer_called(store: Store) -> None:
    start = datetime(2026, 11, 1, 9)
    for number, days in enumerate((0, 2, 12)):
        keep(store, call(number, at=start + timedelta(days=days)))
    keep(store, call(9, customer="13900139000", at=start))
    keep(store, call(8, customer="", at=start))
    times = store.caller_times(start, start + timedelta(days=2))
    assert times == {"13800138000": (start, start + timedelta(days=2)), "13900139000": (start,)}


def test_a_second_writer_is_told_who_holds_the_store_and_readers_are_not_kept_out(store: Store) -> None:
    assert store.path
    with pytest.raises(MachineError) as refused, Store.open_to_write(store.path, "second"):
        pass
    assert "test, process" in refused.value.why.en and "since" in refused.value.why.en
    keep(store, call())
    with Store.open(store.path) as reader:
        assert len(list(reader.calls())) == 1


def test_no_store_another_programs_and_a_newer_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError), Store.open(tmp_path / "none.db"):
        pass
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE theirs (x)")
    with pytest.raises(UsageError, match="another program"), Store.open(tmp_path / "other.db"):
        pass
    with sqlite3.connect(tmp_path / "newer.db") as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(UsageError, match="newer"), Store.open_to_write(tmp_path / "newer.db", "test"):
        pass


def test_a_damaged_file_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "qa.db"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(MachineError, match=r"damaged.*store rebuild"), Store.open(path):
        pass
