"""Workers at their recordings: who gets the next one, who counts as lost, and what becomes of the recording then."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, Protocol, TypeVar

from qa_scorer.errors import MachineError, QaScorerError
from qa_scorer.language import Text
from qa_scorer.model import Call, Recording, UnscoredCall
from qa_scorer.workers import Recall
from qa_scorer.workers.handout import Handout, Job
from qa_scorer.workers.losses import OUT_OF_MEMORY, Loss, given_up, hung
from qa_scorer.workers.messages import Decoded, Ended, Finished, GaveOut, Message, Ready
from qa_scorer.workers.patience import Patience

log = logging.getLogger(__name__)

_LOST_STARTS: Final = 3  # that many in a row, lost before the model was loaded, and no more are started


class Member(Protocol):
    """A worker as the crew knows it. `job` is what it has in hand: None while it loads its model."""

    job: Job | None
    duration_s: float  # of the sound in hand; 0 until it is decoded
    limit_s: float  # what it was allowed, and
    until: float  # until when that is (time.monotonic)
    place: str  # where it works: another may be put there when it is lost

    @property
    def took_s(self) -> float:
        """How long it has had its job."""

    def give(self, job: Job, limit_s: float) -> None:
        """Hand over a recording, to be opened and decoded within `limit_s`."""

    def allow(self, limit_s: float) -> None:
        """From now on it has `limit_s` for what it is at."""

    def messages(self) -> Iterator[Message]:
        """What there is to be told of it since it was last asked."""

    def dismiss(self) -> None:
        """End it at once: it holds nothing that has to be saved."""


M = TypeVar("M", bound=Member)


class Quarters(Protocol[M]):
    """Where members come from."""

    def openings(self) -> Iterable[str]:
        """Places for one member each that were not named before."""

    def hire(self, place: str, loading_s: float) -> M | None:
        """A new member at `place`, to be ready within `loading_s`; None where the place is no more."""

    def wait(self, members: Sequence[M], timeout_s: float) -> None:
        """Until there is something to be told of one of them."""


def heard_by_crew(
    quarters: Quarters[M], recordings: Sequence[Recording], patience: Patience, recall: Recall
) -> Iterator[Call | UnscoredCall]:
    """The recordings heard by members from `quarters`, as `Workers.heard` promises."""
    crew = _Crew(quarters, Handout(recordings, recall), patience)
    try:
        crew.fill_openings()
        while crew.members:
            yield from crew.next_results()
        yield from crew.left_over()
    finally:
        for member in crew.members:
            member.dismiss()


class _Crew(Generic[M]):
    def __init__(self, quarters: Quarters[M], handout: Handout, patience: Patience) -> None:
        self.members: list[M] = []
        self._quarters, self._handout, self._patience = quarters, handout, patience
        self._ever_ready, self._lost_starts = False, 0
        self._problem: QaScorerError | None = None

    def fill_openings(self) -> None:
        for place in self._quarters.openings():
            if len(self.members) < len(self._handout):
                self._hire(place)

    def next_results(self) -> Iterator[Call | UnscoredCall]:
        """Wait for something to happen, and see to it."""
        first_end = min(member.until for member in self.members)
        self._quarters.wait(self.members, max(0.0, first_end - time.monotonic()))
        for member in list(self.members):
            yield from self._attend(member)
        self.fill_openings()

    def left_over(self) -> Iterator[UnscoredCall]:
        """What nobody is there to hear: no worker could be started. Raises that as an error if none ever was."""
        if not self._handout:
            return
        loss = Loss(self._problem.why, self._problem.mend) if self._problem else _NO_START
        if not self._ever_ready:
            raise self._problem or MachineError(where="--workers", why=loss.why, mend=loss.mend)
        while self._handout:
            yield given_up(self._handout.next().recording, loss)

    def _hire(self, place: str) -> None:
        if member := self._quarters.hire(place, self._patience.loading_s):
            self.members.append(member)

    def _attend(self, member: M) -> Iterator[Call | UnscoredCall]:
        for message in member.messages():
            match message:
                case Ready():
                    self._ever_ready, self._lost_starts = True, 0
                    self._give_next(member)
                case Decoded(duration_s):
                    member.duration_s = duration_s
                    member.allow(self._patience.hearing_s(duration_s))
                case Finished(result):
                    self._learn(member)
                    self._give_next(member)  # before the result is dealt with: nobody idles meanwhile
                    yield result
                case GaveOut(problem):
                    loss = Loss(problem.why, problem.mend) if problem else OUT_OF_MEMORY
                    yield from self._lose(member, loss, problem)
                case Ended(loss, blameless):
                    yield from self._lose(member, loss, blameless=blameless)
            if member not in self.members:
                return
        if time.monotonic() >= member.until:
            yield from self._lose(member, hung(member.limit_s))

    def _give_next(self, member: M) -> None:
        if self._handout:
            job = self._handout.next()
            member.give(job, self._patience.decoding_s(job.size_bytes))
        else:
            self._part_with(member)

    def _learn(self, member: M) -> None:
        """How fast words are recognised: not from a recording of which they were known."""
        if member.job and not member.job.recording.recognised:
            self._patience.learn(member.duration_s, member.took_s)

    def _part_with(self, member: M) -> None:
        self.members.remove(member)
        member.dismiss()

    def _lose(
        self, member: M, loss: Loss, problem: QaScorerError | None = None, blameless: bool = False
    ) -> Iterator[UnscoredCall]:
        """Part with a worker that was lost, put another in its place, and see what becomes of its recording."""
        self._part_with(member)
        if member.job is None:
            self._problem = problem or self._problem
            self._lost_starts += 1
            log.warning("a worker did not start: %s", loss.why.en)
        elif told := self._handout.back(member.job, loss, blameless=blameless):
            yield told
        if self._handout and not (member.job is None and problem) and self._lost_starts < _LOST_STARTS:
            self._hire(member.place)


_NO_START = Loss(
    Text("没有一个识别进程能启动", "no worker process could be started"),
    Text(
        "看日志中的原因；内存不够时用较小的 --workers 或 --model",
        "see the log for the reason; where memory is short use fewer --workers or a smaller --model",
    ),
)
