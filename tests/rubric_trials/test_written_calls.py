"""Small dialogues written by hand become the evidence that the checks would have had of such a call."""

from typing import Any

import pytest
from pydantic import ValidationError

from qa_scorer.model import Evidence, Outcome, Role, TalkoverKind
from qa_scorer.rubric.dialogue_lines import NoDialogue, dialogue_lines
from qa_scorer.rubric.written_call import ExamplesInFile
from qa_scorer.rubric_trials.as_call import as_call
from qa_scorer.rubric_trials.placed_lines import ANSWER_S, CHARACTER_S


def heard(example: Any) -> Evidence:
    written = ExamplesInFile.model_validate({"met": [example]}).of(Outcome.MET)[0]
    return as_call(written, "example").evidence


@pytest.mark.parametrize(
    "written",
    [
        "agent: 您好\ncustomer: 我想查话费",
        "agent: 您好 / customer: 我想查话费",
        "坐席：您好 / 客户：我想查话费",
        {"agent": "您好", "customer": "我想查话费"},
        {"dialogue": "agent: 您好\n\ncustomer: 我想查话费\n"},
    ],
)
def test_a_dialogue_may_be_written_in_several_ways(written: Any) -> None:
    assert [(turn.role, turn.text) for turn in heard(written).turns] == [
        (Role.AGENT, "您好"),
        (Role.CUSTOMER, "我想查话费"),
    ]


def test_turns_without_times_follow_each_other_at_a_natural_rate() -> None:
    first, second = heard("agent: 您好 / customer: 喂").turns
    assert first.end_s - first.start_s == pytest.approx(2 * CHARACTER_S)
    assert second.start_s == pytest.approx(first.end_s + ANSWER_S)


def test_a_given_time_places_the_turn_and_silences_follow() -> None:
    evidence = heard("0-2 agent: 请讲 / 3 customer: 我想查话费 / 20.0 agent: 好的")
    (silence,) = [silence for silence in evidence.silences if silence.duration_s > 10]
    assert (silence.end_s, silence.owed_by) == (20.0, Role.AGENT)
    assert max(response.wait_s for response in evidence.responses) == pytest.approx(silence.duration_s)


def test_speaking_at_once_needs_both_times() -> None:
    assert heard("0 customer: 我想问一下我的话费为什么 / 1 agent: 您先听我说").talkovers == ()
    (cut,) = heard("0-4 customer: 我想问一下我的话费 / 2-7 agent: 您先听我说完再问好吗").talkovers
    assert (cut.kind, cut.interrupter, cut.other_stopped) == (TalkoverKind.INTERRUPTION, Role.AGENT, True)


def test_words_may_be_half_understood_or_not_at_all() -> None:
    doubted, sound = heard("agent 40%: 您好 / 3.0-4.0 customer:").turns
    assert {word.probability for word in doubted.words} == {0.4}
    assert (sound.words, sound.end_s) == ((), 4.0)


def test_what_a_dialogue_cannot_say_is_given_beside_it() -> None:
    written = ExamplesInFile.model_validate(
        {
            "missed": [
                {
                    "dialogue": "agent: 您好",
                    "call": {"agent_id": "1206", "released_by": "agent", "started_at": "2026-10-01T09:00:00"},
                    "duration_s": 30,
                    "measures": {
                        "agent": {"level_dbfs": -12, "sudden_rises": [{"start_s": 1, "end_s": 2, "rise_db": 12}]}
                    },
                    "baseline": {"calls": 9, "level_dbfs": -25},
                    "line_sounds": [{"kind": "music", "span": {"start_s": 5, "end_s": 9}}],
                    "layout": "mono",
                    "talkovers": [],
                }
            ]
        }
    ).of(Outcome.MISSED)[0]
    call = as_call(written, "example")
    agent = call.evidence.side(Role.AGENT)
    assert agent is not None
    assert (call.data.agent_id, call.evidence.facts.duration_s, agent.level_dbfs) == ("1206", 30, -12)
    assert agent.sudden_rises[0].rise_db == 12
    assert agent.talk_s > 0  # what follows from the words is still there
    assert call.baseline is not None and call.baseline.calls == 9


def test_who_is_not_in_the_dialogue_did_not_speak() -> None:
    customer = heard("agent: 您好").side(Role.CUSTOMER)
    assert customer is not None and customer.talk_s == 0
    assert not heard("unknown: 您好").roles_known


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "at least one line"),
        ("agent 您好", "line 1"),
        ("agent: 您好\nboss: 您好", "line 2"),
        ("5-4 agent: 您好", "ends before it begins"),
        ("5 agent: 您好 / 4 customer: 你好", "turn 2 begins before"),
    ],
)
def test_what_is_no_dialogue_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(NoDialogue, match=words) as refused:
        dialogue_lines(text)
    assert refused.value.said.zh != refused.value.said.en


def test_a_wrong_key_anywhere_in_an_example_is_refused() -> None:
    for wrong in ({"call": {"agent": "1206"}}, {"measures": {"agent": {"level": -12}}}, {"dialog": "agent: 您好"}):
        with pytest.raises(ValidationError):
            ExamplesInFile.model_validate({"met": [{"dialogue": "agent: 您好", **wrong}]})
