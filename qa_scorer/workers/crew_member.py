"""A worker process as the one that started it sees it: its pipe, what it has in hand, and until when."""

import logging
import multiprocessing
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qa_scorer.workers import DoubtsOf
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.handout import Job
from qa_scorer.workers.losses import Loss, died
from qa_scorer.workers.worker_process import work

log = logging.getLogger(__name__)

Told = tuple[Ears, DoubtsOf | None]  # what a worker is told first

_TAIL = 2000  # characters of a lost worker's last words that go into the log


class CrewMember:
    """Started when made, and to be ready within `loading_s`.

    `job` is what it has in hand (None while it loads its model), with `duration_s` of sound.
    """

    def __init__(self, told: Told, threads: int, card: str | None, last_words: Path, loading_s: float) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.line, theirs = spawn.Pipe()
        self.process = spawn.Process(target=work, args=(theirs, threads, card, str(last_words)), daemon=True)
        with _ctrl_c_waits():
            self.process.start()
        theirs.close()
        self.job: Job | None = None
        self.duration_s = 0.0
        self.card = card
        self._last_words = last_words
        self._began_at = time.monotonic()
        self.allow(loading_s)
        with suppress(OSError):  # it is gone already, which will be seen
            self.line.send(told)

    def give(self, job: Job, limit_s: float) -> None:
        """Hand over a recording, to be opened and decoded within `limit_s`."""
        self.job, self.duration_s, self._began_at = job, 0.0, time.monotonic()
        self.allow(limit_s)
        with suppress(OSError):
            self.line.send(job.recording)

    def allow(self, limit_s: float) -> None:
        """From now on it has `limit_s` for what it is at."""
        self.limit_s, self.until = limit_s, time.monotonic() + limit_s

    @property
    def took_s(self) -> float:
        return time.monotonic() - self._began_at

    def messages(self) -> Iterator[object]:
        """What it has said since it was last asked; its log records go to the log here."""
        with suppress(EOFError, OSError):
            while self.line.poll():
                message = self.line.recv()
                if isinstance(message, logging.LogRecord):
                    logging.getLogger(message.name).handle(message)
                else:
                    yield message

    def fate(self) -> Loss:
        """How it ended. Its last words go to the log."""
        log.error("worker %s: %s", self.process.pid, self._said_last())
        return died(self.process.exitcode)

    def dismiss(self) -> None:
        """End it at once: it holds nothing that has to be saved."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()

    def _said_last(self) -> str:
        with suppress(OSError):
            return self._last_words.read_text("utf-8", errors="replace")[-_TAIL:].strip() or "ended without a word"
        return "ended"


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """A process started in here never gets Ctrl-C: it inherits the blocking, also before it can ignore it itself."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
