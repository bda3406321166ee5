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
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024
