"""forbidden_phrase: an accusation needs the exact words, said by the agent, to the customer."""

import pytest

from qa_scorer.checks.forbidden_phrase import Params, answer
from qa_scorer.model import Outcome
from tests.dialogues import call_of, said

ARROGANCE = Params(none_of=("用不起就别用", "不行就是不行"))
RUDE = Params(none_of=("喂", "嘿"), whole_word=True, except_in=("喂听得到吗",))
PASSING = Params(none_of=("这不关我的事",), settled_by=("为您转接",))
CUSTOMER = said("customer", 30, "你们这个套餐太贵了")


def outcome(params: Params, *agent: str, probability: float = 0.95) -> Outcome:
    turns = [said("agent", place * 8.0, text, probability) for place, text in enumerate(agent)]
    return answer(params, call_of([*turns, CUSTOMER])).outcome


def test_the_exact_words_are_missed_with_quote_and_time() -> None:
    found = answer(ARROGANCE, call_of([said("agent", 10, "那你用不起就别用"), CUSTOMER]))
    assert (found.outcome, found.quote, found.start_s) == (Outcome.MISSED, "那你用不起就别用", pytest.approx(10.4))


def test_the_customer_may_say_it() -> None:
    call = call_of([said("customer", 0, "用不起就别用，是吧"), said("agent", 8, "对不起")])
    assert answer(ARROGANCE, call).outcome is Outcome.MET


def test_words_recognised_with_doubt_are_for_a_person() -> None:
    assert outcome(ARROGANCE, "用不起就别用", probability=0.4) is Outcome.UNDETERMINED


def test_words_that_only_sound_alike_are_for_a_person() -> None:
    assert outcome(ARROGANCE, "永不起就别用") is Outcome.UNDETERMINED


@pytest.mark.parametrize(
    "denied", ["我们不会说用不起就别用", "您说的用不起就别用", "您反映的是客服说了用不起就别用我已记录"]
)
def test_quoted_or_denied_words_are_never_missed(denied: str) -> None:
    assert outcome(ARROGANCE, denied) is not Outcome.MISSED


def test_what_is_said_to_the_face_is_no_quotation() -> None:
    assert outcome(ARROGANCE, "我跟你说用不起就别用") is Outcome.MISSED


@pytest.mark.parametrize("harmless", ["您可以喂养小猫", "喂，听得到吗"])
def test_a_short_word_inside_a_harmless_one_is_met(harmless: str) -> None:
    assert outcome(RUDE, harmless) is Outcome.MET


@pytest.mark.parametrize("misheard", ["喂，听得道吗", "喂，得到吗"])
def test_what_may_be_a_misheard_harmless_wording_is_for_a_person(misheard: str) -> None:
    assert outcome(RUDE, misheard) is Outcome.UNDETERMINED


def test_a_bare_short_word_is_missed() -> None:
    assert outcome(RUDE, "喂，你说") is Outcome.MISSED


def test_a_whole_turn_phrase_counts_only_alone() -> None:
    bare = Params(whole_turn=("什么",))
    assert outcome(bare, "什么？") is Outcome.MISSED
    assert outcome(bare, "请问有什么可以帮您") is Outcome.MET


def test_sending_away_is_settled_by_a_transfer_soon_after() -> None:
    assert outcome(PASSING, "这不关我的事") is Outcome.MISSED
    assert outcome(PASSING, "这不关我的事", "我为您转接到装维部门") is Outcome.MET


def test_a_phrase_across_two_turns_accuses_nobody() -> None:
    assert outcome(ARROGANCE, "用不起", "就别用") is Outcome.MET


def test_a_rule_without_a_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="none_of"):
        Params()
