"""A recording that breaks off accuses nobody of what may have been said after that."""

import pytest

from qa_scorer.checks import ask, elements, forbidden_phrase, measurement, phrase
from qa_scorer.language import Text
from qa_scorer.model import Outcome, Role, Rule, SideMeasures
from qa_scorer.wording.window import Window
from tests.dialogues import call_of, said

TURNS = (said("agent", 1, "什么事"), said("customer", 5, "我查话费"), said("agent", 9, "不知道"))
ANYTHING_ELSE = phrase.Params(any_of=("还有其他",), within=Window(last_turns=3))
THANKS = elements.Params(elements=(elements.Element(name=Text("谢谢", "thanks"), any_of=("谢谢",)),))
GREETING = phrase.Params(any_of=("您好",), within=Window(first_turns=1))
OFFENCE = forbidden_phrase.Params(none_of=("不知道",))


@pytest.mark.parametrize(
    ("check", "params", "without_the_end"),
    [
        ("phrase", ANYTHING_ELSE, Outcome.UNDETERMINED),
        ("elements", THANKS, Outcome.UNDETERMINED),
        ("phrase", GREETING, Outcome.MISSED),  # the head is there
        ("forbidden_phrase", OFFENCE, Outcome.MISSED),  # and so is the offence
    ],
)
def test_what_may_have_come_later_is_for_a_person(check: str, params: object, without_the_end: Outcome) -> None:
    rule = Rule(id="a.rule", title=Text("规则", "rule"), section="a", check=check, params=params, weight=5)
    whole, broken_off = (call_of(TURNS, duration_s=24.0, declared_s=declared) for declared in (24.2, 48.1))
    assert ask(rule, whole).outcome is Outcome.MISSED
    answer = ask(rule, broken_off)
    assert answer.outcome is without_the_end
    assert ("结尾缺失" in answer.reason.zh) == (without_the_end is Outcome.UNDETERMINED)


def test_a_rate_over_the_whole_call_is_not_taken_of_a_part_of_it() -> None:
    """An opening is spoken without pauses: half a call seems hurried."""
    sides = [SideMeasures(role=Role.AGENT, talk_s=12, speech_rate_gross_per_min=180, speech_rate_net_per_min=400)]
    broken_off = call_of(TURNS, sides=sides, duration_s=24.0, declared_s=48.1)
    gross = measurement.Params(measure="speech_rate_gross_per_min", full=(90, 150))
    net = measurement.Params(measure="speech_rate_net_per_min", full=(90, 300))
    assert measurement.answer(gross, broken_off).outcome is Outcome.UNDETERMINED
    assert measurement.answer(net, broken_off).outcome is Outcome.MISSED
