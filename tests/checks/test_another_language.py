"""An agent who serves in another language is not accused of Chinese words that were not heard."""

from dataclasses import replace

import pytest

from qa_scorer.checks import ask, elements, forbidden_phrase, measurement, number_read_out, phrase
from qa_scorer.language import Text
from qa_scorer.model import Call, CallData, Outcome, Role, Rule, SideMeasures
from tests.dialogues import call_of, said

ENGLISH = (
    said("agent", 0, "Thank you for calling, this is Michelle, how can I help you today?"),
    said("customer", 20, "Hi, my name is Jack, the light came on"),
    said("agent", 40, "I am so sorry about that, have a nice day"),
)
GREETING = phrase.Params(any_of=("您好",))


def rule(check: str, params: object) -> Rule:
    return Rule(id="a.rule", title=Text("规则", "rule"), section="a", check=check, params=params, weight=5)


def outcome(check: str, params: object, call: Call) -> Outcome:
    return ask(rule(check, params), call).outcome


@pytest.mark.parametrize(
    ("check", "params"),
    [
        ("phrase", GREETING),
        ("number_read_out", number_read_out.Params()),
        (
            "elements",
            elements.Params(elements=(elements.Element(name=Text("谢谢", "thanks"), any_of=("谢谢",)),)),
        ),
    ],
)
def test_what_was_not_heard_goes_to_a_person(check: str, params: object) -> None:
    english = call_of(ENGLISH, data=CallData(agent_id="1206"))
    mandarin = call_of([said("agent", 0, "什么事"), said("customer", 5, "我查话费")], data=CallData(agent_id="1206"))
    answer = ask(rule(check, params), english)
    assert answer.outcome is Outcome.UNDETERMINED
    assert "不是中文" in answer.reason.zh and "not Chinese" in answer.reason.en
    assert outcome(check, params, mandarin) is Outcome.MISSED


@pytest.mark.parametrize("words", ["OK，我帮您查VIP套餐", "什么事", "Hello 喂", "你的APP和WiFi和SIM卡都要重新开通一下"])
def test_a_few_latin_words_make_no_other_language(words: str) -> None:
    call = call_of([said("agent", 0, words), said("customer", 8, "我查话费")])
    assert outcome("phrase", GREETING, call) is Outcome.MISSED


def test_a_rule_written_in_that_language_is_asked_as_ever() -> None:
    assert outcome("phrase", phrase.Params(any_of=("welcome to our shop",)), call_of(ENGLISH)) is Outcome.MISSED


def test_what_was_said_counts_in_any_language() -> None:
    call = call_of([*ENGLISH, said("agent", 55, "不知道")])
    assert outcome("forbidden_phrase", forbidden_phrase.Params(none_of=("不知道",)), call) is Outcome.MISSED


def test_characters_are_not_counted_but_the_sound_is_measured() -> None:
    agent = SideMeasures(role=Role.AGENT, talk_s=30, speech_rate_gross_per_min=200, level_dbfs=-60)
    call = call_of(ENGLISH, sides=[agent, replace(agent, role=Role.CUSTOMER)])
    rate = measurement.Params(measure="speech_rate_gross_per_min", full=(90, 150))
    level = measurement.Params(measure="level_dbfs", full=(-40, None))
    assert outcome("measurement", rate, call) is Outcome.UNDETERMINED
    assert outcome("measurement", level, call) is Outcome.MISSED
