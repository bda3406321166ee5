"""The examination of this machine, and of things made bad for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_scorer.cli.doctor import programs, surroundings
from qa_scorer.cli.doctor.diagnosis import Health
from qa_scorer.workers.ears import Ears
from tests.command import SAMPLES, command_line, environment, qa_scorer


def test_a_machine_that_runs_these_tests_is_fit(tmp_path: Path) -> None:
    done = qa_scorer("doctor", SAMPLES, "--out", tmp_path / "reports", "--workers", 1)
    assert done.returncode == 0, done.stdout
    assert "faster-whisper base" in done.stdout
    assert "BAD" not in done.stdout
    assert not (tmp_path / "reports").exists(), "an examination leaves nothing behind"


def test_a_model_that_is_not_there_ends_the_night(tmp_path: Path) -> None:
    done = qa_scorer("doctor", "--out", tmp_path, "--model", tmp_path / "none", lang="zh")
    assert done.returncode == 5
    assert "处理办法" in done.stdout
    assert programs.model(Ears(model=str(tmp_path / "none"))).health is Health.ILL


def test_recordings_that_are_not_there_hide_no_other_trouble(tmp_path: Path) -> None:
    done = qa_scorer("doctor", tmp_path / "nowhere", "--out", tmp_path, "--model", tmp_path / "none", lang="zh")
    assert done.returncode == 5
    troubles = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("问题")]
    assert troubles == ["模型:", "录音:"]
    assert "时区" in done.stdout, "it goes on to the end"


def test_a_folder_that_is_still_empty_is_a_note(tmp_path: Path) -> None:
    done = qa_scorer("doctor", tmp_path, "--out", tmp_path, "--workers", 1)
    assert done.returncode == 0, done.stdout
    assert "note  Recordings: there are none yet" in done.stdout


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="needs root, to be another user")
def test_a_folder_that_may_not_be_written_is_found(tmp_path: Path) -> None:
    """As another user than root, whom no permission stops."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o755)
    diagnosis = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(locked)], capture_output=True, text=True, check=False
    )
    assert diagnosis.stdout.startswith("ill"), diagnosis.stderr


_AS_NOBODY = """
import sys
from pathlib import Path
from qa_scorer.cli.doctor.surroundings import disk, writable
from qa_scorer.language import Text
import os
os.setuid(65534)
print(writable(Text("", ""), Path(sys.argv[1])).health.value, disk(Path(sys.argv[1]), []).health.value)
"""


def test_too_little_memory_and_disk_are_told(tmp_path: Path) -> None:
    assert surroundings.memory(10_000, 1_000_000_000).health is Health.DOUBTFUL
    sparse = tmp_path / "huge.wav"
    with sparse.open("wb") as file:
        file.truncate(1 << 43)  # 8 TB that take no room
    assert surroundings.disk(tmp_path, [sparse]).health is Health.ILL


@pytest.mark.skipif(sys.platform == "win32", reason="TZ is not read there")
@pytest.mark.parametrize(("zone", "mark"), [("UTC", "note"), ("Asia/Shanghai", "ok")])
def test_a_machine_without_a_time_zone_is_told(zone: str, mark: str, tmp_path: Path) -> None:
    done = subprocess.run(
        command_line("doctor", "--out", tmp_path, "--workers", "1"),
        env={**environment("en"), "TZ": zone}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    line = next(line for line in done.stdout.splitlines() if "Time zone" in line)
    assert line.startswith(mark)
