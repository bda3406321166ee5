"""spoken_language: did the agent speak the standard language?"""

import pytest

from qa_scorer.checks.spoken_language import Params, answer
from qa_scorer.model import Call, Outcome, Role, SideMeasures
from tests.dialogues import call_of, said


def call_in(agent: str | None, customer: str | None, talk_s: float = 30) -> Call:
    sides = [
        SideMeasures(role=Role.AGENT, talk_s=talk_s, language=agent),
        SideMeasures(role=Role.CUSTOMER, talk_s=20, language=customer),
    ]
    return call_of([said("agent", 0, "您好"), said("customer", 5, "你好")], sides=sides)


@pytest.mark.parametrize(
    ("agent", "customer", "outcome"),
    [
        ("cmn", "cmn", Outcome.MET),
        ("cmn", "yue", Outcome.MET),
        ("cmn", None, Outcome.MET),
        ("yue", "yue", Outcome.MET),
        ("yue", "cmn", Outcome.MISSED),
        ("yue", None, Outcome.UNDETERMINED),
        (None, "cmn", Outcome.UNDETERMINED),
    ],
)
def test_another_language_is_missed_only_where_the_customer_does_not_speak_it(
    agent: str | None, customer: str | None, outcome: Outcome
) -> None:
    assert answer(Params(), call_in(agent, customer)).outcome is outcome


def test_too_little_speech_is_undetermined() -> None:
    assert answer(Params(), call_in("yue", "cmn", talk_s=2)).outcome is Outcome.UNDETERMINED
