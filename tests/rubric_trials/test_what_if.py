"""What a change of the rubric would have done to calls: counted by call, agent and rule, from a store or from cases."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qa_scorer.checks import find_out
from qa_scorer.model import Answer, Call, CallData, Outcome, Rubric, Verdict
from qa_scorer.rubric import load_rubric
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric_trials import what_if
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.rubric_trials.difference import Difference
from qa_scorer.rubric_trials.difference_shown import as_data, as_markdown
from qa_scorer.rubric_trials.what_if import Known, compare, of_store
from qa_scorer.store import Store
from tests.command import qa_scorer
from tests.rubric_trials.small_rubric import CASE, SMALL, write

DIALOGUES = {
    "greets.wav": "0 坐席：您好。 / 2 客户：查话费。 / 4 坐席：好的。",
    "morning.wav": "0 坐席：早上好。 / 2 客户：查话费。 / 4 坐席：好的。",
    "slow.wav": "0 坐席：您好。 / 2 客户：查话费。 / 45 坐席：好的。",
}


def rubric(folder: Path, name: str, *changes: tuple[str, str]) -> Rubric:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return load_rubric(write(folder, text, f"{name}.yaml"))


def calls() -> Iterator[Call]:
    for number, (name, dialogue) in enumerate(DIALOGUES.items()):
        call = as_call(WrittenCall(dialogue=dialogue), name)
        yield replace(call, data=CallData(agent_id=str(1206 + number // 2), agent_name="张丽"))


def unknown() -> Iterator[tuple[Call, Known]]:
    return ((call, {}) for call in calls())


@pytest.fixture
def difference(tmp_path: Path) -> Difference:
    """早上好 is no longer a greeting, and dead air fails the call."""
    old = rubric(tmp_path, "old")
    new = rubric(tmp_path, "new", ("您好, 早上好", "您好"), ("check: dead_air", "fatal: true\n        check: dead_air"))
    return compare(old, new, unknown())


def test_calls_that_lose_come_first_and_unchanged_ones_are_left_out(difference: Difference) -> None:
    assert [(change.name, round(change.points)) for change in difference.changed] == [
        ("morning.wav", -60),
        ("slow.wav", 0),
    ]
    assert difference.calls == 3
    assert difference.largest_drop == pytest.approx(60)


def test_a_call_that_newly_fails_by_a_fatal_rule_is_told(difference: Difference) -> None:
    (fatal,) = difference.newly_fatal
    assert (fatal.name, fatal.newly_fatal) == ("slow.wav", ("opening.silence",))
    assert (fatal.old.verdict, fatal.new.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert difference.verdicts == {
        (Verdict.PASS, Verdict.PASS): 1,
        (Verdict.PASS, Verdict.FAIL): 2,
    }


def test_rules_and_agents_are_summed_up(difference: Difference) -> None:
    greeting, silence = difference.rules
    assert (greeting.rule, greeting.points, greeting.moved) == (
        "opening.greeting",
        -60,
        {(Outcome.MET, Outcome.MISSED): 1},
    )
    assert (silence.rule, silence.newly_fatal, silence.moved) == ("opening.silence", 1, {})
    by_id = {agent.agent_id: agent for agent in difference.agents}
    assert (by_id["1206"].calls, by_id["1206"].losing, by_id["1206"].mean_points) == (2, 1, pytest.approx(-30))
    assert (by_id["1207"].calls, by_id["1207"].newly_fatal) == (1, 1)


def test_rules_that_come_and_go_are_told(tmp_path: Path) -> None:
    old = rubric(tmp_path, "old")
    new = rubric(tmp_path, "new", ("opening.greeting", "opening.hello"))
    moved = {change.rule: change.moved for change in compare(old, new, unknown()).rules}
    assert moved["opening.greeting"] == {(Outcome.MET, None): 3}
    assert moved["opening.hello"] == {(None, Outcome.MET): 3}


def test_the_same_rubric_changes_nothing(tmp_path: Path) -> None:
    one = rubric(tmp_path, "one")
    same = compare(one, one, unknown())
    assert (same.changed, same.rules, same.newly_fatal) == ((), (), ())


def kept(folder: Path, old: Rubric, answers: dict[str, Answer] | None = None) -> Path:
    """A store with the calls and, as a run would have left them, the answers by `old`."""
    path = folder / "qa.db"
    with Store.open_to_write(path, "test") as store:
        numbers = store.keep_rubric(old)
        for call in calls():
            evidence = replace(call.evidence, facts=replace(call.evidence.facts, sha256=call.name))
            number = store.keep_call(call.name, Path(call.name), call.data, store.keep_evidence(evidence, "5e" * 32))
            given = [
                (rule.sha256, (answers or {}).get(rule.id, finding.answer))
                for rule, finding in zip(old.rules, find_out(old, call), strict=True)
            ]
            store.keep_answers(number, given, numbers)
    return path


def test_stored_calls_give_what_the_calls_give(tmp_path: Path, difference: Difference) -> None:
    again = of_store(difference.old, difference.new, kept(tmp_path, difference.old))
    assert again.verdicts == difference.verdicts
    assert {change.name: change.new for change in again.changed} == {
        change.name: change.new for change in difference.changed
    }


def test_kept_answers_of_unchanged_rules_are_not_asked_again(tmp_path: Path) -> None:
    old = rubric(tmp_path, "old")
    new = rubric(tmp_path, "new", ("您好, 早上好", "您好"))
    silence = find_out(old, next(calls()))[1].answer
    never = replace(silence, outcome=Outcome.MISSED, degree=0.0)  # what no asking would answer
    difference = of_store(old, new, kept(tmp_path, old, {"opening.silence": never}))
    assert {change.old.score for change in difference.changed} == {60.0}


def test_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = rubric(tmp_path, "old"), rubric(tmp_path, "new", ("您好, 早上好", "您好"))
    path = kept(tmp_path, old)
    one = of_store(old, new, path)
    monkeypatch.setattr(what_if, "_WORTH_IT", 1)
    monkeypatch.setattr(what_if, "_AT_ONCE", 1)
    told: list[tuple[int, int]] = []
    two = of_store(old, new, path, processes=2, tell=lambda done, of: told.append((done, of)))
    assert two == one
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_markdown_hides_numbers_in_file_names_and_json_is_complete(tmp_path: Path) -> None:
    old, new = rubric(tmp_path, "old"), rubric(tmp_path, "new", ("您好, 早上好", "早上好"))
    named = ((replace(call, name=f"13800138000_{call.name}"), {}) for call in calls())
    difference = compare(old, new, named)
    assert "13800138000" not in as_markdown(difference, "en")
    assert "| 138****8000_greets.wav |" in as_markdown(difference, "en")
    data = json.loads(as_data(difference))
    assert len(data["changed_calls"]) == 2
    assert data["rules"][0]["outcomes"] == [{"old": "met", "new": "missed", "calls": 2}]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "newly-fatal"], 1),
        (["--fail-on", "any-drop:60"], 1),
        (["--fail-on", "any-drop:60.5"], 0),
        ([], 0),
        (["--fail-on", "any-drop"], 2),
        (["--store", "none.db"], 2),
    ],
)
def test_the_command_fails_on_what_it_is_asked_to(tmp_path: Path, options: list[str], code: int) -> None:
    old = write(tmp_path)
    text = SMALL.replace("您好, 早上好", "早上好").replace("check: dead_air", "fatal: true\n        check: dead_air")
    new = write(tmp_path, text, "new.yaml")
    write(tmp_path / "cases", CASE, "slow.yaml")
    done = qa_scorer("rubric", "diff", old, new, "--cases", tmp_path / "cases", *options)
    assert done.returncode == code, done.stderr
    if code < 2:
        assert "1 newly fail by a fatal rule" in done.stdout
        assert "opening.silence" in done.stdout
