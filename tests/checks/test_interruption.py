"""interruption: did the agent cut the customer off?"""

import pytest

from qa_scorer.checks.interruption import Params, answer
from qa_scorer.model import Call, ChannelLayout, Outcome, Role, SideMeasures, Talkover, TalkoverKind
from tests.dialogues import call_of, said


def cut(
    start_s: float,
    *,
    kind: TalkoverKind = TalkoverKind.INTERRUPTION,
    by: Role = Role.AGENT,
    stopped: bool = True,
    words: str = "这个我们查不了",
) -> Talkover:
    interrupted = Role.CUSTOMER if by is Role.AGENT else Role.AGENT
    return Talkover(
        kind=kind, interrupter=by, interrupted=interrupted, start_s=start_s, end_s=start_s + 1.5, other_stopped=stopped,
        words=words,
    )  # fmt: skip


CUTS = tuple(cut(10.0 * place) for place in range(1, 6))


def call_with(
    *talkovers: Talkover,
    duration_s: float = 240,
    layout: ChannelLayout = ChannelLayout.STEREO,
    role_confidence: float = 1.0,
    echo_db: float | None = None,
    talk_s: float = 60,
) -> Call:
    sides = [SideMeasures(role=Role.AGENT, talk_s=60), SideMeasures(role=Role.CUSTOMER, talk_s=talk_s, echo_db=echo_db)]
    turns = [said("agent", 0, "您好"), said("customer", 5, "我想查话费")]
    return call_of(
        turns, sides=sides, talkovers=talkovers, duration_s=duration_s, layout=layout, role_confidence=role_confidence
    )


@pytest.mark.parametrize(("times", "degree"), [(0, 1.0), (1, 1.0), (2, 2 / 3), (3, 1 / 3), (4, 0.0), (5, 0.0)])
def test_one_is_let_pass_and_four_cost_everything(times: int, degree: float) -> None:
    found = answer(Params(), call_with(*CUTS[:times]))
    assert found.degree == pytest.approx(degree)
    assert found.outcome is (Outcome.MET if degree == 1 else Outcome.MISSED)


def test_a_long_call_may_have_more() -> None:
    assert answer(Params(), call_with(*CUTS[:3], duration_s=900)).outcome is Outcome.MET


@pytest.mark.parametrize(
    "harmless",
    [
        {"kind": TalkoverKind.BACKCHANNEL}, {"kind": TalkoverKind.OVERLAP}, {"by": Role.CUSTOMER}, {"stopped": False},
        {"words": "不好意思，打断您一下"},
    ],
)  # fmt: skip
def test_what_is_no_interruption_by_the_agent_does_not_count(harmless: dict[str, object]) -> None:
    talkovers = [cut(10.0 * place, **harmless) for place in range(1, 6)]  # type: ignore[arg-type]  # one key at a time
    assert answer(Params(), call_with(*talkovers)).outcome is Outcome.MET


@pytest.mark.parametrize(
    "doubtful",
    [
        call_with(*CUTS, layout=ChannelLayout.MONO),
        call_with(*CUTS, role_confidence=0.92),
        call_with(*CUTS, echo_db=-25),
    ],
)
def test_where_the_voices_may_be_mixed_up_a_miss_is_for_a_person(doubtful: Call) -> None:
    assert answer(Params(), doubtful).outcome is Outcome.UNDETERMINED


def test_without_interruptions_one_channel_is_met_all_the_same() -> None:
    assert answer(Params(), call_with(layout=ChannelLayout.MONO)).outcome is Outcome.MET


def test_a_customer_who_never_spoke_cannot_be_cut_off() -> None:
    assert answer(Params(), call_with(talk_s=0)).outcome is Outcome.NOT_APPLICABLE


def test_counts_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        Params(allowed=4)
