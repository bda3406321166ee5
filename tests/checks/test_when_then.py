"""when_then: when X happens, does Y follow?"""

import pytest

from qa_scorer.checks._events import When
from qa_scorer.checks.when_then import Params, answer
from qa_scorer.model import Call, CallData, ChannelLayout, Outcome, Role, Silence, Turn, Verification
from tests.dialogues import call_of, said, sound, verified

MET, MISSED, ELSEWHERE, OPEN = Outcome.MET, Outcome.MISSED, Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED
THANKS = Params(when=When(any_of=("谢谢",)), then=("不客气", "应该做的"))
HELLO, THANK_YOU = said("agent", 0, "您好"), said("customer", 2, "好的谢谢你")


def outcome(params: Params, *turns: Turn, **more: object) -> Outcome:
    return answer(params, call_of(turns, **more)).outcome  # type: ignore[arg-type]  # call_of's own names


def test_what_follows_is_met_with_its_quote_and_time() -> None:
    found = answer(THANKS, call_of([HELLO, THANK_YOU, said("agent", 4, "不客气再见")]))
    assert (found.outcome, found.quote, found.start_s) == (MET, "不客气再见", 4)


def test_something_else_is_missed_at_the_place_that_called_for_it() -> None:
    found = answer(THANKS, call_of([HELLO, THANK_YOU, said("agent", 4, "还有别的事吗")]))
    assert (found.outcome, found.start_s) == (MISSED, pytest.approx(2.4))


def test_only_the_next_two_turns_count() -> None:
    others = [said("agent", 4, "还有事吗"), said("customer", 6, "没有"), said("agent", 8, "不客气")]
    assert outcome(THANKS, HELLO, THANK_YOU, *others) is MET
    late = [*others[:2], said("agent", 8, "好"), said("customer", 9, "嗯"), said("agent", 10, "不客气")]
    assert outcome(THANKS, HELLO, THANK_YOU, *late) is MISSED


def test_without_the_cause_it_does_not_apply() -> None:
    assert outcome(THANKS, HELLO, said("customer", 2, "好的"), said("agent", 4, "谢谢")) is ELSEWHERE
    assert outcome(THANKS, HELLO) is ELSEWHERE


def test_a_call_that_ends_with_the_cause_asks_for_nothing_more() -> None:
    assert outcome(THANKS, HELLO, THANK_YOU) is ELSEWHERE


def test_a_cause_that_was_not_surely_heard_accuses_nobody() -> None:
    assert outcome(THANKS, HELLO, said("customer", 2, "好的谢谢你", 0.4), said("agent", 4, "还有事吗")) is OPEN
    assert outcome(THANKS, HELLO, said("customer", 2, "好的写写你"), said("agent", 4, "还有事吗")) is OPEN
    assert outcome(THANKS, HELLO, said("customer", 2, "不是谢谢你"), said("agent", 4, "还有事吗")) is ELSEWHERE


def test_a_sure_cause_is_not_excused_by_an_unsure_one() -> None:
    unsure = said("customer", 6, "谢谢", 0.3)
    assert outcome(THANKS, HELLO, THANK_YOU, said("agent", 4, "还有事吗"), unsure, said("agent", 8, "好")) is MISSED


def test_a_window_that_was_not_understood_accuses_nobody() -> None:
    assert outcome(THANKS, HELLO, THANK_YOU, sound("agent", 4, 6), said("agent", 7, "再见")) is OPEN
    assert outcome(THANKS, HELLO, THANK_YOU, sound("agent", 4, 4.4), said("agent", 7, "再见")) is MISSED


def test_something_like_it_is_put_to_the_recogniser_again() -> None:
    call = call_of([HELLO, THANK_YOU, said("agent", 4, "应该都做的")])
    found = answer(Params(when=THANKS.when, then=("应该这样做的",)), call)
    assert found.outcome is OPEN
    (doubt,) = found.doubts
    assert (doubt.phrase, doubt.role) == ("应该这样做的", Role.AGENT)
    for probability, wanted in ((0.95, MET), (0.05, MISSED), (0.5, OPEN)):
        heard_again = verified(call, Verification(doubt=doubt, probability=probability))
        assert answer(Params(when=THANKS.when, then=("应该这样做的",)), heard_again).outcome is wanted


def test_on_a_shared_channel_the_reply_may_stand_with_the_customer() -> None:
    turns = [HELLO, THANK_YOU, said("customer", 4, "不客气"), said("agent", 5, "再见")]
    assert outcome(THANKS, *turns, layout=ChannelLayout.MONO) is OPEN
    assert outcome(THANKS, *turns) is MISSED


def test_it_may_have_been_said_just_before() -> None:
    greeting = Params(when=When(any_of=("你好",)), then=("您好",), already_s=10)
    turns = [HELLO, said("customer", 5, "你好"), said("agent", 7, "请讲")]
    assert outcome(greeting, *turns) is MET
    assert outcome(Params(when=greeting.when, then=("您好",)), *turns) is MISSED


CHECKED = Params(when=When(any_of=("余额是",), role=Role.AGENT), then=("身份证",), before=True)


def test_before_looks_back() -> None:
    balance = said("agent", 9, "您的余额是五十元")
    assert outcome(CHECKED, said("agent", 0, "请报身份证"), said("customer", 3, "好"), balance) is MET
    assert outcome(CHECKED, HELLO, said("customer", 3, "好"), balance, said("agent", 20, "请报身份证")) is MISSED
    assert outcome(CHECKED, HELLO, sound("agent", 3, 6), said("customer", 7, "好"), balance) is OPEN


def test_what_is_only_said_then_is_met_though_the_cause_was_not_heard() -> None:
    only = Params(when=When(any_of=("谢谢",)), then=("不客气", "应该做的"), only_then=("不客气",))
    misheard = said("customer", 2, "好的抖些啊")
    assert outcome(only, HELLO, misheard, said("agent", 4, "不客气再见")) is MET
    assert outcome(only, HELLO, misheard, said("agent", 4, "应该做的")) is ELSEWHERE
    assert outcome(only, HELLO, misheard, said("agent", 4, "不可以再见")) is ELSEWHERE
    assert outcome(only, HELLO, THANK_YOU, said("agent", 4, "还有事吗")) is MISSED


def test_before_nothing_it_is_met_where_it_was_surely_said() -> None:
    asks = Params(when=When(any_of=("余额是",), role=Role.AGENT), then=("核实身份",), before=True)
    customer = said("customer", 2, "查余额")
    assert outcome(asks, customer, said("agent", 4, "先核实身份")) is MET
    assert outcome(asks, customer, said("agent", 4, "先核实身高")) is ELSEWHERE  # as likely something else


RETURN = Params(when=When(silence_s=5), then=("久等",), every=True)
ASK = Params(when=When(silence_s=5), then=("稍等",), before=True, within_s=15, every=True)


def waiting(*waits: Silence, turns: list[Turn]) -> Call:
    return call_of([HELLO, said("customer", 2, "查话费"), *turns], silences=waits)


def wait(start_s: float, end_s: float, *, announced: bool = False, owed_by: Role | None = Role.AGENT) -> Silence:
    return Silence(
        start_s=start_s, end_s=end_s, after=Role.CUSTOMER, before=Role.AGENT, owed_by=owed_by, announced=announced
    )


def test_a_wait_calls_for_words_after_it_each_time() -> None:
    two = [wait(3, 9), wait(12, 18)]
    both = [said("agent", 9, "让您久等了"), said("agent", 18, "让您久等了")]
    assert answer(RETURN, waiting(*two, turns=both)).outcome is MET
    half = answer(RETURN, waiting(*two, turns=[both[0], said("agent", 18, "五十元"), said("agent", 22, "再见")]))
    assert (half.outcome, half.degree) == (MISSED, 0.5)


def test_a_wait_calls_for_words_before_it() -> None:
    asked = [said("agent", 3, "请您稍等"), said("agent", 20, "五十元")]
    assert answer(ASK, waiting(wait(4, 20, announced=True), turns=asked)).outcome is MET
    assert answer(ASK, waiting(wait(4, 20), turns=[said("agent", 20, "五十元")])).outcome is MISSED
    assert answer(ASK, waiting(wait(4, 20, announced=True), turns=[said("agent", 20, "五十元")])).outcome is OPEN


def test_waits_of_the_customers_own_and_short_ones_call_for_nothing() -> None:
    turns = [said("agent", 20, "五十元")]
    assert answer(ASK, waiting(wait(4, 20, owed_by=Role.CUSTOMER), turns=turns)).outcome is ELSEWHERE
    assert answer(ASK, waiting(wait(4, 8), turns=turns)).outcome is ELSEWHERE
    assert answer(ASK, waiting(wait(4, 20, owed_by=None), turns=turns)).outcome is OPEN


def test_without_roles_nobody_can_tell() -> None:
    assert outcome(THANKS, said("unknown", 0, "谢谢"), data=CallData()) is OPEN


def test_what_is_asked_must_make_sense() -> None:
    with pytest.raises(ValueError, match="either any_of or silence_s"):
        When()
    with pytest.raises(ValueError, match="within_turns"):
        Params(when=When(any_of=("谢谢",)), then=("不客气",), within_turns=-1)


def test_of_a_phrase_that_stands_for_several_the_likeliest_is_doubted() -> None:
    found = answer(
        Params(when=THANKS.when, then=("应该这样(做|办)的",)),
        call_of([HELLO, THANK_YOU, said("agent", 4, "应该都做的")]),
    )
    assert found.outcome is OPEN
    assert "应该这样做的" in {doubt.phrase for doubt in found.doubts}
