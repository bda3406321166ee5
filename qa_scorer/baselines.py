"""Each agent's own usual voice, and the usual wording of all agents, from the calls at hand."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Final

from qa_scorer.model import UNKNOWN_AGENT, Baseline, SideMeasures

LEAST_CALLS: Final = 5  # fewer say nothing about what is usual


def usual_voices(sides: Iterable[tuple[str, SideMeasures]]) -> dict[str, Baseline]:
    """By agent id, from each call's agent id and how that agent sounded: the median of each figure, None where fewer
    than five calls have it. Agents nobody knows have none.
    """
    by_agent: dict[str, list[SideMeasures]] = {}
    everyone = list[float]()
    for agent_id, side in sides:
        if side.habit_words_per_100 is not None:
            everyone.append(side.habit_words_per_100)
        if agent_id != UNKNOWN_AGENT and any(figure(side) is not None for figure in _FIGURES.values()):
            by_agent.setdefault(agent_id, []).append(side)
    team = _usual(everyone)
    return {agent: _baseline(own, team) for agent, own in by_agent.items()}


def _baseline(sides: list[SideMeasures], team_habit_words_per_100: float | None) -> Baseline:
    own = {
        name: _usual([value for side in sides if (value := figure(side)) is not None])
        for name, figure in _FIGURES.items()
    }
    return Baseline(calls=len(sides), team_habit_words_per_100=team_habit_words_per_100, **own)


def _usual(known: list[float]) -> float | None:
    return median(known) if len(known) >= LEAST_CALLS else None


_FIGURES: Final[dict[str, Callable[[SideMeasures], float | None]]] = {
    "level_dbfs": lambda side: side.level_dbfs,
    "level_range_db": lambda side: side.level_range_db,
    "pitch_median_hz": lambda side: side.pitch_median_hz,
    "pitch_range_semitones": lambda side: side.pitch_range_semitones,
}
