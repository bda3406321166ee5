"""All figures of a night, counted as its calls go by: what the workbooks, the night page and scorecards.json agree on.

    count = NightCount(rubric)
    for scored in night.scored:
        count.add(masked_call(scored), caller=scored.call.data.customer_number)
    figures = count.figures(History())

Of each call only its `CallSummary` and the findings to be listed are kept, so a night may hold any number of calls.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import chain

from qa_scorer.figures.agent_figures import AgentFigures, agent_figures
from qa_scorer.figures.call_measures import MEASURES, Range, usual_range
from qa_scorer.figures.call_summary import CallSummary, call_summary, listed_findings
from qa_scorer.figures.days import DayFigures, merged, team_medians
from qa_scorer.figures.finding_shelf import FindingShelf
from qa_scorer.figures.history import History
from qa_scorer.figures.registers import Registers, RepeatCall, repeat_calls
from qa_scorer.figures.rule_figures import Tally
from qa_scorer.figures.standings import Standings, standings
from qa_scorer.model import Night, Rubric, ScoredCall, UnscoredCall


@dataclass(frozen=True, kw_only=True)
class NightFigures:
    """`repeats` is None where the call table says no caller's number; `shelf` has the listed findings of every call."""

    rubric: Rubric
    standings: Standings
    registers: Registers
    repeats: tuple[RepeatCall, ...] | None
    history: History
    shelf: FindingShelf
    unscored: tuple[UnscoredCall, ...]

    @property
    def agents(self) -> tuple[AgentFigures, ...]:
        return tuple(ranked.figures for ranked in self.standings.agents)

    @property
    def calls(self) -> Iterator[CallSummary]:
        return chain.from_iterable(agent.calls for agent in self.agents)

    def days(self, agent: AgentFigures) -> tuple[DayFigures, ...]:
        """The agent's days, those of earlier nights before."""
        return merged(self.history.days.get(agent.agent_id, ()), agent.days)

    @cached_property
    def team_days(self) -> dict[date, float]:
        """Day -> the median of the agents' means."""
        return dict(team_medians(self.days(agent) for agent in self.agents if agent.is_known))

    @cached_property
    def ranges(self) -> dict[str, Range | None]:
        """The usual range of each measurement over the calls of all agents."""
        return measure_ranges(self.calls)


class NightCount:
    """Takes the calls of a night one at a time, in any order, and gives its figures when all have gone by."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._tallies: defaultdict[str, Tally] = defaultdict(partial(Tally, rubric))
        self._calls: defaultdict[str, list[CallSummary]] = defaultdict(list)
        self._unscored: defaultdict[str, list[UnscoredCall]] = defaultdict(list)
        self._callers: list[tuple[str, CallSummary]] = []
        self._registers = Registers()
        self._shelf = FindingShelf()

    def add(self, scored: ScoredCall, caller: str = "") -> None:
        """`scored` is masked already; `caller`, the customer's whole number, is compared with others and not kept."""
        agent_id, call = scored.call.data.agent_id, call_summary(scored)
        findings = tuple(listed_findings(scored))
        self._tallies[agent_id].add(scored.scorecard)
        self._calls[agent_id].append(call)
        self._registers.add(scored, call, findings)
        self._shelf.put(call.name, findings)
        if caller and call.data.direction != "outbound":
            self._callers.append((caller, call))

    def add_unscored(self, recording: UnscoredCall) -> None:
        self._unscored[recording.data.agent_id].append(recording)

    def figures(self, history: History) -> NightFigures:
        names = {call.name for calls in self._calls.values() for call in calls}
        self._registers.add_earlier(history.promises, names)
        agents = [self._agent(agent_id) for agent_id in sorted(self._calls.keys() | self._unscored.keys())]
        return NightFigures(
            rubric=self._rubric,
            standings=standings(self._rubric, agents),
            registers=self._registers,
            repeats=repeat_calls(self._callers, dict(history.callers)) if self._callers else None,
            history=history,
            shelf=self._shelf,
            unscored=tuple(chain.from_iterable(self._unscored.values())),
        )

    def _agent(self, agent_id: str) -> AgentFigures:
        return agent_figures(agent_id, self._tallies[agent_id], self._calls[agent_id], self._unscored[agent_id])


def measure_ranges(calls: Iterable[CallSummary]) -> dict[str, Range | None]:
    """By the name of the measurement."""
    known: dict[str, list[float]] = {name: [] for name in MEASURES}
    for call in calls:
        for name in MEASURES:
            if (value := getattr(call.measures, name)) is not None:
                known[name].append(value)
    return {name: usual_range(values) for name, values in known.items()}


def night_figures(night: Night, history: History | None = None) -> NightFigures:
    """Of a whole night at hand, which is masked already."""
    count = NightCount(night.rubric)
    for scored in night.scored:
        count.add(scored, scored.call.data.customer_number)
    for recording in night.unscored:
        count.add_unscored(recording)
    return count.figures(history or History())
