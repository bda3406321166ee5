"""situation_script: asked only where the situation occurred, missed only where it clearly did harm."""

from dataclasses import fields, replace

import pytest

from qa_scorer.checks import ask
from qa_scorer.checks.situation_script import Params, answer
from qa_scorer.model import (
    Call,
    CallData,
    ChannelLayout,
    LineSound,
    LineSoundKind,
    Outcome,
    Role,
    SideMeasures,
    Span,
    Turn,
)
from qa_scorer.rubric import load_rubric, shipped_rubric
from tests.dialogues import call_of, said, sound

SHIPPED = {rule.id: rule.params for rule in load_rubric(shipped_rubric()).rules}


def shipped(situation: str) -> Params:
    params = SHIPPED[f"situation.{situation}"]
    assert isinstance(params, Params)
    return params


SILENT, FAINT, NOISY, HANDS_FREE = map(shipped, ("silent_call", "faint_voice", "noisy_line", "hands_free"))
SORRY = "对不起您的电话没有声音请您换一部电话打来好吗再见"  # 4.8 s


def silent_call(
    *starts: float,
    released_by: str = "agent",
    end_s: float = 29.8,
    texts: tuple[str, ...] = ("您好请讲", "您好请讲", SORRY),
    layout: ChannelLayout = ChannelLayout.STEREO,
    more: tuple[Turn, ...] = (),
    agent_talk_s: float = 7,
) -> Call:
    """Two greetings of 0.8 s and the apology, where they start; nobody answers."""
    turns = [said("agent", start, text) for start, text in zip(starts, texts, strict=False)]
    sides = [SideMeasures(role=Role.AGENT, talk_s=agent_talk_s), SideMeasures(role=Role.CUSTOMER, talk_s=0)]
    data = CallData(agent_id="1206", released_by=released_by)
    return call_of([*turns, *more], sides=sides, data=data, duration_s=end_s, layout=layout)


WHOLE = silent_call(1, 7, 14, end_s=24)


def test_the_whole_script_on_a_silent_call_is_met() -> None:
    assert answer(SILENT, WHOLE).outcome is Outcome.MET


def test_the_whole_script_costs_nothing_under_the_shipped_rubric_once_number_and_offer_are_said() -> None:
    greeting = "您好客服中心工号1206很高兴为您服务"  # 4 s
    call = silent_call(1, 9.5, 18, texts=(greeting, greeting, SORRY), end_s=28, agent_talk_s=11.2)
    rules = [
        rule for rule in load_rubric(shipped_rubric()).rules if rule.id != "voice.speech_rate"
    ]  # not measured here
    found = {rule.id: ask(rule, call).outcome for rule in rules}
    assert [rule for rule, outcome in found.items() if outcome is Outcome.MISSED] == []


def test_without_a_customers_side_in_the_recording_it_is_judged_alike() -> None:
    evidence = replace(WHOLE.evidence, sides=WHOLE.evidence.sides[:1])
    assert answer(SILENT, replace(WHOLE, evidence=evidence)).outcome is Outcome.MET


def test_waits_cut_short_cost_half_a_step_each() -> None:
    found = answer(SILENT, silent_call(1, 3.5, 6, end_s=16))
    assert found.outcome is Outcome.MISSED
    assert found.degree == pytest.approx(2 / 3)


def test_a_step_left_out_is_missed() -> None:
    found = answer(SILENT, silent_call(1, 7, texts=("您好请讲", SORRY), end_s=18))
    assert found.outcome is Outcome.MISSED
    assert found.degree == pytest.approx(2 / 3)
    assert answer(SILENT, silent_call(1, end_s=4)).outcome is Outcome.MISSED


@pytest.mark.parametrize(
    ("released_by", "outcome"),
    [("customer", Outcome.NOT_APPLICABLE), ("", Outcome.UNDETERMINED), ("agent", Outcome.MISSED)],
)
def test_a_call_that_ended_before_the_next_step_was_due(released_by: str, outcome: Outcome) -> None:
    assert answer(SILENT, silent_call(1, 7, released_by=released_by, end_s=10)).outcome is outcome


def test_a_call_left_open_long_after_the_greeting_is_missed_whoever_ended_it() -> None:
    assert answer(SILENT, silent_call(1, released_by="customer", end_s=40)).outcome is Outcome.MISSED


def test_words_half_heard_or_not_at_all_are_for_a_person() -> None:
    unheard = silent_call(1, 7, more=(sound("agent", 14, 18),), end_s=24)
    assert answer(SILENT, unheard).outcome is Outcome.UNDETERMINED
    garbled = silent_call(1, 7, more=(said("agent", 14, "宁地点化美优", probability=0.3),), end_s=24)
    assert answer(SILENT, garbled).outcome is Outcome.UNDETERMINED
    nearly = silent_call(1, 7, 14, texts=("您好", "您好", "您的电脑没有反应"), end_s=24)
    assert answer(SILENT, nearly).outcome is Outcome.UNDETERMINED


def test_one_voice_on_a_single_channel_may_be_two() -> None:
    assert answer(SILENT, silent_call(1, end_s=4, layout=ChannelLayout.MONO)).outcome is Outcome.UNDETERMINED


def test_an_agent_who_talks_on_and_on_has_somebody_to_talk_to() -> None:
    assert answer(SILENT, silent_call(1, 7, agent_talk_s=80)).outcome is Outcome.UNDETERMINED


def test_a_call_with_a_customer_is_no_silent_call() -> None:
    call = call_of([said("agent", 0, "您好"), said("customer", 5, "我查话费")])
    assert answer(SILENT, call).outcome is Outcome.NOT_APPLICABLE


def line(
    *agent: str,
    level: float = -26,
    snr: float | None = 30,
    echo: float | None = None,
    understood: float | None = 0.85,
    customer: str = "我想查一下话费",
    released_by: str = "",
    tail_s: float = 10,
    layout: ChannelLayout = ChannelLayout.STEREO,
    noise: Span | None = None,
) -> Call:
    turns = [said("agent", 0, "您好请讲"), said("customer", 5, customer)]
    turns += [said("agent", 10 + 10 * place, text) for place, text in enumerate(agent)]
    sides = [
        SideMeasures(role=Role.AGENT, talk_s=20, side="left"),
        SideMeasures(
            role=Role.CUSTOMER, talk_s=20, side="right", level_dbfs=level, snr_db=snr, echo_db=echo,
            word_probability=understood,
        ),
    ]  # fmt: skip
    return call_of(
        turns,
        sides=sides,
        data=CallData(agent_id="1206", released_by=released_by),
        line_sounds=[LineSound(LineSoundKind.NOISE, noise, "right")] if noise else [],
        duration_s=turns[-1].end_s + tail_s,
        layout=layout,
    )


BAD = [
    (FAINT, {"level": -48}, "对不起请您大声一点好吗"),
    (NOISY, {"snr": 4}, "对不起您的电话杂音太大听不清楚请您换一部电话挂来好吗再见"),
]


@pytest.mark.parametrize(("params", "_bad", "_words"), [*BAD, (HANDS_FREE, {}, "")])
def test_a_good_line_needs_no_script(params: Params, _bad: dict[str, float], _words: str) -> None:
    assert answer(params, line("好的")).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("params", "bad", "words"), BAD)
def test_the_set_words_are_met(params: Params, bad: dict[str, float], words: str) -> None:
    assert answer(params, line(words, understood=0.3, **bad)).outcome is Outcome.MET  # type: ignore[arg-type]  # levels


@pytest.mark.parametrize(("params", "bad", "_words"), BAD)
def test_an_agent_who_coped_needs_no_script(params: Params, bad: dict[str, float], _words: str) -> None:
    for understood in (0.85, 0.55):
        call = line("好的", understood=understood, **bad)  # type: ignore[arg-type]  # levels
        assert answer(params, call).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("params", "bad", "_words"), BAD)
def test_a_customer_nobody_understood_and_nobody_asked_is_missed_only_where_it_did_harm(
    params: Params, bad: dict[str, float], _words: str
) -> None:
    harmless = line("好的", understood=0.3, **bad)  # type: ignore[arg-type]  # levels
    assert answer(params, harmless).outcome is Outcome.UNDETERMINED
    harm = line("好的", understood=0.3, customer="喂喂你听得到吗", **bad)  # type: ignore[arg-type]  # levels
    assert answer(params, harm).outcome is Outcome.MISSED
    shared = line("好的", understood=0.3, customer="喂喂你听得到吗", layout=ChannelLayout.MONO, **bad)  # type: ignore[arg-type]  # levels
    assert answer(params, shared).outcome is Outcome.UNDETERMINED


def test_other_words_than_the_set_ones_are_for_a_person() -> None:
    assert answer(FAINT, line("听不见", level=-48, understood=0.3)).outcome is Outcome.UNDETERMINED


@pytest.mark.parametrize(("params", "bad"), [(FAINT, {"level": -48}), (NOISY, {"snr": 4}), (HANDS_FREE, {"echo": -20})])
def test_an_agent_who_hears_nothing_asks_for_nothing_and_hangs_up_has_missed_it(
    params: Params, bad: dict[str, float]
) -> None:
    def outcome(*agent: str, released_by: str = "agent", **more: object) -> Outcome:
        return answer(params, line(*agent, released_by=released_by, **bad, **more)).outcome  # type: ignore[arg-type]

    assert outcome("您说什么", "听不清我挂了") is Outcome.MISSED
    for asked in ("麻烦您再打一次", "再说一遍", "请您靠近一点"):
        assert outcome(asked, "听不清我挂了") is Outcome.UNDETERMINED
    assert outcome("听不清", "那就这样") is not Outcome.MISSED
    assert outcome("听不清我挂了", released_by="") is Outcome.UNDETERMINED
    assert outcome("听不清我挂了", layout=ChannelLayout.MONO) is Outcome.UNDETERMINED
    fine = line("听不清我挂了", released_by="agent")
    assert answer(params, fine).outcome is Outcome.NOT_APPLICABLE


def test_a_trouble_dealt_with_as_another_one_is_not_asked() -> None:
    call = line("对不起请您大声一点好吗", level=-48, snr=4, understood=0.3)
    assert answer(NOISY, call).outcome is Outcome.NOT_APPLICABLE


def test_noise_on_the_customers_line_is_noise_but_not_on_the_agents() -> None:
    call = line("好的", understood=0.3, noise=Span(0, 15))
    assert answer(NOISY, call).outcome is Outcome.UNDETERMINED
    sounds = tuple(replace(heard, side="left") for heard in call.evidence.line_sounds)
    on_agents = replace(call, evidence=replace(call.evidence, line_sounds=sounds))
    assert answer(NOISY, on_agents).outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(("released_by", "outcome"), [("agent", Outcome.MISSED), ("", Outcome.MET)])
def test_hanging_up_at_once_after_the_script_is_missed_where_it_is_known(released_by: str, outcome: Outcome) -> None:
    words = "您的电话杂音太大听不清楚请您换一部电话挂来好吗再见"
    assert answer(NOISY, line(words, snr=4, released_by=released_by, tail_s=1)).outcome is outcome
    assert answer(NOISY, line(words, snr=4, released_by=released_by, tail_s=5)).outcome is Outcome.MET


def test_hands_free_matters_only_where_the_agent_shows_it() -> None:
    assert answer(HANDS_FREE, line("好的", echo=-25)).outcome is Outcome.NOT_APPLICABLE
    assert answer(HANDS_FREE, line("您说什么我听不清", echo=-25, understood=0.3)).outcome is Outcome.UNDETERMINED
    lifted = "对不起您的声音太小请您拿起话筒说话好吗"
    assert answer(HANDS_FREE, line(lifted, echo=-25, understood=0.3)).outcome is Outcome.MET


def test_unknown_roles_are_undetermined() -> None:
    for params in (SILENT, FAINT):
        assert answer(params, call_of([said("unknown", 0, "您好")])).outcome is Outcome.UNDETERMINED


def test_a_script_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="steps"):
        Params(when="silent_call", steps=())
    assert "steps" in {field.name for field in fields(Params)}
