"""A worker on a Ray cluster from the inside: an actor that holds the model. This module knows nothing of Ray."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from logging.handlers import QueueHandler
from pathlib import Path
from queue import SimpleQueue

from qa_scorer import __version__
from qa_scorer.errors import MachineError, QaScorerError
from qa_scorer.language import Text
from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import CallData, RawFormat, Recording, VoiceWords
from qa_scorer.workers import DoubtsOf
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.losses import Loss, given_up
from qa_scorer.workers.messages import Finished, GaveOut, Ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A recording as the cluster's machine finds it. A `Path` of Windows could not be sent to Linux: `path` is text."""

    path: str
    name: str
    call: CallData
    raw: RawFormat | None
    recognised: tuple[VoiceWords, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of it, and what was logged meanwhile."""

    message: Ready | Finished | GaveOut
    log: Sequence[logging.LogRecord] = ()


class RayListener:
    """Made where it is to work; `ready` loads the model. `length_s` can be asked while `hear` is at work."""

    def __init__(self, ears: Ears, doubts_of: DoubtsOf | None, threads: int, version: str) -> None:
        self._ears, self._doubts_of, self._threads, self._version = ears, doubts_of, threads, version
        self._length_s = 0.0
        self._log: SimpleQueue[logging.LogRecord] = SimpleQueue()

    def ready(self) -> Reply:
        logging.captureWarnings(True)
        logging.basicConfig(handlers=[QueueHandler(self._log)], format="%(message)s", level=logging.INFO, force=True)
        logging.getLogger("faster_whisper").setLevel(logging.WARNING)  # it tells of every chunk
        try:
            if __version__ != self._version:
                raise _other_version(self._version)
            self._engine = self._ears.open(self._threads)
        except QaScorerError as problem:
            return self._reply(GaveOut(problem))
        except MemoryError:
            return self._reply(GaveOut(None))
        return self._reply(Ready())

    def hear(self, order: Order) -> Reply:
        from qa_scorer.workers.hear_one import hear_one

        recording = Recording(
            path=Path(order.path), name=order.name, call=order.call, raw=order.raw, recognised=order.recognised
        )
        self._length_s = 0.0
        try:
            if not recording.path.exists():
                return self._reply(Finished(given_up(recording, _out_of_reach(order))))
            result = hear_one(recording, self._engine, self._ears.agent_channel, self._doubts_of, self._decoded)
        except QaScorerError as problem:
            return self._reply(GaveOut(problem))
        except MemoryError:
            return self._reply(GaveOut(None))
        return self._reply(Finished(result))

    def length_s(self) -> float:
        """The seconds of sound in hand; 0 as long as they are not decoded."""
        return self._length_s

    def _decoded(self, duration_s: float) -> None:
        self._length_s = duration_s

    def _reply(self, message: Ready | Finished | GaveOut) -> Reply:
        return Reply(message, [self._log.get() for _ in range(self._log.qsize())])


def heard_with(ears: Ears) -> HeardWith | QaScorerError:
    """The settings by name, as the machine it is called on has them. No exception: Ray would wrap it."""
    try:
        return ears.heard_with
    except QaScorerError as problem:
        return problem


def _other_version(wanted: str) -> MachineError:
    from platform import node

    return MachineError(
        where=node(),
        why=Text(
            f"这台机器上是 qa-scorer {__version__}，应为 {wanted}", f"it has qa-scorer {__version__}, not {wanted}"
        ),
        mend=Text("在集群的每台机器上安装同一版本", "install the same version on every machine of the cluster"),
    )


def _out_of_reach(order: Order) -> Loss:
    from platform import node

    return Loss(
        why=Text(f"集群机器 {node()} 上没有这个文件：{order.path}", f"machine {node()} does not see {order.path}"),
        mend=Text(
            "把录音放在每台机器都能读到的共享存储上；路径不同时用 --cluster-path 本机路径=集群路径",
            "keep the recordings on storage that every machine can read; where the path differs, add "
            "--cluster-path HERE=THERE",
        ),
    )
