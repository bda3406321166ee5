"""Scorecards before and after, added up call by call: memory holds sums, and a line for each call that changes."""

from collections import Counter
from dataclasses import dataclass, field

from qa_scorer.model import CallData, Item, Outcome, Rubric, Scorecard, Verdict
from qa_scorer.rubric_trials.difference import AgentChange, CallChange, Difference, Judged, RuleChange


@dataclass(slots=True)
class Tally:
    calls: int = 0
    changed: list[CallChange] = field(default_factory=list)
    agents: dict[str, AgentChange] = field(default_factory=dict)
    rules: dict[str, RuleChange] = field(default_factory=dict)
    verdicts: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)

    def add(self, name: str, data: CallData, old: Scorecard, new: Scorecard) -> None:
        change = CallChange(
            name=name,
            agent_id=data.agent_id,
            agent_name=data.agent_name,
            old=_judged(old),
            new=_judged(new),
        )
        self.calls += 1
        self.verdicts[change.old.verdict, change.new.verdict] += 1
        self._agent(change.agent_id, change.agent_name).add(change)
        before, after = ({item.rule.id: item for item in card.items} for card in (old, new))
        for rule in {**before, **after}:
            _add_to_rule(self._rule(rule), before.get(rule), after.get(rule))
        if change.is_one:
            self.changed.append(change)

    def merge(self, other: "Tally") -> None:
        """Add what another one has seen of other calls."""
        self.calls += other.calls
        self.changed += other.changed
        self.verdicts += other.verdicts
        for agent in other.agents.values():
            self._agent(agent.agent_id, agent.agent_name).merge(agent)
        for rule in other.rules.values():
            self._rule(rule.rule).merge(rule)

    def difference(self, old: Rubric, new: Rubric) -> Difference:
        return Difference(
            old=old,
            new=new,
            calls=self.calls,
            changed=tuple(sorted(self.changed, key=lambda change: (change.points, change.name))),
            agents=tuple(sorted(self.agents.values(), key=lambda agent: (agent.mean_points, agent.agent_id))),
            rules=tuple(
                sorted((rule for rule in self.rules.values() if rule.is_one), key=lambda rule: (rule.points, rule.rule))
            ),
            verdicts=dict(self.verdicts),
        )

    def _agent(self, agent_id: str, name: str) -> AgentChange:
        return self.agents.setdefault(agent_id, AgentChange(agent_id=agent_id, agent_name=name))

    def _rule(self, rule: str) -> RuleChange:
        return self.rules.setdefault(rule, RuleChange(rule=rule))


def _add_to_rule(change: RuleChange, before: Item | None, after: Item | None) -> None:
    outcomes = _outcome(before), _outcome(after)
    if outcomes[0] is not outcomes[1]:
        change.moved[outcomes] += 1
    change.points += ((after and after.points) or 0.0) - ((before and before.points) or 0.0)
    change.newly_fatal += _fails(after) and not _fails(before)


def _judged(card: Scorecard) -> Judged:
    return Judged(score=card.score, verdict=card.verdict, fatal=tuple(item.rule.id for item in card.fatal_items))


def _outcome(item: Item | None) -> Outcome | None:
    return item.finding.answer.outcome if item else None


def _fails(item: Item | None) -> bool:
    return item is not None and item.rule.fatal == "call" and item.finding.answer.outcome is Outcome.MISSED
