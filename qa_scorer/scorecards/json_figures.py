"""Agents and rules of scorecards.json; `json_file` says what each key means."""

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.rule_figures import RuleFigures
from qa_scorer.figures.standings import RankedAgent, TeamRule
from qa_scorer.model import Verdict
from qa_scorer.scorecards.json_values import Fields, number


def agent_fields(ranked: RankedAgent) -> Fields:
    agent = ranked.figures
    return {
        "agent_id": agent.agent_id,
        "name": agent.name,
        "team": agent.team,
        "rank": ranked.rank,
        "calls": len(agent.calls),
        "not_scored": len(agent.unscored),
        "mean_score": number(agent.mean_score),
        **{verdict.value: agent.count(verdict) for verdict in Verdict},
        "pass_rate": number(agent.pass_ratio),
        "fatal": agent.fatal,
        "coverage": number(agent.mean_coverage_ratio),
        "for_person": agent.for_person,
        "few_calls": agent.few_calls,
        "strongest": agent.strongest.rule.id if agent.strongest else None,
        "weakest": agent.weakest.rule.id if agent.weakest else None,
        "sections": _sections(agent),
        "rules": [_rule_figures(figures) for figures in agent.rules],
    }


def _sections(agent: AgentFigures) -> list[Fields]:
    return [
        {
            "id": figures.section.id,
            "calls": figures.calls,
            "mean_points": number(figures.mean_points),
            "mean_possible": number(figures.mean_possible),
            "points_ratio": number(figures.points_ratio),
        }
        for figures in agent.sections
    ]


def _rule_figures(figures: RuleFigures) -> Fields:
    return {
        "rule": figures.rule.id,
        "met": figures.met,
        "missed": figures.missed,
        "not_applicable": figures.not_applicable,
        "undetermined": figures.undetermined,
        "for_person": figures.for_person,
        "miss_rate": number(figures.miss_ratio),
        "points_ratio": number(figures.points_ratio),
    }


def team_rule_fields(rule: TeamRule) -> Fields:
    agents: Fields = {"agents": rule.agents, "agents_missing": rule.agents_missing, "doubtful": rule.is_doubtful}
    return _rule_figures(rule.figures) | agents
