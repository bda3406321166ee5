"""Who needs help with what: the agents who mostly miss a rule, rule by rule."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.rule_figures import RuleFigures
from qa_scorer.figures.standings import MISSED_ON_AVERAGE
from qa_scorer.model import Rule

LEAST_CALLS = 3  # of fewer determined calls "mostly" says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingNeed:
    """The agents who miss `rule` in most of at least three determined calls, the worst first; with each the figures."""

    rule: Rule
    agents: tuple[tuple[AgentFigures, RuleFigures], ...]


def training_needs(agents: Sequence[AgentFigures]) -> tuple[TrainingNeed, ...]:
    """The rules that most agents need help with first."""
    known = [agent for agent in agents if agent.is_known]
    if not known:
        return ()
    needs = [_need(place, known) for place in range(len(known[0].rules))]
    return tuple(sorted((need for need in needs if need.agents), key=lambda need: -len(need.agents)))


def _need(place: int, agents: Sequence[AgentFigures]) -> TrainingNeed:
    missing = [(agent, agent.rules[place]) for agent in agents if _mostly_missed(agent.rules[place])]
    missing.sort(key=lambda pair: (-(pair[1].miss_ratio or 0.0), pair[0].agent_id))
    return TrainingNeed(rule=agents[0].rules[place].rule, agents=tuple(missing))


def _mostly_missed(figures: RuleFigures) -> bool:
    return figures.determined >= LEAST_CALLS and (figures.miss_ratio or 0.0) > MISSED_ON_AVERAGE
