"""Values as scorecards.json holds them, and its layout."""

import json
import math
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from qa_scorer.language import Text

Fields = dict[str, object]  # one JSON object

_DECIMALS = 3


class Timed(Protocol):
    """Anything of the model that begins and ends."""

    @property
    def start_s(self) -> float: ...

    @property
    def end_s(self) -> float: ...


def number(value: float | None, decimals: int = _DECIMALS) -> float | None:
    """Three decimals unless told otherwise; JSON has no infinity, so a figure that is not finite is null."""
    return None if value is None or not math.isfinite(value) else round(value, decimals)


def numbers(values: Iterable[float | None], decimals: int) -> list[float | None]:
    """Figures of which there are many: whole ones, as Python writes integers, where `decimals` is 0."""
    rounded = [number(value, decimals) for value in values]
    return rounded if decimals else [None if value is None else int(value) for value in rounded]


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def both(text: Text) -> Fields:
    return {"zh": text.zh, "en": text.en}


def span(value: Timed) -> Fields:
    return {"start_s": number(value.start_s), "end_s": number(value.end_s)}


def json_text(value: object, depth: int = 0) -> str:
    """`value` as JSON, one space a level; a list or object that holds no other one stands on a single line."""
    if not isinstance(value, dict | list) or not any(isinstance(inner, dict | list) for inner in _inner(value)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    start, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict):
        pairs = (f"{json_text(key)}: {json_text(inner, depth + 1)}" for key, inner in value.items())
        return "{" + start + f",{start}".join(pairs) + end + "}"
    return "[" + start + f",{start}".join(json_text(inner, depth + 1) for inner in value) + end + "]"


def _inner(value: dict[str, object] | list[object]) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value
