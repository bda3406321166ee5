"""A recording whose end is lost: what was not heard may have been said after it."""

from typing import Final

from qa_scorer.checks._cannot_tell import left_open
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Rule
from qa_scorer.wording import EVERYWHERE

_CUT_OFF_S: Final = 0.5  # less than the header promises by more than that: the end of the file is lost
_LOST_END: Final = Text("录音的结尾缺失", "the end of the recording is lost")
_NOT_SAID: Final = frozenset(  # the checks that miss something, where others accuse of what is there
    (
        "phrase",
        "elements",
        "when_then",
        "confirmed",
        "dialogue_order",
        "similar_sentence",
        "number_read_out",
        "situation_script",
        "waits_for_answer",
    )
)


def end_is_lost(call: Call) -> bool:
    facts = call.evidence.facts
    return facts.declared_s is not None and facts.declared_s - facts.duration_s > _CUT_OFF_S


def accused_without_the_end(rule: Rule, call: Call, answer: Answer) -> Answer:
    """`answer`, but left open where what is missed may have come after the place where the recording breaks off."""
    within = getattr(rule.params, "within", EVERYWHERE)
    early = within.first_turns is not None or within.first_s is not None
    if answer.outcome is not Outcome.MISSED or rule.check not in _NOT_SAID or early or not end_is_lost(call):
        return answer
    return left_open(answer, _LOST_END)
