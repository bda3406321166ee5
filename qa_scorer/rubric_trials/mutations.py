"""A rule changed in one place: the operators on rubrics.

dropped_phrase   a phrase taken out of its list
moved_number     a number up or down: a whole one by 1, another by a fifth of itself
swapped_role     agent for customer and the other way round
widened_window   one bound of a window taken away
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from qa_scorer.model import Role
from qa_scorer.rubric.load import WrittenRule, WrittenSection
from qa_scorer.rubric.phrase_options import options
from qa_scorer.rubric.rule_parts import Part, PartKind, condition_parts, rule_parts
from qa_scorer.rubric.yaml_source import Place, Plain

OPERATORS: Final = ("dropped_phrase", "moved_number", "swapped_role", "widened_window")
_STEP_RATIO: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """`data` is the rule's mapping, changed at `place`; `name` tells the change: `moved_number within_s 5 to 6`."""

    operator: str
    name: str
    place: Place
    data: dict[str, Plain]


def mutations_of(written: WrittenRule) -> Iterator[Mutation]:
    """Every mutation of one rule, part by part in the order of the file."""
    return _mutations(written.data, rule_parts(written.rule.check, written.data))


def mutations_of_section(section: WrittenSection) -> Iterator[Mutation]:
    """Every mutation of which calls a section is for."""
    return _mutations(section.data, condition_parts(section.data))


def _mutations(data: Mapping[str, Plain], parts: Iterable[Part]) -> Iterator[Mutation]:
    for part in parts:
        yield from _OF_KIND[part.kind](data, part)


def _dropped_phrase(data: Mapping[str, Plain], part: Part) -> Iterator[Mutation]:
    phrase = str(part.value)
    yield _changed("dropped_phrase", data, part, phrase, _Gone)
    for option in options(phrase):
        yield _changed("dropped_phrase", data, part, f"{phrase} without “{option.text}”", option.without)


def _moved_number(data: Mapping[str, Plain], part: Part) -> Iterator[Mutation]:
    value = part.value
    assert isinstance(value, int | float)  # what the kind says
    step = 1 if not value or (isinstance(value, int) and abs(value) < 1 / _STEP_RATIO) else abs(value) * _STEP_RATIO
    for moved in (value - step, value + step):
        new = round(moved) if isinstance(value, int) else round(moved, 6)
        yield _changed("moved_number", data, part, f"{value:g} to {new:g}", new)


def _swapped_role(data: Mapping[str, Plain], part: Part) -> Iterator[Mutation]:
    new = Role.AGENT.value if part.value == Role.CUSTOMER.value else Role.CUSTOMER.value
    yield _changed("swapped_role", data, part, f"{part.value} to {new}", new)


def _widened_window(data: Mapping[str, Plain], part: Part) -> Iterator[Mutation]:
    yield _changed("widened_window", data, part, f"{part.value} taken away", _Gone)


_OF_KIND: Final = {
    PartKind.PHRASE: _dropped_phrase,
    PartKind.NUMBER: _moved_number,
    PartKind.ROLE: _swapped_role,
    PartKind.WINDOW: _widened_window,
}


class _Gone:
    """In place of a value: nothing stands there any more."""


def _changed(operator: str, data: Mapping[str, Plain], part: Part, change: str, value: Any) -> Mutation:
    copy = deepcopy({key: inner for key, inner in data.items() if key not in ("examples", "survives")})
    holder: Any = copy
    for step in part.place[:-1]:
        holder = holder[step]
    if value is _Gone:
        del holder[part.place[-1]]
    else:
        holder[part.place[-1]] = value
    keys = ".".join(str(step) for step in (part.place[:-1] if part.kind is PartKind.PHRASE else part.place))
    return Mutation(operator=operator, name=f"{operator} {keys} {change}", place=part.place, data=copy)
