"""Two hours of stereo are decoded in well under a gigabyte."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.sound_files import encode, left_only

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process's peak memory this way")
def test_two_hours_of_stereo(tmp_path: Path) -> None:
    """The samples alone are 461 MB; a child process, of which only decoding is asked, peaks below 700 MB."""
    path = two_hours(tmp_path / "long.wav")
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.bench.peak_memory import peak_bytes\n"
        "from qa_scorer.hearing.decode import decode; from qa_scorer.model import CallData, Recording\n"
        "path = Path(sys.argv[1]); sound = decode(Recording(path=path, name='long.wav', call=CallData()))\n"
        "print(sound.duration_s, *sound.samples.shape, peak_bytes())\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300).stdout.split()
    assert told[:3] == ["7200.0", "2", "115200000"]
    assert int(told[3]) < 700e6


def two_hours(path: Path) -> Path:
    """G.711 A-law, 8 kHz, the sides in turn: one minute, encoded once and written 120 times over."""
    minute = encode(path.with_suffix(".al"), np.roll(left_only(60), 1, axis=0), "alaw", "pcm_alaw").read_bytes()
    header = encode(path, left_only(0.5), "wav", "pcm_alaw").read_bytes()
    start = header.index(b"data") + 8
    size = 120 * len(minute)
    with path.open("wb") as file:
        file.write(header[:4] + (start - 8 + size).to_bytes(4, "little") + header[8 : start - 4])
        file.write(size.to_bytes(4, "little"))
        for _ in range(120):
            file.write(minute)
    return path
