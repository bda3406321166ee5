"""A run and its workers, each killed twenty times at moments nobody chose: the next goes on, the end is the same."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from qa_scorer.store import Store
from tests.command import ROOT, command_line, environment, qa_scorer
from tests.ready_calls import make_ready

_KILLS = 20
_CALLS = 8

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def arguments(folder: Path, out: Path) -> list[object]:
    texts = folder.parent / "texts"
    return ["run", folder, "--out", out, "--transcripts", texts, "--workers", 1, "--audio", "none"]


def scorecards(out: Path) -> bytes:
    """Byte for byte, but for the times of the run."""
    written = (out / "scorecards.json").read_bytes()
    times = re.compile(rb'^  "(started|finished)_at": .*$', re.MULTILINE)
    assert len(times.findall(written)) == 2
    return times.sub(b"", written)


def killed(folder: Path, out: Path, *, run_after_s: float, worker_after_s: float) -> tuple[int, int]:
    """Start a run; kill a worker so long after there is one, and so long after the start the run, workers and all.

    Returns how many runs and how many workers were killed.
    """
    command = command_line(*arguments(folder, out))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment("en"), start_new_session=True, **quiet) as running:
        until = time.monotonic() + run_after_s
        workers = one_killed(running, until, worker_after_s)
        try:
            running.wait(timeout=max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return 1, workers
    return 0, workers


def one_killed(running: "subprocess.Popen[bytes]", until: float, after_s: float) -> int:
    """0: the time was up, or the run ended, before there was a worker to be killed."""
    own = psutil.Process(running.pid)
    while time.monotonic() < until and running.poll() is None:
        for worker in own.children():
            with suppress(psutil.NoSuchProcess):
                if "spawn_main" in " ".join(worker.cmdline()):
                    time.sleep(min(after_s, max(until - time.monotonic(), 0)))
                    worker.kill()
                    return 1
        time.sleep(0.02)
    return 0


def stored(out: Path) -> tuple[int, int]:
    """Calls in the store, and scorecards."""
    if not (store := out.parent / "qa.db").exists():
        return 0, 0
    with Store.open(store) as opened:
        return tuple(opened.db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("calls", "scorecards"))  # type: ignore[return-value]


def test_twenty_kills_lose_nothing_and_change_nothing(tmp_path: Path) -> None:
    folder = make_ready(tmp_path / "recordings", calls=_CALLS)
    undisturbed = tmp_path / "undisturbed" / "out"
    started = time.monotonic()
    assert qa_scorer(*arguments(folder, undisturbed)).returncode == 0
    whole_s = time.monotonic() - started

    out = tmp_path / "killed" / "out"
    moments = random.Random(4)
    kills, most = [0, 0], (0, 0)
    for _ in range(5 * _KILLS):
        if stored(out)[1] == _CALLS:  # all is done: begin anew, so that every stage is hit
            for left in out.parent.glob("qa.db*"):
                left.unlink()
            most = (0, 0)
        run_after_s, worker_after_s = moments.uniform(0.1, 0.8 * whole_s), moments.uniform(0, 0.2 * whole_s)
        these = killed(folder, out, run_after_s=run_after_s, worker_after_s=worker_after_s)
        kills = [sum(each) for each in zip(kills, these, strict=True)]
        now = stored(out)
        assert now[0] >= most[0], "a call that was kept is gone"
        most = now
        if min(kills) >= _KILLS:
            break
    assert min(kills) >= _KILLS
    assert qa_scorer(*arguments(folder, out)).returncode == 0
    assert scorecards(out) == scorecards(undisturbed)
    assert not [path for path in out.rglob(".*.tmp")], "half-written files lie about"
