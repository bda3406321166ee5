"""One worker process against two, the threads of all together the same, on the same recordings in one run.

Real-time factor: seconds of the clock per second of recording, the start of the processes included. Memory: the most
that any worker held at once.
"""

import os
import time
from collections.abc import Sequence
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
            heard[workers], took_s, peak = _hear(recordings, workers)
            sound_s = sum(call.evidence.facts.duration_s for call in heard[workers].values())
            times.append(took_s / sound_s)
            threads = max(1, cores() // workers)
            print(
                f"  {workers} worker(s) of {threads} thread(s): real-time factor {times[-1]:.3f}, starting included; "
                f"{peak / 1e6:.0f} MB a worker",
                flush=True,
            )
    print(f"  two take {sum(taken[2]) / sum(taken[1]):.2f} of the time that one takes")
    print(f"  what they heard is {'the same' if heard[1] == heard[2] else 'NOT the same'}")


def _hear(recordings: Sequence[Recording], workers: int) -> tuple[dict[str, Call], float, int]:
    started, peak = time.perf_counter(), 0
    heard: dict[str, Call] = {}
    for result in Processes(Ears(), workers=workers, cores=cores()).heard(recordings):
        peak = max([peak, *(peak_bytes_of(child) for child in psutil.Process(os.getpid()).children())])
        if isinstance(result, Call):
            heard[result.name] = result
    return heard, time.perf_counter() - started, peak
