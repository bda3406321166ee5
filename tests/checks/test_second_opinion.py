"""A doubt is put to the recogniser again, and its answer settles it where it is sure enough."""

from dataclasses import replace

import pytest

from qa_scorer.checks import dead_air, forbidden_phrase, number_read_out, phrase, waits_for_answer
from qa_scorer.checks._quoted import Context, context_of
from qa_scorer.model import Answer, Call, CallData, Outcome, Role, Silence, Verification
from qa_scorer.wording.script import fold
from tests.dialogues import call_of, said

CUSTOMER = said("customer", 20, "我想查一下话费")
THANKS = phrase.Params(any_of=("感谢您的来电", "多谢您的电话"))
ARROGANCE = forbidden_phrase.Params(none_of=("用不起就别用",))


def _asked_again(check: object, params: object, call: Call, probability: float) -> Answer:
    """The answer once every doubt has been answered with `probability`."""
    first = check.answer(params, call)  # type: ignore[attr-defined]  # a check module
    assert first.doubts
    told = tuple(Verification(doubt=doubt, probability=probability) for doubt in first.doubts)
    again: Answer = check.answer(params, replace(call, evidence=replace(call.evidence, verifications=told)))  # type: ignore[attr-defined]
    return again


@pytest.mark.parametrize(
    ("probability", "outcome"),
    [(0.95, Outcome.MET), (0.82, Outcome.MET), (0.78, Outcome.UNDETERMINED), (0.05, Outcome.MISSED)],
)
@pytest.mark.parametrize("heard", ["感谢您的使用", "看见您的电"])  # half the phrase; less than that
def test_a_phrase_half_heard_is_settled_by_a_sure_answer(heard: str, probability: float, outcome: Outcome) -> None:
    call = call_of([said("agent", 0, heard), CUSTOMER])
    found = _asked_again(phrase, THANKS, call, probability)
    assert found.outcome is outcome
    if outcome is Outcome.MET:
        assert found.confidence == probability
        assert found.quote


def test_a_phrase_surely_heard_is_not_asked_about() -> None:
    assert not phrase.answer(THANKS, call_of([said("agent", 0, "感谢您的来电"), CUSTOMER])).doubts


def test_what_was_said_after_all_is_met_even_where_it_would_be_excused() -> None:
    excused = replace(THANKS, excused_when_released_by="customer")
    call = call_of([said("agent", 0, "感谢您的使用"), CUSTOMER], data=CallData(released_by="customer"))
    assert phrase.answer(excused, call).outcome is Outcome.NOT_APPLICABLE
    assert _asked_again(phrase, excused, call, 0.95).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("probability", "outcome"),
    [(0.99, Outcome.MISSED), (0.93, Outcome.UNDETERMINED), (0.5, Outcome.UNDETERMINED), (0.05, Outcome.MET)],
)
@pytest.mark.parametrize(("heard", "sure"), [("永不起就别用", 0.95), ("用不起就别用", 0.4)])
def test_only_a_very_sure_answer_accuses(heard: str, sure: float, probability: float, outcome: Outcome) -> None:
    call = call_of([said("agent", 0, heard, sure), CUSTOMER])
    assert _asked_again(forbidden_phrase, ARROGANCE, call, probability).outcome is outcome


def test_a_sure_answer_about_quoted_words_accuses_nobody() -> None:
    call = call_of([said("agent", 0, "您说的永不起就别用"), CUSTOMER])
    assert _asked_again(forbidden_phrase, ARROGANCE, call, 0.99).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("probability", "outcome"),
    [(0.95, Outcome.MET), (0.85, Outcome.UNDETERMINED), (0.01, Outcome.MISSED)],
)
@pytest.mark.parametrize("heard", ["您好，公号1226为您服务", "您好，工号很高兴为您服务"])
def test_a_job_number_misheard_is_settled_by_a_sure_answer(heard: str, probability: float, outcome: Outcome) -> None:
    call = call_of([said("agent", 0, heard), CUSTOMER])
    assert _asked_again(number_read_out, number_read_out.Params(), call, probability).outcome is outcome


def test_the_number_is_weighed_against_the_nearest_of_the_other_agents() -> None:
    call = call_of([said("agent", 0, "您好，公号1226为您服务"), CUSTOMER])
    roster = ("1206", "1226", "1216", "unknown", *(f"{number}" for number in range(3300, 3320)))
    (number,) = number_read_out.answer(number_read_out.Params(), replace(call, roster=roster)).doubts
    assert number.phrase == "1206"
    assert number.rivals[0] == "1226"
    assert "1206" not in number.rivals
    assert len(number.rivals) == 7


def test_where_no_number_stands_the_name_is_asked_for_too() -> None:
    call = call_of([said("agent", 0, "您好，客服代表章建庭"), CUSTOMER])
    doubts = number_read_out.answer(number_read_out.Params(), call).doubts
    assert [doubt.phrase for doubt in doubts] == ["1206", "张丽"]


def test_no_number_at_all_is_missed_without_asking() -> None:
    found = number_read_out.answer(number_read_out.Params(), call_of([said("agent", 0, "请讲"), CUSTOMER]))
    assert (found.outcome, found.doubts) == (Outcome.MISSED, ())


@pytest.mark.parametrize(
    ("turn", "words", "context"),
    [
        ("我们不会说这不关我的事", "这不关我的事", Context.NOT_SAID),
        ("我们不会跟您说这不关我的事", "这不关我的事", Context.NOT_SAID),
        ("我没说过不行就是不行", "不行就是不行", Context.NOT_SAID),
        ("您刚才说的是用不起就别用对吗", "用不起就别用", Context.NOT_SAID),
        ("您是说上次的客服讲了用不起就别用对吗", "用不起就别用", Context.NOT_SAID),
        ("您反应的是克服说了不行就是不行", "不行就是不行", Context.NOT_SAID),  # as recognisers write it
        ("您是说用不起就别用", "用不起就别用", Context.NOT_SAID),
        ("有人说公司就是这么规定的", "公司就是这么规定的", Context.NOT_SAID),
        ("用不起就别用这样的话是不对的", "用不起就别用", Context.NOT_SAID),
        ("我跟您说这不关我的事", "这不关我的事", Context.SAID),
        ("那我告诉你，用不起就别用", "用不起就别用", Context.SAID),
        ("这不关我的事", "这不关我的事", Context.SAID),
        ("不要这不关我的事", "这不关我的事", Context.UNCLEAR),
    ],
)
def test_words_quoted_or_denied_are_told_from_words_said_to_the_face(turn: str, words: str, context: Context) -> None:
    text = fold(turn)
    start = text.index(fold(words))
    assert context_of(text, start, start + len(fold(words))) is context


def test_words_quoted_or_denied_are_no_offence() -> None:
    for turn in ("我们不会说用不起就别用", "您说的用不起就别用我记下了"):
        call = call_of([said("agent", 0, turn), CUSTOMER])
        assert forbidden_phrase.answer(ARROGANCE, call).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("probability", "outcome"),
    [(0.95, Outcome.MET), (0.85, Outcome.MET), (0.5, Outcome.UNDETERMINED), (0.05, Outcome.NOT_APPLICABLE)],
)
def test_a_question_half_heard_is_settled_by_a_sure_answer(probability: float, outcome: Outcome) -> None:
    asks = waits_for_answer.Params(any_of=("还有其他可以帮您的吗",))
    call = call_of([said("agent", 0, "还有什么可以帮的吗"), said("customer", 5, "没有了"), said("agent", 8, "再见")])
    assert _asked_again(waits_for_answer, asks, call, probability).outcome is outcome


@pytest.mark.parametrize(("probability", "outcome"), [(0.95, Outcome.MISSED), (0.85, Outcome.UNDETERMINED)])
def test_not_to_have_waited_takes_a_question_that_was_surely_asked(probability: float, outcome: Outcome) -> None:
    asks = waits_for_answer.Params(any_of=("还有其他可以帮您的吗",))
    turns = [said("customer", 0, "喂"), said("agent", 5, "还有什么可以帮的吗"), said("agent", 8, "再见")]
    assert _asked_again(waits_for_answer, asks, call_of(turns), probability).outcome is outcome


@pytest.mark.parametrize(
    ("probability", "outcome"), [(0.9, Outcome.MET), (0.5, Outcome.UNDETERMINED), (0.02, Outcome.MISSED)]
)
def test_a_silence_that_may_have_been_announced_is_dead_air_only_where_it_was_not(
    probability: float, outcome: Outcome
) -> None:
    turns = [said("agent", 8, "经商等不马上为您查看"), said("agent", 30, "查到了")]
    silence = Silence(start_s=12, end_s=30, after=Role.CUSTOMER, before=Role.AGENT, owed_by=Role.AGENT, announced=False)
    call = call_of(turns, silences=(silence,), duration_s=40)
    assert _asked_again(dead_air, dead_air.Params(), call, probability).outcome is outcome


def test_a_misheard_harmless_wording_is_for_a_person_however_sure_the_words_in_it_were_said() -> None:
    buck_passing = forbidden_phrase.Params(none_of=("公司规定",), except_in=("按公司规定",))
    call = call_of([said("agent", 0, "安公司贵丁要先审核"), CUSTOMER])
    assert _asked_again(forbidden_phrase, buck_passing, call, 0.99).outcome is Outcome.UNDETERMINED
    accused = call_of([said("agent", 0, "这是公司贵丁"), CUSTOMER])
    assert _asked_again(forbidden_phrase, buck_passing, accused, 0.99).outcome is Outcome.MISSED
