"""An agent's own usual voice, and the usual wording of all agents."""

import pytest

from qa_scorer.baselines import usual_voices
from qa_scorer.checks.measurement import Params, answer
from qa_scorer.model import UNKNOWN_AGENT, Baseline, Outcome, Role, SideMeasures
from qa_scorer.transcript.habit_words import habit_words_per_100
from tests.dialogues import call_of, said


def side(level_dbfs: float | None = -20.0, habits: float | None = None) -> SideMeasures:
    return SideMeasures(role=Role.AGENT, talk_s=20, level_dbfs=level_dbfs, habit_words_per_100=habits)


def test_an_agents_usual_takes_five_calls() -> None:
    four, five = (usual_voices([("1206", side(-20.0 - n)) for n in range(calls)])["1206"] for calls in (4, 5))
    assert (four.calls, four.level_dbfs) == (4, None)
    assert (five.calls, five.level_dbfs) == (5, -22)


def test_the_usual_wording_is_that_of_all_agents_known_or_not() -> None:
    rates = {"1206": 0.0, "1315": 1.0, "2048": 2.0, "2177": 3.0, UNKNOWN_AGENT: 9.0}
    usual = usual_voices([(agent, side(habits=rate)) for agent, rate in rates.items()])
    assert {baseline.team_habit_words_per_100 for baseline in usual.values()} == {2.0}
    assert UNKNOWN_AGENT not in usual
    few = usual_voices([(agent, side(habits=rate)) for agent, rate in list(rates.items())[:4]])
    assert few["1206"].team_habit_words_per_100 is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("说" * 98 + "啊呀", 2),
        ("说" * 96 + "是的呀喽", 2),
        ("您" * 96 + "是啊对呀", 0),
        ("说" * 97 + "的雅，", 1),
        ("说" * 97 + "了牙，", 1),
        ("说" * 96 + "蓝牙，", 0),
        ("说" * 96 + "的牙齿", 0),
        ("您好啊", None),
    ],
)
def test_habit_words_are_counted_but_not_in_good_mandarin(text: str, rate: float | None) -> None:
    assert habit_words_per_100(text, len(text)) == rate


@pytest.mark.parametrize(
    ("team", "outcome"),
    [(1.0, Outcome.MISSED), (2.0, Outcome.MET), (0.0, Outcome.MISSED), (None, Outcome.UNDETERMINED)],
)
def test_only_a_rate_far_over_everybody_elses_is_a_habit(team: float | None, outcome: Outcome) -> None:
    rule = Params(measure="habit_words_over_team_ratio", full=(None, 3))
    usual = Baseline(calls=1, team_habit_words_per_100=team)
    call = call_of([said("agent", 0, "您好啊")], sides=[side(habits=4.0)], baseline=usual)
    assert answer(rule, call).outcome is outcome
