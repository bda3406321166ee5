"""The figures of a night by agent and by rule: the one source of the workbooks and of scorecards.json."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.rule_figures import RuleFigures, added
from qa_scorer.model import Rubric, Rule

# When more than 80 % of the agents miss a rule, the rule or its target may be wrong. Of fewer than three agents such
# a share says nothing. An agent misses a rule on average who missed it in more than half of the determined calls.
DOUBTFUL_SHARE = 0.8
DOUBTFUL_LEAST_AGENTS = 3
MISSED_ON_AVERAGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedAgent:
    """`rank` counts from 1 and equal means share one; None without a score or without a known agent."""

    rank: int | None
    figures: AgentFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRule:
    """A rule over all calls; `agents` are those it was determined for, `agents_missing` miss it on average."""

    figures: RuleFigures
    agents: int
    agents_missing: int

    @property
    def rule(self) -> Rule:
        return self.figures.rule

    @property
    def is_doubtful(self) -> bool:
        """Whether nearly everybody misses it."""
        return self.agents >= DOUBTFUL_LEAST_AGENTS and self.agents_missing > DOUBTFUL_SHARE * self.agents


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """`agents` by rank, then those without one by id; `rules` in the order of the rubric."""

    agents: tuple[RankedAgent, ...]
    rules: tuple[TeamRule, ...]

    @property
    def doubtful_rules(self) -> tuple[TeamRule, ...]:
        return tuple(rule for rule in self.rules if rule.is_doubtful)


def standings(rubric: Rubric, agents: Sequence[AgentFigures]) -> Standings:
    return Standings(
        agents=_ranked(agents),
        rules=tuple(_team_rule(rule, place, agents) for place, rule in enumerate(rubric.rules)),
    )


def _ranked(agents: Sequence[AgentFigures]) -> tuple[RankedAgent, ...]:
    ratable = [(round(mean, 3), agent) for agent in agents if agent.is_known and (mean := agent.mean_score) is not None]
    ratable.sort(key=lambda pair: (-pair[0], pair[1].agent_id))
    means = [mean for mean, _ in ratable]
    ranked = [RankedAgent(rank=means.index(mean) + 1, figures=agent) for mean, agent in ratable]
    others = [agent for agent in agents if not agent.is_known or agent.mean_score is None]
    return tuple(ranked + [RankedAgent(rank=None, figures=agent) for agent in others])


def _team_rule(rule: Rule, place: int, agents: Sequence[AgentFigures]) -> TeamRule:
    each = [agent.rules[place] for agent in agents if agent.is_known]
    ratios = [ratio for figures in each if (ratio := figures.miss_ratio) is not None]
    return TeamRule(
        figures=added(rule, [agent.rules[place] for agent in agents]),
        agents=sum(1 for figures in each if figures.determined),
        agents_missing=sum(1 for ratio in ratios if ratio > MISSED_ON_AVERAGE),
    )
