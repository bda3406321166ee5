"""Listening in processes beside this one: each loads the model once; a lost one is replaced."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Call, Recording, UnscoredCall
from qa_scorer.workers import DoubtsOf, Recall, nothing_before
from qa_scorer.workers.crew import heard_by_crew
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.patience import Patience
from qa_scorer.workers.process_member import ProcessMember, Told


class Processes:
    """`Workers` that are up to `workers` processes; `cores` are shared out among them as threads.

    They take turns with the graphics cards named in `cards`, as CUDA counts them.
    """

    def __init__(
        self,
        ears: Ears,
        *,
        workers: int,
        cores: int,
        cards: Sequence[str] = (),
        patience: Callable[[], Patience] = Patience,
    ) -> None:
        self._ears, self._workers, self._cores = ears, workers, cores
        self._cards, self._patience = cards, patience

    @property
    def heard_with(self) -> HeardWith:
        return self._ears.heard_with

    def heard(
        self, recordings: Sequence[Recording], doubts_of: DoubtsOf | None = None, recall: Recall = nothing_before
    ) -> Iterator[Call | UnscoredCall]:
        workers = min(self._workers, len(recordings))
        threads = max(1, self._cores // max(1, workers))
        places = [self._cards[number % len(self._cards)] if self._cards else "" for number in range(workers)]
        with tempfile.TemporaryDirectory(prefix="qa-scorer-", ignore_cleanup_errors=True) as folder:
            quarters = _ThisMachine((self._ears, doubts_of), threads, places, Path(folder))
            yield from heard_by_crew(quarters, recordings, self._patience(), recall)


class _ThisMachine:
    """Places are graphics cards; "" is the processor."""

    def __init__(self, told: Told, threads: int, places: list[str], folder: Path) -> None:
        self._told, self._threads, self._places, self._folder = told, threads, places, folder
        self._hired = 0

    def openings(self) -> list[str]:
        places, self._places = self._places, []
        return places

    def hire(self, place: str, loading_s: float) -> ProcessMember:
        self._hired += 1
        return ProcessMember(self._told, self._threads, place, self._folder / f"{self._hired}.txt", loading_s)

    def wait(self, members: Sequence[ProcessMember], timeout_s: float) -> None:
        wait([sign for member in members for sign in (member.line, member.process.sentinel)], timeout_s)
