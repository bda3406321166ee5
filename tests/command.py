"""The real command, in a process of its own, as a person would run it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_audio"


def qa_scorer(*arguments: object, lang: str = "en", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `qa-scorer` with these arguments; what it prints is in `lang`."""
    return subprocess.run(
        command_line(*arguments), capture_output=True, encoding="utf-8", cwd=cwd, env=environment(lang), check=False
    )


def command_line(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "qa_scorer", *map(str, arguments)]


def environment(lang: str) -> dict[str, str]:
    own = {"LC_ALL": "zh_CN.UTF-8" if lang == "zh" else "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT)}
