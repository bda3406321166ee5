"""How long the workbooks of a great night take, and how much memory: 200 agents, 100 calls each, 80 rules.

The calls are made up one by one as they are read, which takes time of its own: it is measured apart and taken off.
The memory is that of this process and of those it starts, together, seen every tenth of a second.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from qa_scorer.figures.history import History
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.scorecards.outgoing import counted, masked_night
from qa_scorer.scorecards.workbooks import write_workbooks
from tests.made_up_night import made_up_night

AGENTS, CALLS_EACH, RULES = 200, 100, 80


def main(_audio: Path) -> None:
    night = made_up_night(AGENTS, CALLS_EACH, RULES)
    made = _taken(lambda: sum(1 for _ in night.scored))
    with _memory() as peak, tempfile.TemporaryDirectory() as out:
        kept: list[NightFigures] = []
        counting = _taken(lambda: kept.append(counted(night, History()))).less(made)
        writing = _taken(lambda: write_workbooks(masked_night(night), kept[0], Path(out), "zh", with_pages=True))
        size = sum(path.stat().st_size for path in Path(out).rglob("*.xlsx"))
    listed, calls = sum(call.listed for call in kept[0].calls), len(night.scored)
    print(f"{AGENTS} agents, {calls} calls, {RULES} rules: {listed / calls:.1f} of {RULES} findings a call are listed")
    print(f"  counting the figures   {counting}   (making the calls up is not in it: {made})")
    print(f"  writing the workbooks  {writing}   {size / 1e6:.0f} MB")
    print(f"  together               {counting.clock_s + writing.clock_s:.0f} s   (at most 60 s)")
    print(f"  on two free cores      {counting.cores_s + writing.cores_s / 2:.0f} s by core time")
    print(f"  memory at its peak     {peak[0] / 1e6:.0f} MB  (at most 500 MB)")


@dataclass(frozen=True, slots=True)
class Taken:
    """By the clock, and on all cores together, those of ended child processes too: other work does not show in it."""

    clock_s: float
    cores_s: float

    def less(self, other: "Taken") -> "Taken":
        return Taken(self.clock_s - other.clock_s, self.cores_s - other.cores_s)

    def __str__(self) -> str:
        return f"{self.clock_s:5.1f} s, {self.cores_s:5.1f} s of cores"


def _taken(work: Callable[[], object]) -> Taken:
    clock, cores = time.perf_counter(), sum(os.times()[:4])
    work()
    return Taken(time.perf_counter() - clock, sum(os.times()[:4]) - cores)


@contextmanager
def _memory() -> Iterator[list[int]]:
    """The largest memory, in bytes, that this process and its children held together, shared pages counted once."""
    peak, stop = [0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.1):
            peak[0] = max(peak[0], _held())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        stop.set()
        watcher.join()


def _held() -> int:
    me = psutil.Process()
    held = 0
    for process in (me, *me.children(recursive=True)):
        try:
            memory = process.memory_full_info()
        except psutil.Error:  # it has just ended
            continue
        held += getattr(memory, "pss", memory.uss)
    return held


if __name__ == "__main__":
    main(Path())
