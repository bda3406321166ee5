"""Who listens: here in this process (`here`), in processes beside it (`processes`), on a Ray cluster (`ray_cluster`).

Every back end is a module with one class that satisfies `Workers`. They differ in where the work is done; what is
heard is the same: each recording goes through `hear_one.hear_one`, with the settings of one `Ears`.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Call, Doubt, Evidence, Recording, UnscoredCall

# What is doubtful in the evidence of a recording and shall be heard again. It is pickled on its way to the workers.
DoubtsOf = Callable[[Recording, Evidence], Sequence[Doubt]]

# A recording with what was recognised in it before. Asked when it is handed out, so that not all lie in memory.
Recall = Callable[[Recording], Recording]


def nothing_before(recording: Recording) -> Recording:
    return recording


class Workers(Protocol):
    """Recordings in, what was heard out."""

    @property
    def heard_with(self) -> HeardWith:
        """The settings of every worker; no model is loaded for it."""

    def heard(
        self, recordings: Sequence[Recording], doubts_of: DoubtsOf | None = None, recall: Recall = nothing_before
    ) -> Iterator[Call | UnscoredCall]:
        """Each recording's result once, in the order they are finished.

        One bad recording stops nobody. Closing the iterator, or an exception in it (Ctrl-C), stops the workers at
        once and drops what they have in hand. Raises MachineError where none can work at all (model missing).
        """
