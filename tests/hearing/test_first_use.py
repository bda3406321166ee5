"""A new installation in which several workers begin at once: numba's cache is whole afterwards."""

import os
import subprocess
import sys
from pathlib import Path

from tests.command import ROOT

_HEAR = """
from qa_scorer.hearing.levels import frame_levels_dbfs
from qa_scorer.hearing.pitch import pitch
from tests.hearing.made_voice import spoken, voice
samples, speech = spoken(voice(4.0, 180.0))
print(pitch(samples, frame_levels_dbfs(samples), speech).median_hz)
"""


def begun(cache: Path) -> subprocess.Popen[str]:
    own = {**os.environ, "NUMBA_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", _HEAR], env=own, stdout=subprocess.PIPE, text=True)


def test_processes_that_begin_together_leave_a_cache_that_works(tmp_path: Path) -> None:
    together = [begun(tmp_path) for _ in range(3)]
    heard = {process.communicate(timeout=300)[0] for process in together}
    assert [process.returncode for process in together] == [0, 0, 0]
    later = begun(tmp_path)
    heard.add(later.communicate(timeout=300)[0])
    assert later.returncode == 0 and len(heard) == 1
    assert list(tmp_path.rglob("*.nbc"))
