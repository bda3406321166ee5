"""The clock of one worker: what it was given and until when."""

import time

from qa_scorer.workers.handout import Job


class Allowance:
    """The part of a `crew.Member` that is the same wherever it works."""

    def __init__(self, place: str, loading_s: float) -> None:
        self.place = place
        self.job: Job | None = None
        self.duration_s = 0.0
        self._began_at = time.monotonic()
        self.allow(loading_s)

    def begin(self, job: Job, limit_s: float) -> None:
        self.job, self.duration_s, self._began_at = job, 0.0, time.monotonic()
        self.allow(limit_s)

    def allow(self, limit_s: float) -> None:
        self.limit_s, self.until = limit_s, time.monotonic() + limit_s

    @property
    def took_s(self) -> float:
        return time.monotonic() - self._began_at
