"""Which recording is handed out next: the longest first, and one whose worker was lost once more at the end."""

import logging
import os
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from qa_scorer.language import Text
from qa_scorer.model import Recording, UnscoredCall
from qa_scorer.workers import Recall, nothing_before
from qa_scorer.workers.losses import Loss, given_up

log = logging.getLogger(__name__)

TRIES = 2


@dataclass(frozen=True, slots=True)
class Job:
    """A recording to be heard, and how often that has been begun. `size_bytes` is 0 where the file cannot be seen."""

    recording: Recording
    size_bytes: int
    tries: int = 0


class Handout:
    """The recordings that wait. With the longest first, no worker is left alone with a long one at the end.

    Length is judged by the size of the file: opening ten thousand recordings to ask would take minutes.
    """

    def __init__(self, recordings: Iterable[Recording], recall: Recall = nothing_before) -> None:
        self._recall = recall
        jobs = [Job(recording, _size_bytes(recording)) for recording in recordings]
        self._waiting = deque(sorted(jobs, key=lambda job: -job.size_bytes))

    def __len__(self) -> int:
        return len(self._waiting)

    def next(self) -> Job:
        job = self._waiting.popleft()
        return replace(job, recording=self._recall(job.recording), tries=job.tries + 1)

    def back(self, job: Job, loss: Loss, *, blameless: bool = False) -> UnscoredCall | None:
        """Take a recording back whose worker was lost; after its last try, what is said of it.

        `blameless`: it cannot have been the recording, and the try does not count.
        """
        if blameless:
            job = replace(job, tries=job.tries - 1)
        log.warning("%s: %s (try %d of %d)", job.recording.name, loss.why.en, job.tries, TRIES)
        if job.tries < TRIES:
            self._waiting.append(job)
            return None
        twice = Text(f"两次都没有听成：{loss.why.zh}", f"tried twice: {loss.why.en}")
        return given_up(job.recording, Loss(twice, loss.mend))


def _size_bytes(recording: Recording) -> int:
    try:
        return os.stat(recording.path).st_size
    except OSError:  # the worker will say what is wrong with it
        return 0
