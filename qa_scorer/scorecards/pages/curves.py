"""Measures over time as lines: what was measured in each second, a gap where nothing was."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Evidence, PerSecond, Role, SideMeasures

POINTS = 600  # along a line: half an hour in steps of three seconds
HEIGHT = 40
_RATE_S = 10  # characters of so many seconds make a rate: of one second it would only jump

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    role: Role
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One measure of all parties, in a box of the call's seconds by `HEIGHT`; `low` and `high`: its bottom and top."""

    title: Text
    unit: Text
    low: int
    high: int
    lines: tuple[Line, ...]


def curves(evidence: Evidence) -> tuple[Curve, ...]:
    """Level, pitch and speech rate; those of which nothing was measured are left out."""
    asked = (
        (Text("音量", "Level"), Text("dBFS", "dBFS"), _level),
        (Text("音调", "Pitch"), Text("Hz", "Hz"), _pitch),
        (Text("语速（10 秒内）", "Speech rate (over 10 s)"), Text("字/分钟", "characters/min"), _rate),
    )
    drawn = (_curve(evidence, title, unit, values) for title, unit, values in asked)
    return tuple(curve for curve in drawn if curve)


def _level(per_second: PerSecond) -> Values:
    return per_second.level_dbfs


def _pitch(per_second: PerSecond) -> Values:
    return per_second.pitch_hz


def _rate(per_second: PerSecond) -> Values:
    counts = per_second.characters
    parts = [counts[first : first + _RATE_S] for first in range(0, len(counts), _RATE_S)]
    return [sum(part) * 60 / len(part) or None for part in parts for _ in part]


def _curve(evidence: Evidence, title: Text, unit: Text, of: Callable[[PerSecond], Values]) -> Curve | None:
    sides = [(side, of(side.per_second)) for side in evidence.sides]
    known = [value for _, values in sides for value in values if value is not None]
    if not known:
        return None
    low, high = math.floor(min(known)), math.floor(max(known)) + 1
    lines = tuple(_line(side, values, low, high) for side, values in sides if any(values))
    return Curve(title=title, unit=unit, low=low, high=high, lines=lines)


def _line(side: SideMeasures, values: Values, low: int, high: int) -> Line:
    step = -(-len(values) // POINTS)
    means = [_mean(values[first : first + step]) for first in range(0, len(values), step)]
    return Line(role=side.role, path="".join(_drawn(means, step, low, high)))


def _drawn(means: Values, step: int, low: int, high: int) -> Iterable[str]:
    """A value is a stroke as wide as its time, joined to the one before unless that is missing."""
    before: float | None = None
    for place, value in enumerate(means):
        if value is not None:
            height = round(HEIGHT * (high - value) / (high - low), 1)
            yield f"{'M' if before is None else 'L'}{place * step} {height:g}h{step}"
        before = value


def _mean(values: Values) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
