"""Stored calls and the site's own terms: what was heard with a term says nothing to a rule that looks for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa_scorer.language import Text

if TYPE_CHECKING:
    from qa_scorer.model import Rubric
    from qa_scorer.store import Store


def refuse_terms_heard(store: "Store", numbers: Sequence[int], rubric: "Rubric") -> None:
    """Raises UsageError, with a call, where a rule looks for a term that one of those calls was heard with."""
    from qa_scorer.rubric import refuse_looked_for
    from qa_scorer.vocabulary import Term

    heard = [Term(term, f"{store.path}: {name}") for term, name in store.terms_of(numbers).items()]
    refuse_looked_for(heard, rubric, _HEAR_WITHOUT)


_HEAR_WITHOUT = Text(
    "把这个词从词表中去掉，再用 run 听一遍：这些通话会重听，但不重新识别",
    "take it out of the vocabulary and run again: these calls are heard anew, but not recognised again",
)
