"""What in a rule of the rubric file can be changed one at a time: its phrases, numbers, roles and windows.

Found by the types of the check's `Params` (and of `applies_when`), so that a new check needs nothing here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from qa_scorer.checks import find_check
from qa_scorer.model import Condition, Role
from qa_scorer.rubric.yaml_source import Place, Plain
from qa_scorer.wording.window import Window

_PARTIES = {Role.AGENT.value, Role.CUSTOMER.value}


class PartKind(StrEnum):
    PHRASE = "phrase"
    NUMBER = "number"
    ROLE = "role"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Part:
    """`place` is the way to it from the rule's own mapping; `value` what stands there, or would by default."""

    kind: PartKind
    place: Place
    value: Plain


def rule_parts(check: str, rule: Mapping[str, Plain]) -> list[Part]:
    """The parts of a rule as it stands in the file, in that order; roles also where they are left to the default."""
    return [*_of_fields(find_check(check).params, rule, ()), *condition_parts(rule)]


def condition_parts(rule_or_section: Mapping[str, Plain]) -> list[Part]:
    """The parts of its `applies_when`; none where it has none."""
    return list(_parts(Condition, rule_or_section.get("applies_when"), ("applies_when",)))


def _of_fields(kind: type, given: Mapping[str, Plain], place: Place) -> Iterator[Part]:
    hints = _hints(kind)
    for key, value in given.items():
        if key in hints:
            yield from _parts(hints[key], value, (*place, key))
    for field in fields(kind):
        if field.name not in given and field.default in _PARTIES and _names_a_party(hints[field.name]):
            yield Part(PartKind.ROLE, (*place, field.name), str(field.default))


def _parts(hint: Any, value: Plain, place: Place) -> Iterator[Part]:
    if isinstance(value, dict) and (kind := _dataclass_in(hint)):
        if kind is Window:
            yield from (Part(PartKind.WINDOW, (*place, key), bound) for key, bound in value.items())
        yield from _of_fields(kind, value, place)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _parts(_element(hint, index), inner, (*place, index))
    elif isinstance(value, str) and _names_a_party(hint):
        yield Part(PartKind.ROLE, place, value)
    elif isinstance(value, str) and hint is str and isinstance(place[-1], int):
        yield Part(PartKind.PHRASE, place, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield Part(PartKind.NUMBER, place, value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _alternatives(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _dataclass_in(hint: Any) -> type | None:
    return next((kind for kind in _alternatives(hint) if isinstance(kind, type) and is_dataclass(kind)), None)


def _element(hint: Any, index: int) -> Any:
    """The type of what stands at `index` of a list that is a `hint`."""
    for kind in _alternatives(hint):
        if get_origin(kind) is tuple:
            inner = get_args(kind)
            return inner[0] if inner[-1] is Ellipsis else inner[min(index, len(inner) - 1)]
    return NoneType


def _names_a_party(hint: Any) -> bool:
    """Whether it is a role, or one of a few words among which both parties are."""
    choices = {choice for kind in _alternatives(hint) if get_origin(kind) is Literal for choice in get_args(kind)}
    return hint is Role or choices >= _PARTIES
