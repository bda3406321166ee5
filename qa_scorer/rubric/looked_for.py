"""What a rubric listens for, and terms that must not be given to a recogniser because of it.

A recogniser that is told a word hears it too often; if a rule looks for the word, it would be met, or the agent
accused, by nothing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Rule
from qa_scorer.vocabulary import Term
from qa_scorer.wording.script import fold

_MOST_OF = 2 / 3  # less of a term than that is a word of everyday: 套餐 in 畅享套餐
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")  # of a phrase with {*} or alternatives, each part


_TAKE_OUT = Text("把这一行从词表中去掉", "take this line out of the vocabulary")


def refuse_looked_for(terms: Sequence[Term], rubric: Rubric, mend: Text = _TAKE_OUT) -> None:
    """Raises UsageError, with the term's place, for one that stands in a rule's words, or is little more than them."""
    for rule in rubric.rules:
        said = [(asked.said_by_customer, asked.said_by_agent) for asked in rule.applies_when]
        for phrase in sorted(set(_phrases((rule.params, said)))):
            for term in terms:
                text = fold(term.text)
                if text in phrase or (phrase in text and len(phrase) >= _MOST_OF * len(text)):
                    raise _looked_for(term, rule, phrase, mend)


def _phrases(held: object) -> Iterator[str]:
    """Every run of Chinese characters in a rule's parameters, as the matcher reads it."""
    if isinstance(held, str):
        yield from (fold(part) for part in _HAN.findall(held))
    elif is_dataclass(held):
        for field in fields(held):
            yield from _phrases(getattr(held, field.name))
    elif isinstance(held, Mapping):
        yield from _phrases(tuple(held.items()))
    elif isinstance(held, Sequence):
        for each in held:
            yield from _phrases(each)


def _looked_for(term: Term, rule: Rule, phrase: str, mend: Text) -> UsageError:
    return UsageError(
        where=term.where,
        why=Text(
            f"规则 {rule.id} 要找“{phrase}”，识别时提示“{term.text}”会让它听到没说过的话",
            f"the rule {rule.id} looks for {phrase!r}: a recogniser told of {term.text!r} would hear what nobody said",
        ),
        mend=mend,
    )
