"""How long the workbooks of a great night take, and how much memory: 200 agents, 100 calls each, 80 rules.

The calls are made up one by one as they are read, which takes time of its own: it is measured apart and taken off.
The memory is that of this process and of those it starts, together, seen every tenth of a second.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from qa_scorer.figures.history import History
from qa_scorer.scorecards.outgoing import counted, masked_night
from qa_scorer.scorecards.workbooks import write_workbooks
from tests.made_up_night import made_up_night

AGENTS, CALLS_EACH, RULES = 200, 100, 80


def main(_audio: Path) -> None:
    night = made_up_night(AGENTS, CALLS_EACH, RULES)
    made = _seconds(lambda: sum(1 for _ in night.scored))
    with _memory() as peak, tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        figures = counted(night, History())
        counting = time.perf_counter() - started - made
        written = _seconds(lambda: write_workbooks(masked_night(night), figures, Path(out), "zh", with_pages=True))
        size = sum(path.stat().st_size for path in Path(out).rglob("*.xlsx"))
    listed = sum(call.listed for call in figures.calls)
    calls = len(night.scored)
    print(f"{AGENTS} agents, {calls} calls, {RULES} rules: {listed / calls:.1f} of {RULES} findings a call are listed")
    print(f"  counting the figures   {counting:5.1f} s   (making the calls up, {made:.1f} s, is not in it)")
    print(f"  writing the workbooks  {written:5.1f} s   {size / 1e6:.0f} MB")
    print(f"  together               {counting + written:5.1f} s   (at most 60 s)")
    print(f"  memory at its peak     {peak[0] / 1e6:5.0f} MB  (at most 500 MB)")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


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
