"""vocabulary: did the agent use a word of a list where it does harm?"""

from qa_scorer.checks.vocabulary import Params, answer
from qa_scorer.model import Outcome, Turn
from tests.dialogues import call_of, said, sound

VAGUE = Params(none_of=("应该", "大概"), except_in=("应该做的",), in_answer_to=("多少钱",), settled_by=("核实",))
TERMS = Params(none_of=("光衰",), settled_by=("也就是",), settled_turns=1, customers_own=False)
HELLO, QUESTION = said("agent", 0, "您好"), said("customer", 2, "那要多少钱")


def outcome(params: Params, *turns: Turn) -> Outcome:
    return answer(params, call_of([HELLO, *turns])).outcome


def test_a_word_of_the_list_is_missed_with_its_quote() -> None:
    found = answer(VAGUE, call_of([HELLO, QUESTION, said("agent", 5, "大概十块吧")]))
    assert (found.outcome, found.quote, found.start_s) == (Outcome.MISSED, "大概十块吧", 5)


def test_only_in_answer_to_the_question() -> None:
    assert outcome(VAGUE, said("customer", 2, "查话费"), said("agent", 5, "大概十块吧")) is Outcome.NOT_APPLICABLE
    later = [said("agent", 5, "十块"), said("customer", 7, "好"), said("agent", 9, "大概就这样")]
    assert outcome(VAGUE, QUESTION, *later) is Outcome.MET


def test_harmless_wordings_and_denials_are_fine() -> None:
    assert outcome(VAGUE, QUESTION, said("agent", 5, "这是我们应该做的")) is Outcome.MET
    assert outcome(VAGUE, QUESTION, said("agent", 5, "不是大概")) is Outcome.MET


def test_a_check_that_follows_settles_it() -> None:
    assert outcome(VAGUE, QUESTION, said("agent", 5, "大概十块我核实一下")) is Outcome.MET
    more = [said("customer", 8, "哦"), said("agent", 9, "我给您核实")]
    assert outcome(VAGUE, QUESTION, said("agent", 5, "大概十块"), *more) is Outcome.MET
    not_heard = [said("customer", 8, "哦"), sound("agent", 9, 12)]
    assert outcome(VAGUE, QUESTION, said("agent", 5, "大概十块"), *not_heard) is Outcome.UNDETERMINED


def test_what_was_not_surely_heard_is_for_a_person() -> None:
    assert outcome(VAGUE, QUESTION, said("agent", 5, "大概十块", 0.4)) is Outcome.UNDETERMINED
    assert outcome(VAGUE, QUESTION, said("agent", 5, "打盖十块")) is Outcome.UNDETERMINED


def test_the_customers_own_word_needs_no_explanation() -> None:
    mine = [said("customer", 2, "是光衰吗"), said("agent", 5, "对光衰大")]
    assert outcome(TERMS, *mine) is Outcome.MET
    assert outcome(Params(none_of=("光衰",)), *mine) is Outcome.MISSED
    assert outcome(TERMS, said("customer", 2, "网慢"), said("agent", 5, "光衰大")) is Outcome.MISSED
    assert outcome(TERMS, said("customer", 2, "网慢"), said("agent", 5, "光衰大也就是信号弱")) is Outcome.MET


def test_the_customer_may_say_anything() -> None:
    assert outcome(TERMS, said("customer", 2, "光衰")) is Outcome.MET
    assert answer(TERMS, call_of([said("unknown", 0, "光衰")])).outcome is Outcome.UNDETERMINED
