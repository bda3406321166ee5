"""Mutations of a rubric are noticed by its examples or survive by line; examples are heard badly in every way."""

from pathlib import Path

import pytest

from qa_scorer.rubric import load_rubric_file
from qa_scorer.rubric.dialogue_lines import dialogue_lines
from qa_scorer.rubric_trials.badly_heard import HEARINGS, badly_heard
from qa_scorer.rubric_trials.mutate import Mutated, by_operator, mutate
from qa_scorer.rubric_trials.mutations import mutations_of
from qa_scorer.rubric_trials.survivors import survivor_faults
from qa_scorer.rubric_trials.trials import trials_of
from tests.rubric_trials.small_rubric import SMALL, write


def mutated(folder: Path, text: str = SMALL) -> Mutated:
    file = load_rubric_file(write(folder, text))
    return mutate(file, trials_of(file))


def test_every_operator_is_tried_wherever_it_applies(tmp_path: Path) -> None:
    greeting, silence = load_rubric_file(write(tmp_path)).rules
    assert [mutation.name for mutation in mutations_of(greeting)] == [
        "dropped_phrase any_of 您好",
        "dropped_phrase any_of 早上好",
        "widened_window within.first_turns 1 taken away",
        "moved_number within.first_turns 1 to 0",
        "moved_number within.first_turns 1 to 2",
        "swapped_role role agent to customer",
    ]
    assert [mutation.name for mutation in mutations_of(silence)] == [
        "moved_number deducted_s 30 to 24",
        "moved_number deducted_s 30 to 36",
    ]


def test_a_role_that_is_left_to_the_default_is_swapped_too(tmp_path: Path) -> None:
    text = SMALL.replace("check: phrase", "check: when_then").replace("within: {first_turns: 1}", "then: [不客气]")
    text = text.replace("any_of: [您好, 早上好]", "when: {any_of: [谢谢]}")
    greeting, _ = load_rubric_file(write(tmp_path, text)).rules
    assert [mutation.name for mutation in mutations_of(greeting) if mutation.operator == "swapped_role"] == [
        "swapped_role when.role customer to agent",
        "swapped_role by agent to customer",
    ]


def test_examples_that_notice_every_mutation_leave_no_survivor(tmp_path: Path) -> None:
    done = mutated(tmp_path)
    assert [fault.read("en") for fault in survivor_faults(done)] == []
    assert done.score == 1
    assert by_operator(done)["dropped_phrase"].noticed == 2
    assert sum(count.counted for count in by_operator(done).values()) == len(done.counted)


@pytest.mark.parametrize(
    ("old", "new", "survivor", "line"),
    [
        ("            - 坐席：早上好，请讲。\n", "", "dropped_phrase any_of 早上好", 13),
        (
            "坐席：请讲。 / 客户：喂。 / 坐席：您好。",
            "坐席：请讲。",
            "widened_window within.first_turns 1 taken away",
            14,
        ),
        (", degree: 0.5", "", "moved_number deducted_s 30 to 36", 25),
    ],
)
def test_a_mutation_that_no_example_notices_survives_by_line(
    tmp_path: Path, old: str, new: str, survivor: str, line: int
) -> None:
    assert old in SMALL
    done = mutated(tmp_path, SMALL.replace(old, new, 1))
    fault = next(fault for fault in survivor_faults(done) if survivor in fault.what.en)
    assert fault.place[1] == line
    assert done.score < 1


def test_a_survivor_is_left_out_only_with_its_reason(tmp_path: Path) -> None:
    gap = SMALL.replace(", degree: 0.5", "")
    before = mutated(tmp_path, gap)
    reasons = "        survives:\n" + "".join(
        f"          {mutant.name}: 只影响扣分多少\n" for mutant in before.survivors
    )
    done = mutated(tmp_path, gap + reasons)
    assert before.survivors and not done.survivors
    assert done.score == 1
    assert len(done.counted) == len(before.counted) - len(before.survivors)


def test_a_reason_for_what_does_not_survive_is_told(tmp_path: Path) -> None:
    done = mutated(tmp_path, SMALL + "        survives: {moved_number deducted_s 30 to 24: 旧的理由}\n")
    (fault,) = survivor_faults(done)
    assert (fault.code, fault.place[1]) == ("idle-reason", 31)


SECTION = """\
    applies_when: {call_type: [查询], said_by_customer: [喂, 查话费]}
    rules:
"""


def test_which_calls_a_section_is_for_is_mutated_too(tmp_path: Path) -> None:
    done = mutated(tmp_path, SMALL.replace("    rules:\n", SECTION, 1))
    own = {mutant.name: mutant.noticed for mutant in done.mutants if mutant.rule == "opening"}
    assert own == {
        "dropped_phrase applies_when.call_type 查询": False,
        "dropped_phrase applies_when.said_by_customer 喂": True,
        "dropped_phrase applies_when.said_by_customer 查话费": True,
    }


def test_each_alternative_within_a_phrase_is_dropped(tmp_path: Path) -> None:
    done = mutated(tmp_path, SMALL.replace("[您好, 早上好]", '["(您|早上|晚上)好"]'))
    own = {mutant.name: mutant.noticed for mutant in done.mutants if mutant.operator == "dropped_phrase"}
    assert own["dropped_phrase any_of (您|早上|晚上)好 without “早上”"]
    assert not own["dropped_phrase any_of (您|早上|晚上)好 without “晚上”"]


@pytest.mark.parametrize(
    ("operator", "text", "heard"),
    [
        ("lost_punctuation", "您好，工号1206。", "您好工号1206"),
        ("digits_yao", "工号1206", "工号幺二零六"),
        ("digits_yi", "工号1206", "工号一二零六"),
        ("digits_figures", "工号幺二零六", "工号1206"),
        ("traditional_script", "请问您贵姓", "請問您貴姓"),
    ],
)
def test_what_bad_hearing_makes_of_words(operator: str, text: str, heard: str) -> None:
    assert HEARINGS[operator](text) == heard


def test_bad_hearing_changes_little_and_always_alike() -> None:
    text = "您好，请问有什么可以帮您？我马上为您查询上个月的话费。"
    spoken = HEARINGS["homophones"](text)
    assert spoken != text and len(spoken) == len(text)
    assert sum(one != other for one, other in zip(spoken, text, strict=True)) <= 4
    assert len(HEARINGS["dropped_character"](text)) == len(text) - 1
    assert len(HEARINGS["fillers"](text)) > len(text)
    assert [HEARINGS[name](text) for name in HEARINGS] == [HEARINGS[name](text) for name in HEARINGS]


def test_what_has_nothing_to_mishear_is_not_counted() -> None:
    names = {name for name, _ in badly_heard(dialogue_lines("agent: 您好"))}
    assert not names & {"digits_yao", "digits_yi", "digits_figures", "dropped_character", "lost_punctuation"}
