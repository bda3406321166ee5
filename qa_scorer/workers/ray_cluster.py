"""Listening on the machines of a Ray cluster (docs.ray.io): actors that hold the model, as many as each machine can.

Ray is an optional extra, imported here only. It starts the processes and carries the messages; which recording goes
where, and what becomes of one whose worker or machine is lost, is the crew's business as everywhere.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from qa_scorer.errors import MachineError, QaScorerError
from qa_scorer.language import Text
from qa_scorer.listening.settings import HeardWith
from qa_scorer.model import Call, Recording, UnscoredCall
from qa_scorer.workers import DoubtsOf, Recall, nothing_before
from qa_scorer.workers.crew import heard_by_crew
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.patience import Patience
from qa_scorer.workers.ray_listener import heard_with
from qa_scorer.workers.ray_machines import RayMachines
from qa_scorer.workers.shared_storage import PathMap

log = logging.getLogger(__name__)

_KNOCK_S: Final = 10.0


class RayCluster:
    """`Workers` on the cluster at `address` ("auto": the one that this machine belongs to)."""

    def __init__(
        self,
        ears: Ears,
        address: str,
        *,
        paths: Sequence[PathMap] = (),
        patience: Callable[[], Patience] = Patience,
    ) -> None:
        self._ears, self._address = ears, address
        self._paths, self._patience = paths, patience

    @property
    def heard_with(self) -> HeardWith:
        """Asked of a machine that will listen: this one may have no graphics card where those have."""
        ray = _connected(self._address)
        card = 1 if self._ears.device != "cpu" and ray.cluster_resources().get("GPU") else 0
        answer: HeardWith | QaScorerError = ray.get(ray.remote(num_gpus=card)(heard_with).remote(self._ears))
        if isinstance(answer, QaScorerError):
            raise answer
        return answer

    def heard(
        self, recordings: Sequence[Recording], doubts_of: DoubtsOf | None = None, recall: Recall = nothing_before
    ) -> Iterator[Call | UnscoredCall]:
        ray = _connected(self._address)
        try:
            machines = RayMachines(ray, self._ears, doubts_of, self._paths)
            yield from heard_by_crew(machines, recordings, self._patience(), recall)
        finally:
            ray.shutdown()


def _connected(address: str) -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machines
    try:
        import ray
        import ray.util.scheduling_strategies
    except ImportError as problem:
        raise _no_ray() from problem
    if ray.is_initialized():
        return ray
    on_sigterm = signal.getsignal(signal.SIGTERM)
    try:
        _knock(address)
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, configure_logging=False)
    except (OSError, ValueError, RuntimeError) as problem:
        raise _no_cluster(address, problem) from problem
    if threading.current_thread() is threading.main_thread():  # Ray puts its own there, which would drop the night
        signal.signal(signal.SIGTERM, on_sigterm)
    return ray


def _knock(address: str) -> None:
    """Ray itself would try for minutes. Raises OSError where nobody answers at HOST:PORT."""
    host, between, port = address.rpartition(":")
    if between and port.isdigit() and "/" not in host:
        with socket.create_connection((host, int(port)), timeout=_KNOCK_S):
            pass


def _no_ray() -> MachineError:
    return MachineError(
        where="--cluster",
        why=Text("没有安装 Ray", "Ray is not installed"),
        mend=Text('运行 pip install "qa-scorer[ray]"', 'run pip install "qa-scorer[ray]"'),
    )


def _no_cluster(address: str, problem: Exception) -> MachineError:
    log.error("no cluster at %s", address, exc_info=problem)
    return MachineError(
        where=f"--cluster {address}",
        why=Text("连不上这个 Ray 集群", "there is no Ray cluster to be reached there"),
        mend=Text(
            "先在主机上运行 ray start --head --disable-usage-stats，再在其他机器上运行 ray start --address=主机:6379",
            "run ray start --head --disable-usage-stats on one machine first, then ray start --address=HEAD:6379 on "
            "the others",
        ),
    )
