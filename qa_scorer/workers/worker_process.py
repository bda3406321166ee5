"""A worker process from the inside: load the model once, then hear whatever comes down the line.

It ignores Ctrl-C, which is for the process that started it, and ends when that one does, however it ended.
"""

import faulthandler
import logging
import os
import signal
import threading
from collections.abc import Callable
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection, wait
from multiprocessing.process import parent_process
from typing import Any

from qa_scorer.errors import QaScorerError
from qa_scorer.workers.messages import Decoded, Finished, GaveOut, Ready

# Each library has a pool of threads of its own; together they would be many more than the cores.
_THREAD_SETTINGS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


def work(line: Connection, threads: int, card: str, last_words: str) -> None:
    """Serve recordings from `line` until it is closed. `card`: the graphics card to use, as CUDA counts them, or "".

    What libraries write to the screen, and the stack of a crash, go to the file `last_words`.

    What comes first over the line are the `Ears` and the `DoubtsOf`: unpickling them may import libraries, and the
    number of threads has to be in the environment before.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _speak_into(last_words)
    except FileNotFoundError:  # the folder went with the run, which ended while this process began
        return
    os.environ.update(dict.fromkeys(_THREAD_SETTINGS, str(threads)))
    if card:
        os.environ["CUDA_VISIBLE_DEVICES"] = card
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    tell = _telling(line)
    try:
        _serve(line, threads, tell)
    except QaScorerError as problem:
        tell(GaveOut(problem))
    except MemoryError:
        tell(GaveOut(None))
    except (EOFError, OSError):
        return  # the other end is gone


def _serve(line: Connection, threads: int, tell: Callable[[object], None]) -> None:
    from tqdm import tqdm

    from qa_scorer.workers.hear_one import hear_one

    tqdm.set_lock(threading.RLock())  # its own is shared among processes, and would be left behind when this is killed
    ears, doubts_of = line.recv()
    source = ears.open(threads)
    tell(Ready())
    while True:
        recording = line.recv()
        result = hear_one(recording, source, ears.agent_channel, doubts_of, lambda length_s: tell(Decoded(length_s)))
        tell(Finished(result))


def _speak_into(file: str) -> None:
    with open(file, "ab") as words:
        os.dup2(words.fileno(), 1)
        os.dup2(words.fileno(), 2)
    faulthandler.enable()


class _Sending:
    """The end of `line` as the logging module wants it; one message at a time, whatever thread it comes from."""

    def __init__(self, line: Connection) -> None:
        self._line, self._one_at_a_time = line, threading.Lock()

    def put_nowait(self, message: Any) -> None:
        with self._one_at_a_time:
            self._line.send(message)


def _telling(line: Connection) -> Callable[[object], None]:
    sending = _Sending(line)
    logging.raiseExceptions = False  # a line that is gone is no reason to speak of it
    logging.captureWarnings(True)
    logging.basicConfig(handlers=[QueueHandler(sending)], format="%(message)s", level=logging.INFO, force=True)  # type: ignore[arg-type]
    logging.getLogger("faster_whisper").setLevel(logging.WARNING)  # it tells of every chunk
    return sending.put_nowait


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
