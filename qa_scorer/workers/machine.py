"""What this machine has to work with: cores, memory, graphics cards; containers' limits count."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_CGROUP: Final = Path("/sys/fs/cgroup")
_MICROSECONDS: Final = 2  # fields of cpu.max: quota, period


def cores() -> int:
    """The processor cores that this process may use, at least 1."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota = _cgroup("cpu.max").split()
    if len(quota) == _MICROSECONDS and quota[0] != "max":
        allowed = min(allowed, -(-int(quota[0]) // int(quota[1])))
    return max(1, allowed)


def free_memory_bytes() -> int:
    """The memory that can still be taken without swapping."""
    import psutil

    free = int(psutil.virtual_memory().available)
    most, used = _cgroup("memory.max"), _cgroup("memory.current")
    if most.isdigit() and used.isdigit():
        free = min(free, max(0, int(most) - int(used)))
    return free


def graphics_cards(device: str) -> int:
    """The NVIDIA cards that recognition can use with `--device device`."""
    if device == "cpu":
        return 0
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


def _cgroup(name: str) -> str:
    with suppress(OSError):
        return (_CGROUP / name).read_text("ascii").strip()
    return ""
