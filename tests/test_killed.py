"""A run that is killed, twenty times, at moments nobody chose: the next one goes on, and the end is the same."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

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


def killed_after(seconds: float, folder: Path, out: Path) -> bool:
    """Start a run and kill it, workers and all. False: it had ended before."""
    command = command_line(*arguments(folder, out))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment("en"), start_new_session=True, **quiet) as running:
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return True
    return False


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
    kills, most = 0, (0, 0)
    for _ in range(3 * _KILLS):
        if stored(out)[1] == _CALLS:  # all is done: begin anew, so that every stage is hit
            for left in out.parent.glob("qa.db*"):
                left.unlink()
            most = (0, 0)
        kills += killed_after(moments.uniform(0.1, 0.7 * whole_s), folder, out)
        now = stored(out)
        assert now[0] >= most[0], "a call that was kept is gone"
        most = now
        if kills == _KILLS:
            break
    assert kills == _KILLS
    assert qa_scorer(*arguments(folder, out)).returncode == 0
    assert scorecards(out) == scorecards(undisturbed)
    assert not [path for path in out.rglob(".*.tmp")], "half-written files lie about"
