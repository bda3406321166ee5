"""Rules ask for Chinese words: where the agent speaks another language, what was not heard proves nothing."""

import re
from typing import Final

from qa_scorer.checks._cannot_tell import left_open
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Rule

ANOTHER_LANGUAGE: Final = Text("坐席说的多半不是中文", "what the agent spoke is mostly not Chinese")
# These go by what was said or by what was measured, not by what was not heard.
_IN_ANY_LANGUAGE: Final = frozenset(
    ("forbidden_phrase", "measurement", "privacy", "promptness", "spoken_language", "vocabulary", "who_hung_up")
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_LEAST_WORDS = 3  # fewer are an OK or a name


def in_another_language(call: Call, role: Role = Role.AGENT) -> bool:
    """Whether the role spoke more words in another script than Chinese characters; a word has two of these or so."""
    text = " ".join(turn.text for turn in call.evidence.turns if turn.role is role)
    others = len(_OTHER_WORD.findall(text))
    return others >= _LEAST_WORDS and others > len(_HAN.findall(text))


def accused_in_another_language(rule: Rule, call: Call, answer: Answer) -> Answer:
    """`answer`, but left open where it is a miss only because nothing Chinese was said."""
    looked_for = "".join(getattr(rule.params, "any_of", ()))
    if answer.outcome is not Outcome.MISSED or rule.check in _IN_ANY_LANGUAGE:
        return answer
    if looked_for and not _HAN.search(looked_for):  # a rule written in that language
        return answer
    return left_open(answer, ANOTHER_LANGUAGE) if in_another_language(call) else answer
