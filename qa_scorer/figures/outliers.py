"""Agents whose figure lies far from everybody else's, for better or worse.

Modified z-score over the median absolute deviation, at 3.5 and more: Iglewicz and Hoaglin, "How to Detect and Handle
Outliers" (1993). It needs five agents with five calls each, and a spread at all.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from qa_scorer.figures.agent_figures import AgentFigures

FAR = 3.5
LEAST_AGENTS = 5
_TO_SIGMA = 0.6745  # the MAD of a normal distribution, in standard deviations


class Measured(StrEnum):
    SCORE = "score"
    COVERAGE = "coverage"
    RATE = "rate"
    LEVEL = "level"
    DEAD_AIR = "dead_air"
    INTERRUPTIONS = "interruptions"
    LENGTH = "length"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier:
    agent: AgentFigures
    measured: Measured
    value: float
    team_median: float


def _middle(read: Callable[[AgentFigures], list[float | None]]) -> Callable[[AgentFigures], float | None]:
    def of_agent(agent: AgentFigures) -> float | None:
        known = [value for value in read(agent) if value is not None]
        return median(known) if known else None

    return of_agent


_FIGURES: dict[Measured, Callable[[AgentFigures], float | None]] = {
    Measured.SCORE: lambda agent: agent.mean_score,
    Measured.COVERAGE: lambda agent: agent.mean_coverage_ratio,
    Measured.RATE: _middle(lambda agent: [call.measures.rate_gross_per_min for call in agent.calls]),
    Measured.LEVEL: _middle(lambda agent: [call.measures.level_dbfs for call in agent.calls]),
    Measured.DEAD_AIR: _middle(lambda agent: [call.measures.dead_air_s for call in agent.calls]),
    Measured.INTERRUPTIONS: _middle(lambda agent: [call.measures.agent_interruptions for call in agent.calls]),
    Measured.LENGTH: _middle(lambda agent: [call.duration_s for call in agent.calls]),
}


def outliers(agents: Sequence[AgentFigures]) -> tuple[Outlier, ...]:
    enough = [agent for agent in agents if agent.is_known and not agent.few_calls]
    return tuple(outlier for measured in Measured for outlier in _of(measured, enough))


def _of(measured: Measured, agents: Sequence[AgentFigures]) -> list[Outlier]:
    known = [(agent, value) for agent in agents if (value := _FIGURES[measured](agent)) is not None]
    if len(known) < LEAST_AGENTS:
        return []
    middle = median(value for _, value in known)
    spread = median(abs(value - middle) for _, value in known)
    far = [(agent, value) for agent, value in known if _TO_SIGMA * abs(value - middle) >= FAR * spread > 0]
    return [Outlier(agent=agent, measured=measured, value=value, team_median=middle) for agent, value in far]
