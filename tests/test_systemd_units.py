"""The units that are shipped, as systemd itself reads them."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT

UNITS = ROOT / "docs" / "systemd"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not at hand")
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    """With a program that is there in the place of qa-scorer's, which is not installed in /opt here."""
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace("/opt/qa-scorer/bin/qa-scorer", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = sorted(str(unit) for unit in tmp_path.iterdir())
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "qa-scorer" not in done.stderr


def test_the_readme_tells_of_them() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(unit.name in readme for unit in UNITS.iterdir())
