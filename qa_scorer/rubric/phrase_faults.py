"""Phrases of a rule that cannot be looked for, or not in any reasonable time."""

import re
from collections.abc import Iterable, Iterator
from math import prod

from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric.rule_parts import Part, PartKind
from qa_scorer.rubric.yaml_source import Place, Source
from qa_scorer.wording.pattern import HOLES, patterns

# Three holes of up to 20 characters in 1,500 characters of one sound take 0.3 s to search; each more, 20 times as long.
MOST_HOLES = 3
MOST_READINGS = 100
_HOLE = re.compile("|".join(map(re.escape, HOLES)))
_CHOICE = re.compile(r"\([^()]*\)")


def phrase_faults(source: Source, place: Place, parts: Iterable[Part]) -> Iterator[Fault]:
    """Faults of the phrases among the `parts` of the rule or section that stands at `place`."""
    for part in parts:
        if part.kind is PartKind.PHRASE and (fault := _fault(source.where((*place, *part.place)), str(part.value))):
            yield fault


def _fault(where: str, phrase: str) -> Fault | None:
    holes = len(_HOLE.findall(phrase))
    readings = prod(choice.count("|") + 1 for choice in _CHOICE.findall(phrase))
    if holes > MOST_HOLES or readings > MOST_READINGS:
        return Fault(
            where=where,
            code="pattern-explodes",
            what=Text(
                f"“{phrase}” 有 {holes} 个空位、{readings} 种读法，查找会慢得不可收拾",
                f"“{phrase}” has {holes} holes and {readings} readings: looking for it would take forever",
            ),
            mend=Text(
                f"至多 {MOST_HOLES} 个空位、{MOST_READINGS} 种读法；拆成几个短语",
                f"at most {MOST_HOLES} holes and {MOST_READINGS} readings; make it several phrases",
            ),
        )
    try:
        patterns(phrase)
    except WrongValue as problem:
        return Fault(
            where=where,
            code="phrase",
            what=problem.said,
            mend=Text(
                "写上要说的话；空位写 {*} 或 {#}，多选写 (甲|乙)",
                "write words; a hole is {*} or {#}, alternatives are (a|b)",
            ),
        )
    return None
