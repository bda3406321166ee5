"""One worker process against two, the threads of all together the same, on the same recordings in one run.

Real-time factor: seconds of the clock per second of recording, the start of the processes included. Core time: the
processor's own count of what the workers used per second of recording, which other work on the machine hardly changes.
Memory: the most that any worker held at once.
"""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from qa_scorer.intake import gather
from qa_scorer.model import Call, Recording
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.machine import cores
from qa_scorer.workers.processes import Processes
from tests.bench.peak_memory import peak_bytes_of

_RECORDINGS = 8
_ROUNDS = 2  # each of them with every number of workers: a machine is not equally fast all the time


def main(audio: Path) -> None:
    recordings = gather([audio]).recordings[:_RECORDINGS]
    print(f"{len(recordings)} calls on {cores()} cores, {_ROUNDS} rounds")
    taken: dict[int, list[float]] = {1: [], 2: []}
    heard: dict[int, dict[str, Call]] = {}
    for _ in range(_ROUNDS):
        for workers, times in taken.items():
            heard[workers], took_s, cores_s, peak = _hear(recordings, workers)
            sound_s = sum(call.evidence.facts.duration_s for call in heard[workers].values())
            times.append(took_s / sound_s)
            threads = max(1, cores() // workers)
            print(
                f"  {workers} worker(s) of {threads} thread(s): real-time factor {times[-1]:.3f}, "
                f"core time {cores_s / sound_s:.3f}, {peak / 1e6:.0f} MB a worker",
                flush=True,
            )
    print(f"  two take {sum(taken[2]) / sum(taken[1]):.2f} of the time that one takes")
    print(f"  what they heard is {'the same' if heard[1] == heard[2] else 'NOT the same'}")


def _hear(recordings: Sequence[Recording], workers: int) -> tuple[dict[str, Call], float, float, int]:
    """What was heard, the seconds of the clock, the workers' seconds on the cores, the largest one's bytes."""
    own = psutil.Process()
    started, used_before_s, peak = time.perf_counter(), _used_s(own), 0
    heard: dict[str, Call] = {}
    for result in Processes(Ears(), workers=workers, cores=cores()).heard(recordings):
        with suppress(psutil.Error):
            peak = max([peak, *map(peak_bytes_of, own.children())])
        if isinstance(result, Call):
            heard[result.name] = result
    return heard, time.perf_counter() - started, _used_s(own) - used_before_s, peak


def _used_s(process: psutil.Process) -> float:
    """By the processes it started that have ended."""
    times = process.cpu_times()
    return float(times.children_user + times.children_system)
