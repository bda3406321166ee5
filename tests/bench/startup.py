"""How long the light commands take to start, and which heavy libraries they import (none)."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HEAVY = ("torch", "librosa", "pandas", "faster_whisper", "openpyxl", "numpy", "av", "whisper")
COMMANDS = {  # the seconds they may take
    "--help": 0.3,
    "rubric check": 0.5,
    "rubric explain rubrics/telecom_hotline.yaml opening.greeting": 0.5,
    "rubric schema": 0.5,
    "rubric test": 3.0,
}
_RUNS = 7

_LISTING = """
import json, sys
from qa_scorer.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("\\n" + json.dumps(sorted(sys.modules)))
"""


def modules_imported(command: str) -> set[str]:
    """The top-level modules a command has imported when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", _LISTING, *command.split()], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return {name.split(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def main(_audio: Path) -> None:
    print(f"{'command':<62}{'median s':>10}{'allowed s':>11}  heavy libraries imported")
    for command, allowed in COMMANDS.items():
        took = sorted(_timed(command) for _ in range(_RUNS))
        heavy = sorted(modules_imported(command) & set(HEAVY))
        print(f"{command:<62}{statistics.median(took):>10.2f}{allowed:>11.1f}  {', '.join(heavy) or 'none'}")
    print(f"median of {_RUNS} runs; the byte code is kept, as in an installation: the first run ever compiles it")


def _timed(command: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "qa_scorer", *command.split()], capture_output=True, check=True, env=environment
    )
    return time.perf_counter() - started
