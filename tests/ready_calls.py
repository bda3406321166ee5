"""Sample calls with transcripts that are ready: a real night in seconds, without a recogniser."""

import json
import shutil
from pathlib import Path

from tests.command import SAMPLES


def make_ready(folder: Path, calls: int = 6) -> Path:
    """`folder`/calls: the first sample recordings and their call table; `folder`/texts: what is said in them.

    Returns the folder of the recordings.
    """
    heard, texts = folder / "calls", folder / "texts"
    heard.mkdir(parents=True)
    texts.mkdir()
    shutil.copy2(SAMPLES / "calls.csv", heard)
    recordings = sorted(path for path in SAMPLES.iterdir() if (SAMPLES / "truth" / f"{path.stem}.json").exists())[
        :calls
    ]
    for recording in recordings:
        shutil.copy2(recording, heard)
        write_text(texts / f"{recording.stem}.json", script(recording))
    keep_rows(heard)
    return heard


def script(recording: Path) -> list[dict[str, object]]:
    """What is said in a sample recording, turn by turn."""
    truth = json.loads((SAMPLES / "truth" / f"{recording.stem}.json").read_text("utf-8"))
    keys = ("role", "start_s", "end_s", "text")
    return [{key: turn[key] for key in keys} for turn in truth["turns"] if turn["role"] in ("agent", "customer")]


def write_text(path: Path, turns: list[dict[str, object]]) -> None:
    path.write_text(json.dumps({"turns": [turn | {"probability": 1} for turn in turns]}), "utf-8")


def keep_rows(folder: Path) -> None:
    """Of the call table only the rows of the recordings in the folder."""
    table = folder / "calls.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    there = {path.name for path in folder.iterdir()}
    table.write_text("\n".join([header, *(row for row in rows if row.split(",")[0] in there)]) + "\n", "utf-8")
