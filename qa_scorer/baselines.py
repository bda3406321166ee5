"""Each agent's own usual voice, from the calls at hand."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Final

from qa_scorer.model import UNKNOWN_AGENT, Baseline, Call, Role, SideMeasures

LEAST_CALLS: Final = 5  # fewer say nothing about what is usual


def baselines(calls: Iterable[Call]) -> dict[str, Baseline]:
    """By agent id: the median of each figure over the agent's calls, None where fewer than five have it.

    Agents nobody knows have none.
    """
    sides: dict[str, list[SideMeasures]] = {}
    for call in calls:
        if call.data.agent_id != UNKNOWN_AGENT and (side := call.evidence.side(Role.AGENT)):
            sides.setdefault(call.data.agent_id, []).append(side)
    return {agent: _baseline(own) for agent, own in sides.items()}


def _baseline(sides: list[SideMeasures]) -> Baseline:
    return Baseline(
        calls=len(sides),
        level_dbfs=_usual(sides, lambda side: side.level_dbfs),
        level_range_db=_usual(sides, lambda side: side.level_range_db),
        pitch_median_hz=_usual(sides, lambda side: side.pitch_median_hz),
        pitch_range_semitones=_usual(sides, lambda side: side.pitch_range_semitones),
    )


def _usual(sides: list[SideMeasures], figure: Callable[[SideMeasures], float | None]) -> float | None:
    known = [value for side in sides if (value := figure(side)) is not None]
    return median(known) if len(known) >= LEAST_CALLS else None
