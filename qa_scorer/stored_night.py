"""The scored calls of a night as they lie in the store: read when they are gone through, never all in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qa_scorer.checks import find_out
from qa_scorer.model import Rubric, ScoredCall
from qa_scorer.review.kept import reviewed_sounds, rulings
from qa_scorer.review.ruled import scored
from qa_scorer.store import Store


@dataclass(frozen=True, slots=True)
class StoredCalls:
    """`ScoredCalls` by `rubric`. `numbers`: of each agent the calls in the store, agents and calls in order.

    The store must stay open. Answers that it lacks are asked when the call's turn comes; people's verdicts count.
    """

    store: Store
    rubric: Rubric
    numbers: Mapping[str, Sequence[int]]

    def __len__(self) -> int:
        return sum(map(len, self.numbers.values()))

    def __iter__(self) -> Iterator[ScoredCall]:
        rules, reviewed = self.store.kept_rules(), reviewed_sounds(self.store.db)
        for own in self.numbers.values():
            for stored in self.store.stored_calls(own):
                findings = find_out(self.rubric, stored.call, self.store.answers(stored.id, rules))
                sound = stored.call.evidence.facts.sha256
                people = rulings(self.store.db, sound) if sound in reviewed else {}
                yield scored(self.rubric, stored.call, findings, people)

    def of_agent(self, agent_id: str) -> "StoredCalls":
        return StoredCalls(self.store, self.rubric, {agent_id: self.numbers.get(agent_id, ())})


def stored_calls(store: Store, rubric: Rubric, numbers: Sequence[int]) -> StoredCalls:
    """Those calls of the store, by agent, then by file name."""
    return StoredCalls(store, rubric, store.by_agent(numbers))
