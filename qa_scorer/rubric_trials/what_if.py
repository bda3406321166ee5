"""Calls judged by two rubrics: what the change from the one to the other would have done to them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qa_scorer.checks import find_out
from qa_scorer.model import Answer, Call, Item, Outcome, Rubric, Scorecard, Verdict
from qa_scorer.rubric_trials.case_files import Case, call_of
from qa_scorer.rubric_trials.difference import AgentChange, CallChange, Difference, Judged, RuleChange
from qa_scorer.scoring import score
from qa_scorer.store import Store

Known = Mapping[str, Answer]  # by Rule.sha256


def stored(store: Store, numbers: Sequence[int] | None = None) -> Iterator[tuple[Call, Known]]:
    """The calls of the store (those of `numbers`), each with the answers that are kept of it."""
    rules = store.kept_rules()
    for each in store.stored_calls(store.call_numbers() if numbers is None else numbers):
        yield each.call, store.answers(each.id, rules)


def written(cases: Iterable[Case]) -> Iterator[tuple[Call, Known]]:
    return ((call_of(case), {}) for case in cases)


def compare(old: Rubric, new: Rubric, calls: Iterable[tuple[Call, Known]]) -> Difference:
    """Judge each call by both. A rule that is in both, or whose answer is kept, is asked once or not at all."""
    tally = Tally()
    for call, known in calls:
        tally.add(call, *_cards(old, new, call, known))
    return tally.difference(old, new)


def _cards(old: Rubric, new: Rubric, call: Call, known: Known) -> tuple[Scorecard, Scorecard]:
    was = score(old, find_out(old, call, known))
    if call.evidence.facts.duration_s >= old.least_call_s:
        known = {**known, **{item.rule.sha256: item.finding.answer for item in was.items}}
    return was, score(new, find_out(new, call, known))


@dataclass(slots=True)
class Tally:
    """What has been seen so far: of each call that changes a line, of agents and rules the sums."""

    calls: int = 0
    changed: list[CallChange] = field(default_factory=list)
    agents: dict[str, AgentChange] = field(default_factory=dict)
    rules: dict[str, RuleChange] = field(default_factory=dict)
    verdicts: Counter[tuple[Verdict, Verdict]] = field(default_factory=Counter)

    def add(self, call: Call, old: Scorecard, new: Scorecard) -> None:
        change = CallChange(
            name=call.name,
            agent_id=call.data.agent_id,
            agent_name=call.data.agent_name,
            old=_judged(old),
            new=_judged(new),
        )
        self.calls += 1
        self.verdicts[change.old.verdict, change.new.verdict] += 1
        self._add_to_agent(change)
        self._add_to_rules(old, new)
        if change.is_one:
            self.changed.append(change)

    def _add_to_agent(self, change: CallChange) -> None:
        agent = self.agents.setdefault(
            change.agent_id, AgentChange(agent_id=change.agent_id, agent_name=change.agent_name)
        )
        agent.calls += 1
        agent.gaining += change.gains
        agent.losing += change.loses
        agent.newly_fatal += bool(change.newly_fatal)
        agent.points += (change.points - agent.points) / agent.calls

    def _add_to_rules(self, old: Scorecard, new: Scorecard) -> None:
        before = {item.rule.id: item for item in old.items}
        after = {item.rule.id: item for item in new.items}
        for rule in {**before, **after}:
            self._add_to_rule(rule, before.get(rule), after.get(rule))

    def _add_to_rule(self, rule: str, before: Item | None, after: Item | None) -> None:
        change = self.rules.setdefault(rule, RuleChange(rule=rule))
        outcomes = _outcome(before), _outcome(after)
        if outcomes[0] is not outcomes[1]:
            change.moved[outcomes] = change.moved.get(outcomes, 0) + 1
        change.points += ((after and after.points) or 0.0) - ((before and before.points) or 0.0)
        change.newly_fatal += _fails(after) and not _fails(before)

    def difference(self, old: Rubric, new: Rubric) -> Difference:
        return Difference(
            old=old,
            new=new,
            calls=self.calls,
            changed=tuple(sorted(self.changed, key=lambda change: (change.points, change.name))),
            agents=tuple(sorted(self.agents.values(), key=lambda agent: (agent.points, agent.agent_id))),
            rules=tuple(
                sorted((rule for rule in self.rules.values() if rule.is_one), key=lambda rule: (rule.points, rule.rule))
            ),
            verdicts=dict(self.verdicts),
        )


def _judged(card: Scorecard) -> Judged:
    return Judged(score=card.score, verdict=card.verdict, fatal=tuple(item.rule.id for item in card.fatal_items))


def _outcome(item: Item | None) -> Outcome | None:
    return item.finding.answer.outcome if item else None


def _fails(item: Item | None) -> bool:
    return item is not None and item.rule.fatal == "call" and item.finding.answer.outcome is Outcome.MISSED
