"""applies_when: to which calls a rule applies, by the call data first and else by what is said."""

from dataclasses import replace

import pytest

from qa_scorer.checks import ask, find_out
from qa_scorer.checks.phrase import Params
from qa_scorer.language import Text
from qa_scorer.model import CallData, Condition, Outcome, Rubric, Rule
from tests.dialogues import call_of, said, sound

COMPLAINT = Condition(
    call_type=("投诉", "complaint"), said_by_customer=("我要投诉", "投诉你们"), except_in=("上次我要投诉",)
)
HELLO = [said("agent", 0, "您好"), said("customer", 2, "我要投诉你们乱扣费")]
QUERY = [said("agent", 0, "您好"), said("customer", 2, "我想查一下话费")]


def rule(*conditions: Condition) -> Rule:
    return Rule(
        id="a.b", title=Text("", ""), section="a", check="phrase", params=Params(any_of=("您好",)),
        applies_when=conditions,
    )  # fmt: skip


def outcome(condition: Condition, turns: list = HELLO, **data: object) -> Outcome:  # type: ignore[type-arg]
    return ask(rule(condition), call_of(turns, data=CallData(**data))).outcome  # type: ignore[arg-type]


APPLIES, ELSEWHERE, OPEN = Outcome.MET, Outcome.NOT_APPLICABLE, Outcome.UNDETERMINED


def test_the_call_data_decide_whatever_is_said() -> None:
    assert outcome(COMPLAINT, QUERY, call_type="投诉") is APPLIES
    assert outcome(COMPLAINT, QUERY, call_type="客户投诉-资费") is APPLIES
    assert outcome(COMPLAINT, QUERY, call_type="Complaint") is APPLIES
    assert outcome(COMPLAINT, HELLO, call_type="咨询") is ELSEWHERE


def test_without_them_what_is_said_decides() -> None:
    assert outcome(COMPLAINT, HELLO) is APPLIES
    assert outcome(COMPLAINT, QUERY) is ELSEWHERE
    assert outcome(COMPLAINT, [said("agent", 0, "您好"), said("customer", 2, "我要头诉")]) is APPLIES  # by sound


@pytest.mark.parametrize("words", ["我不是投诉你们", "上次我要投诉的时候"])
def test_words_that_are_denied_or_excepted_do_not_count(words: str) -> None:
    assert outcome(COMPLAINT, [said("agent", 0, "您好"), said("customer", 2, words)]) is ELSEWHERE


def test_a_customer_of_whom_nothing_was_understood_leaves_it_open() -> None:
    assert outcome(COMPLAINT, [said("agent", 0, "您好"), sound("customer", 2, 9)]) is OPEN
    assert outcome(COMPLAINT, [said("unknown", 0, "您好我要投诉")]) is OPEN


def test_a_customer_who_never_spoke_did_not_say_it() -> None:
    assert outcome(COMPLAINT, [said("agent", 0, "您好")]) is ELSEWHERE


def test_vip_desk_and_direction_come_from_the_call_data_alone() -> None:
    assert [outcome(Condition(vip=True), vip=vip) for vip in (True, False, None)] == [APPLIES, ELSEWHERE, OPEN]
    desk = Condition(desk=("贵宾",))
    assert [outcome(desk, desk=name) for name in ("贵宾专席", "普通热线", "")] == [APPLIES, ELSEWHERE, OPEN]
    outbound = Condition(direction="outbound")
    assert [outcome(outbound, direction=way) for way in ("outbound", "inbound", "")] == [APPLIES, ELSEWHERE, OPEN]


def test_all_that_is_given_must_hold() -> None:
    both = Condition(vip=True, call_type=("投诉",))
    assert outcome(both, vip=True, call_type="投诉") is APPLIES
    assert outcome(both, vip=True, call_type="咨询") is ELSEWHERE
    assert outcome(both, vip=True) is OPEN
    assert ask(rule(COMPLAINT, Condition(vip=True)), call_of(HELLO, data=CallData(vip=False))).outcome is ELSEWHERE


def test_silent_is_whether_the_customer_ever_spoke() -> None:
    alone = [said("agent", 0, "您好")]
    assert outcome(Condition(silent=True), alone) is APPLIES
    assert outcome(Condition(silent=True), HELLO) is ELSEWHERE
    assert outcome(Condition(silent=False), alone) is ELSEWHERE
    assert outcome(Condition(silent=False), HELLO) is APPLIES


def test_a_condition_that_asks_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="which calls"):
        Condition()


def test_the_hash_of_a_rule_is_of_what_bears_on_its_answer() -> None:
    plain = rule()
    assert replace(plain, title=Text("甲", "A"), weight=9).sha256 == plain.sha256
    hashes = {plain.sha256, rule(COMPLAINT).sha256, replace(plain, params=Params(any_of=("早上好",))).sha256,
              replace(plain, check="number_read_out").sha256}  # fmt: skip
    assert len(hashes) == 4


def rubric(least_call_s: float) -> Rubric:
    return Rubric(id="r", version="1", title=Text("", ""), pass_mark=80, sections=(), rules=(rule(),), sha256="",
                  least_call_s=least_call_s)  # fmt: skip


def test_a_call_under_the_least_length_is_asked_nothing() -> None:
    call = call_of(HELLO, duration_s=9)
    assert [find_out(rubric(least), call)[0].answer.outcome for least in (9, 10)] == [APPLIES, ELSEWHERE]


def test_an_answer_known_already_is_not_asked_again() -> None:
    other = ask(rule(), call_of(QUERY[1:]))
    assert find_out(rubric(0), call_of(HELLO), {rule().sha256: other})[0].answer is other
