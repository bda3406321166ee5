"""The peak memory of this process."""

import sys
from pathlib import Path

import psutil


def peak_bytes() -> int:
    """The most it has held in memory at once, as the system kept it.

    On Linux `ru_maxrss` would not do: a child process inherits the figure of the one that started it.
    """
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    if sys.platform == "darwin":
        import resource

        return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return peak_bytes_of(psutil.Process())


def peak_bytes_of(process: psutil.Process) -> int:
    """The most that another process has held so far; where the system does not keep that, what it holds now."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    kept = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), None)
    return kept if kept is not None else int(process.memory_info().rss)
