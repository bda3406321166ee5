"""The real command with worker processes, stopped in every way there is."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from tests.command import ROOT, command_line, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

_SOON_S = 30.0


@contextmanager
def night(folder: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    """One worker at three recordings; a process group of its own, as a terminal makes one."""
    command = command_line("run", folder, "--out", out, "--workers", 1)
    with subprocess.Popen(
        command, env=environment("en"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        start_new_session=True,
    ) as running:  # fmt: skip
        yield running


def wait_for(what: Callable[[], object], running: subprocess.Popen[str]) -> None:
    while not what():
        assert running.poll() is None, running.stderr and running.stderr.read()
        time.sleep(0.05)


def workers(running: subprocess.Popen[str]) -> list[psutil.Process]:
    return [child for child in psutil.Process(running.pid).children() if "spawn_main" in " ".join(child.cmdline())]


def heard_one(out: Path) -> bool:
    log = out / "qa-scorer.log"
    return log.exists() and ": heard" in log.read_text("utf-8")


def ctrl_c(running: subprocess.Popen[str]) -> None:
    """As a terminal sends it: to everyone in the group."""
    os.killpg(running.pid, signal.SIGINT)


def as_systemd_stops(running: subprocess.Popen[str]) -> None:
    running.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("stop", [ctrl_c, as_systemd_stops])
def test_once_writes_what_is_heard_and_takes_the_workers_along(
    stop: Callable[[subprocess.Popen[str]], None], folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with night(folder, out) as running:
        wait_for(lambda: heard_one(out), running)
        at_work = workers(running)
        assert at_work
        stop(running)
        _, complaints = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in complaints
    assert not any(worker.is_running() for worker in at_work)
    scorecards = json.loads((out / "scorecards.json").read_text("utf-8"))
    assert 1 <= len(scorecards["calls"]) < 3


def test_twice_ends_at_once(folder: Path, tmp_path: Path) -> None:
    with night(folder, tmp_path / "out") as running:
        wait_for(lambda: workers(running), running)
        at_work = workers(running)
        ctrl_c(running)
        time.sleep(0.2)
        began = time.monotonic()
        ctrl_c(running)
        _, complaints = running.communicate(timeout=120)
    assert running.returncode in (130, -signal.SIGINT)  # killed while it was ending: a shell calls both 130
    assert time.monotonic() - began < _SOON_S
    assert "Traceback" not in complaints, complaints
    assert not any(worker.is_running() for worker in at_work)


def test_workers_end_when_the_run_is_killed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with night(folder, out) as running:
        wait_for(lambda: heard_one(out), running)
        at_work = workers(running)
        running.kill()
        _, alive = psutil.wait_procs(at_work, timeout=_SOON_S)
    assert not alive
