"""A Ray cluster as the crew knows it: its machines are the places, its actors the members."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from qa_scorer import __version__
from qa_scorer.language import Text
from qa_scorer.workers import DoubtsOf
from qa_scorer.workers.allowance import Allowance
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.handout import Job
from qa_scorer.workers.losses import OUT_OF_MEMORY, Loss
from qa_scorer.workers.messages import Decoded, Ended, Message
from qa_scorer.workers.ray_listener import Order, RayListener, Reply
from qa_scorer.workers.shared_storage import PathMap, path_there
from qa_scorer.workers.staffing import worker_bytes

log = logging.getLogger(__name__)

_NEW_MACHINES_S: Final = 10.0  # how often the cluster is asked for machines that have joined
_ANSWER_S: Final = 15.0  # how long an actor may take to say how long its recording is
_KNOWN_LOST_WITHIN_S: Final = 10.0  # a worker out of reach: so long Ray may take to know that its machine is lost


class RayMachines:
    """Places are the cluster's machines, by the id that Ray gives them."""

    def __init__(self, ray: Any, ears: Ears, doubts_of: DoubtsOf | None, paths: Sequence[PathMap]) -> None:
        self._ray, self._ears, self._doubts_of, self._paths = ray, ears, doubts_of, paths
        self._known: set[str] = set()
        self._asked_at = -_NEW_MACHINES_S

    def openings(self) -> Iterator[str]:
        if time.monotonic() - self._asked_at < _NEW_MACHINES_S:
            return
        self._asked_at = time.monotonic()
        for machine, has in self._alive().items():
            if machine not in self._known:
                self._known.add(machine)
                workers, _ = _staff(self._ears, has)
                log.info("machine %s: %d worker(s), %s", machine, workers, has)
                yield from [machine] * workers

    def hire(self, place: str, loading_s: float) -> "RayMember | None":
        has = self._alive().get(place)
        if has is None:
            return None
        workers, card = _staff(self._ears, has)
        threads = max(1, int(has.get("CPU", 1)) // max(1, workers))
        there = self._ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(place, soft=False)
        settings = {
            "num_cpus": threads,
            "num_gpus": card,
            "max_concurrency": 2,  # it can be asked while it listens
            "scheduling_strategy": there,
            "runtime_env": {"env_vars": {"OMP_NUM_THREADS": str(threads), "NUMBA_NUM_THREADS": str(threads)}},
        }
        actor = self._ray.remote(RayListener).options(**settings)
        started = actor.remote(self._ears, self._doubts_of, threads, __version__)
        return RayMember(self._ray, started, place, self._paths, loading_s)

    def wait(self, members: "Sequence[RayMember]", timeout_s: float) -> None:
        self._ray.wait([member.reply for member in members], timeout=min(timeout_s, _NEW_MACHINES_S))

    def _alive(self) -> dict[str, dict[str, float]]:
        return {node["NodeID"]: node["Resources"] for node in self._ray.nodes() if node["Alive"]}


class RayMember(Allowance):
    """A `crew.Member`: an actor, and the reply it owes."""

    def __init__(self, ray: Any, actor: Any, place: str, paths: Sequence[PathMap], loading_s: float) -> None:
        super().__init__(place, loading_s)
        self._ray, self._actor, self._paths = ray, actor, paths
        self.reply = actor.ready.remote()

    def give(self, job: Job, limit_s: float) -> None:
        self.begin(job, limit_s)
        recording = job.recording
        path = path_there(recording.path, self._paths)
        self.reply = self._actor.hear.remote(
            Order(
                path=path,
                name=recording.name,
                call=recording.call,
                raw=recording.raw,
                recognised=recording.recognised,
            )
        )

    def messages(self) -> Iterator[Message]:
        done, _ = self._ray.wait([self.reply], timeout=0)
        if done:
            yield self._told()
        elif self.job and not self.duration_s and time.monotonic() >= self.until:
            yield from self._length()

    def dismiss(self) -> None:
        with suppress(Exception):  # its machine may be gone, the cluster too
            self._ray.kill(self._actor)

    def _told(self) -> Message:
        try:
            reply: Reply = self._ray.get(self.reply)
        except self._ray.exceptions.OutOfMemoryError:
            return Ended(OUT_OF_MEMORY)
        except self._ray.exceptions.RayError as problem:
            return self._ended(problem)
        for record in reply.log:
            logging.getLogger(record.name).handle(record)
        return reply.message

    def _ended(self, problem: Exception) -> Ended:
        log.warning("worker on machine %s: %s", self.place, problem)
        out_of_reach = isinstance(problem, self._ray.exceptions.ActorUnavailableError)
        until = time.monotonic() + (_KNOWN_LOST_WITHIN_S if out_of_reach else 0)
        while not (gone := self._is_machine_gone()) and time.monotonic() < until:
            time.sleep(0.2)
        return Ended(_MACHINE_GONE if gone else _ACTOR_GONE, blameless=gone)

    def _is_machine_gone(self) -> bool:
        return all(node["NodeID"] != self.place or not node["Alive"] for node in self._ray.nodes())

    def _length(self) -> Iterator[Decoded]:
        with suppress(self._ray.exceptions.RayError):
            if duration_s := self._ray.get(self._actor.length_s.remote(), timeout=_ANSWER_S):
                yield Decoded(duration_s)


def _staff(ears: Ears, has: dict[str, float]) -> tuple[int, int]:
    """How many workers a machine with these resources gets, and the graphics cards of each."""
    if ears.device != "cpu" and (cards := int(has.get("GPU", 0))):
        return cards, 1
    if ears.device == "cuda":
        return 0, 0
    return min(int(has.get("CPU", 0)), int(has.get("memory", 0)) // worker_bytes(ears)), 0


_AGAIN = Text("重新运行，只会听没听过的", "run again: only what was not heard is heard")
_MACHINE_GONE = Loss(Text("听它的机器退出了集群", "its machine left the cluster"), _AGAIN)
_ACTOR_GONE = Loss(
    Text("听它的进程意外终止", "its worker ended unexpectedly"),
    Text(
        "看日志中的原因；内存不够时用较小的 --model",
        "see the log for the reason; where memory is short use a smaller --model",
    ),
)
