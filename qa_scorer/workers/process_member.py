"""A worker process as the one that started it sees it."""

import logging
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from pathlib import Path

from qa_scorer.workers import DoubtsOf
from qa_scorer.workers.allowance import Allowance
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.handout import Job
from qa_scorer.workers.losses import died
from qa_scorer.workers.messages import Ended, Message
from qa_scorer.workers.worker_process import work

log = logging.getLogger(__name__)

Told = tuple[Ears, DoubtsOf | None]  # what a worker is told first

_TAIL = 2000  # characters of a lost worker's last words that go into the log


class ProcessMember(Allowance):
    """A `crew.Member`, started when it is made.

    It has a pipe of its own and one recording in hand at most: a process that is killed in the middle of a message can
    block nobody else, as it would with a shared queue.
    """

    def __init__(self, told: Told, threads: int, card: str, last_words: Path, loading_s: float) -> None:
        super().__init__(card, loading_s)
        spawn = multiprocessing.get_context("spawn")
        self.line, theirs = spawn.Pipe()
        self.process = spawn.Process(target=work, args=(theirs, threads, card, str(last_words)), daemon=True)
        with _ctrl_c_waits():
            self.process.start()
        theirs.close()
        self._last_words = last_words
        with suppress(OSError):  # it is gone already, which will be seen
            self.line.send(told)

    def give(self, job: Job, limit_s: float) -> None:
        self.begin(job, limit_s)
        with suppress(OSError):
            self.line.send(job.recording)

    def messages(self) -> Iterator[Message]:
        """Its log records among them go to the log here."""
        ended = not self.process.is_alive()  # asked first: what it said before it ended is then all there
        with suppress(EOFError, OSError):
            while self.line.poll():
                message = self.line.recv()
                if isinstance(message, logging.LogRecord):
                    logging.getLogger(message.name).handle(message)
                else:
                    yield message
        if ended:
            log.error("worker %s: %s", self.process.pid, self._said_last())
            yield Ended(died(self.process.exitcode))

    def dismiss(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()
        self.line.close()

    def _said_last(self) -> str:
        with suppress(OSError):
            words = self._last_words.read_text("utf-8", errors="replace")
            stack, _, _ = words.partition("\nExtension modules:")  # a long list, and says nothing
            return stack[-_TAIL:].strip() or "ended without a word"
        return "ended"


@contextmanager
def _ctrl_c_waits() -> Iterator[None]:
    """A process started in here never gets Ctrl-C: it inherits the blocking, also before it can ignore it itself."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # Python starts it with the first process, and would unblock Ctrl-C then
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
