"""The listed findings of a whole night, packed: twenty thousand calls take some sixty megabytes instead of hundreds."""

import pickle
from collections.abc import Iterable

from qa_scorer.figures.call_summary import ListedFinding


class FindingShelf:
    """By the call's name. Cheap to hand to another process."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def put(self, name: str, findings: Iterable[ListedFinding]) -> None:
        self._packed[name] = pickle.dumps(tuple(findings), pickle.HIGHEST_PROTOCOL)

    def of(self, name: str) -> tuple[ListedFinding, ...]:
        found: tuple[ListedFinding, ...] = pickle.loads(self._packed[name])
        return found

    def of_calls(self, names: Iterable[str]) -> "FindingShelf":
        """A shelf with these calls alone."""
        shelf = FindingShelf()
        shelf._packed = {name: self._packed[name] for name in names}
        return shelf
