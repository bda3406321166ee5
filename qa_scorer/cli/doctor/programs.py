"""Python, the packages, SQLite, the model: is everything there, and the right one?"""

import platform
import re
import sqlite3
import struct
import sys
import time
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Final

from qa_scorer.cli.doctor.diagnosis import Diagnosis, doubtful, ill, well
from qa_scorer.errors import QaScorerError
from qa_scorer.language import Text
from qa_scorer.workers.ears import Ears

_PYTHON: Final = (3, 11)
_SQLITE: Final = (3, 35)  # the first with RETURNING
_BITS: Final = 64


def python() -> Diagnosis:
    about = Text("Python", "Python")
    found = f"{platform.python_version()} ({struct.calcsize('P') * 8} bit)"
    if sys.version_info < _PYTHON or struct.calcsize("P") * 8 < _BITS:
        mend = Text("安装 64 位的 Python 3.11 或更新版本", "install Python 3.11 or newer, 64 bit")
        return ill(about, Text(found, found), mend)
    return well(about, Text(found, found))


def packages() -> Diagnosis:
    """Every dependency in the very version that is pinned: another one may hear, and so score, differently."""
    about = Text("依赖包", "Packages")
    try:
        pinned = [line for line in requires("qa-scorer") or () if "extra ==" not in line]
    except PackageNotFoundError:
        found = Text("qa-scorer 没有用 pip 安装，无法核对", "qa-scorer was not installed with pip: nothing to compare")
        return doubtful(about, found, Text("运行 pip install qa-scorer", "run pip install qa-scorer"))
    wrong = [difference for line in pinned if (difference := _difference(line))]
    if wrong:
        mend = Text("重新安装：pip install --force-reinstall qa-scorer", "run pip install --force-reinstall qa-scorer")
        return ill(about, Text("、".join(wrong), ", ".join(wrong)), mend)
    return well(about, Text(f"{len(pinned)} 个，版本都对", f"{len(pinned)}, all in the right version"))


def _difference(pinned: str) -> str | None:
    """From `name==version`."""
    name, _, wanted = re.split(r"[;\s]", pinned)[0].partition("==")
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} {wanted}: -"
    return None if found.split("+")[0] == wanted else f"{name} {wanted}: {found}"


def database() -> Diagnosis:
    about, found = Text("SQLite", "SQLite"), Text(sqlite3.sqlite_version, sqlite3.sqlite_version)
    if sqlite3.sqlite_version_info < _SQLITE:
        return ill(about, found, Text("安装较新的 Python", "install a newer Python"))
    return well(about, found)


def model(ears: Ears) -> Diagnosis:
    """Loads it as a worker would."""
    about, began = Text("模型", "Model"), time.monotonic()
    try:
        name = ears.open().name
    except QaScorerError as problem:
        where = f"{problem.where}: "
        return ill(about, Text(where + problem.why.zh, where + problem.why.en), problem.mend)
    except MemoryError:
        return ill(about, Text("内存不够", "the memory ran out"), Text("用较小的 --model", "use a smaller --model"))
    took_s = time.monotonic() - began
    return well(about, Text(f"{name}，{took_s:.1f} 秒装入", f"{name}, loaded in {took_s:.1f} s"))
