"""similar_sentence: did the agent say something like an example sentence?"""

import pytest

from qa_scorer.checks._events import When
from qa_scorer.checks.similar_sentence import Params, answer
from qa_scorer.model import Outcome, Turn
from tests.dialogues import call_of, said, sound

SENTENCE = "对不起，公司有规定，上班时间不允许接听私人电话，请您下班后再与她联系"
PRIVATE = Params(like=(SENTENCE,), when=When(any_of=("让她接电话",)))
HELLO, ASKED = said("agent", 0, "您好"), said("customer", 2, "你让她接电话")


def outcome(params: Params, *turns: Turn) -> Outcome:
    return answer(params, call_of([HELLO, *turns])).outcome


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (SENTENCE, Outcome.MET),
        ("对不起，上班时间按规定不允许接听私人电话，请您下班后再和她联系", Outcome.MET),
        ("对不启，公思有规定，上班实间不允许接听思人电话，请您下班后在与她联系", Outcome.MET),
        ("上班时间不允许接听电话，您晚点打", Outcome.UNDETERMINED),
        ("她现在不在", Outcome.MISSED),
    ],
)
def test_in_much_the_same_words(words: str, wanted: Outcome) -> None:
    assert outcome(PRIVATE, ASKED, said("agent", 5, words)) is wanted


def test_only_where_it_is_called_for() -> None:
    assert outcome(PRIVATE, said("customer", 2, "查话费"), said("agent", 5, "好")) is Outcome.NOT_APPLICABLE
    assert outcome(PRIVATE) is Outcome.NOT_APPLICABLE
    unsure = said("customer", 2, "你让她接电话", 0.4)
    assert outcome(PRIVATE, unsure, said("agent", 5, "她现在不在")) is Outcome.UNDETERMINED


def test_anywhere_where_nothing_has_to_call_for_it() -> None:
    anywhere = Params(like=(SENTENCE,))
    split = [said("agent", 5, SENTENCE[:14]), said("customer", 9, "啊"), said("agent", 12, SENTENCE[14:])]
    assert outcome(anywhere, *split) is Outcome.MET
    assert outcome(anywhere, said("customer", 2, SENTENCE)) is Outcome.MISSED


def test_what_was_not_understood_accuses_nobody() -> None:
    assert outcome(PRIVATE, ASKED, said("agent", 5, "她现在不在", 0.3)) is Outcome.UNDETERMINED
    assert outcome(PRIVATE, ASKED, sound("agent", 5, 9)) is Outcome.UNDETERMINED
    assert answer(PRIVATE, call_of([said("unknown", 0, SENTENCE)])).outcome is Outcome.UNDETERMINED


def test_what_is_asked_must_make_sense() -> None:
    with pytest.raises(ValueError, match="doubt_from <= sure_from"):
        Params(like=(SENTENCE,), sure_from=0.2)
