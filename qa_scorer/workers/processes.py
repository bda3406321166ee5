"""Listening in processes beside this one: each loads the model once; a lost one is replaced.

Every process has a pipe of its own and one recording in hand at most: a process that is killed in the middle of a
message can block nobody else, as it would with a shared queue.
"""

import logging
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Final

from qa_scorer.errors import MachineError, QaScorerError
from qa_scorer.language import Text
from qa_scorer.model import Call, Recording, UnscoredCall
from qa_scorer.workers import DoubtsOf
from qa_scorer.workers.crew_member import CrewMember, Told
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.handout import Handout
from qa_scorer.workers.losses import OUT_OF_MEMORY, Loss, given_up, hung
from qa_scorer.workers.messages import Decoded, Finished, GaveOut, Ready
from qa_scorer.workers.patience import Patience

log = logging.getLogger(__name__)

_LOST_STARTS: Final = 3  # that many in a row, lost before the model was loaded, and no more are started


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
    def recogniser(self) -> str:
        return self._ears.recogniser

    def heard(
        self, recordings: Sequence[Recording], doubts_of: DoubtsOf | None = None
    ) -> Iterator[Call | UnscoredCall]:
        workers = min(self._workers, len(recordings))
        threads = max(1, self._cores // max(1, workers))
        with tempfile.TemporaryDirectory(prefix="qa-scorer-", ignore_cleanup_errors=True) as folder:
            crew = _Crew((self._ears, doubts_of), threads, Path(folder), recordings, self._patience())
            try:
                for number in range(workers):
                    crew.hire(self._cards[number % len(self._cards)] if self._cards else None)
                while crew.members:
                    yield from crew.next_results()
                yield from crew.left_over()
            finally:
                for member in crew.members:
                    member.dismiss()


class _Crew:
    """The processes at work and the recordings that wait for them."""

    def __init__(
        self, told: Told, threads: int, folder: Path, recordings: Sequence[Recording], patience: Patience
    ) -> None:
        self.members: list[CrewMember] = []
        self._told, self._threads, self._folder = told, threads, folder
        self._handout, self._patience = Handout(recordings), patience
        self._hired = self._lost_starts = 0
        self._ever_ready = False
        self._problem: QaScorerError | None = None

    def hire(self, card: str | None) -> None:
        self._hired += 1
        last_words = self._folder / f"{self._hired}.txt"
        self.members.append(CrewMember(self._told, self._threads, card, last_words, self._patience.loading_s))

    def next_results(self) -> Iterator[Call | UnscoredCall]:
        """Wait for something to happen, and see to it."""
        first_end = min(member.until for member in self.members)
        signs = [sign for member in self.members for sign in (member.line, member.process.sentinel)]
        wait(signs, timeout=max(0.0, first_end - time.monotonic()))
        for member in list(self.members):
            yield from self._attend(member)

    def left_over(self) -> Iterator[UnscoredCall]:
        """What nobody is there to hear: no worker could be started. Raises that as an error if none ever was."""
        if not self._handout:
            return
        loss = Loss(self._problem.why, self._problem.mend) if self._problem else _NO_START
        if not self._ever_ready:
            raise self._problem or MachineError(where="--workers", why=loss.why, mend=loss.mend)
        while self._handout:
            yield given_up(self._handout.next().recording, loss)

    def _attend(self, member: CrewMember) -> Iterator[Call | UnscoredCall]:
        ended = not member.process.is_alive()  # asked first: what it said before it ended is then all there
        for message in member.messages():
            match message:
                case Ready():
                    self._ever_ready, self._lost_starts = True, 0
                    self._give_next(member)
                case Decoded(duration_s):
                    member.duration_s = duration_s
                    member.allow(self._patience.hearing_s(duration_s))
                case Finished(result):
                    self._patience.learn(member.duration_s, member.took_s)
                    self._give_next(member)  # before the result is dealt with: nobody idles meanwhile
                    yield result
                case GaveOut(problem):
                    yield from self._lose(
                        member, Loss(problem.why, problem.mend) if problem else OUT_OF_MEMORY, problem
                    )
        if member not in self.members:
            return
        if ended:
            yield from self._lose(member, member.fate())
        elif time.monotonic() >= member.until:
            yield from self._lose(member, hung(member.limit_s))

    def _give_next(self, member: CrewMember) -> None:
        if self._handout:
            job = self._handout.next()
            member.give(job, self._patience.decoding_s(job.size_bytes))
        else:
            self._part_with(member)

    def _part_with(self, member: CrewMember) -> None:
        self.members.remove(member)
        member.dismiss()

    def _lose(self, member: CrewMember, loss: Loss, problem: QaScorerError | None = None) -> Iterator[UnscoredCall]:
        """Part with a worker that was lost, put another in its place, and see what becomes of its recording."""
        self._part_with(member)
        if member.job is None:
            self._problem = problem or self._problem
            self._lost_starts += 1
            log.warning("a worker did not start: %s", loss.why.en)
        elif told := self._handout.back(member.job, loss):
            yield told
        if self._handout and not (member.job is None and problem) and self._lost_starts < _LOST_STARTS:
            self.hire(member.card)


_NO_START = Loss(
    Text("没有一个识别进程能启动", "no worker process could be started"),
    Text(
        "看日志中的原因；内存不够时用较小的 --workers 或 --model",
        "see the log for the reason; where memory is short use fewer --workers or a smaller --model",
    ),
)
