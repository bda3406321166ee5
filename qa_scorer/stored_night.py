"""The scored calls of a night as they lie in the store: read when they are gone through, never all in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_scorer.checks import find_out
from qa_scorer.model import Rubric, ScoredCall
from qa_scorer.scoring import score
from qa_scorer.store import Store


@dataclass(frozen=True, slots=True)
class StoredCalls:
    """`ScoredCalls` by `rubric`. `numbers`: of each agent the calls in the store, agents and calls in order.

    The store must stay open. Answers that it lacks are asked when the call's turn comes.
    """

    store: Store
    rubric: Rubric
    numbers: Mapping[str, Sequence[int]]

    def __len__(self) -> int:
        return sum(map(len, self.numbers.values()))

    def __iter__(self) -> Iterator[ScoredCall]:
        rules = self.store.kept_rules()
        for own in self.numbers.values():
            for stored in self.store.stored_calls(own):
                findings = find_out(self.rubric, stored.call, self.store.answers(stored.id, rules))
                yield ScoredCall(call=stored.call, scorecard=score(self.rubric, findings))

    def of_agent(self, agent_id: str) -> "StoredCalls":
        return StoredCalls(self.store, self.rubric, {agent_id: self.numbers.get(agent_id, ())})


def stored_calls(store: Store, rubric: Rubric, numbers: Sequence[int]) -> StoredCalls:
    """Those calls of the store, by agent, then by file name."""
    return StoredCalls(store, rubric, store.by_agent(numbers))
