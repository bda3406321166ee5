"""Two hours in one file: speech at both ends and long silence between cost no more memory than a machine has."""

import json
import time
from pathlib import Path

import numpy as np
import psutil
import soundfile

from qa_scorer.hearing.decode import decode
from qa_scorer.model import CallData, Recording
from tests.command import ROOT, SAMPLES, command_line, environment

SAMPLE = SAMPLES / "1206_20261118093012_C0001.wav"
_RATE = 8000
_HOURS = 2


def two_hours(path: Path) -> None:
    """Stereo G.711: 20 s of a real call, faint line noise, the 20 s again."""
    sound = decode(Recording(path=SAMPLE, name=SAMPLE.name, call=CallData()))
    said = sound.samples[:, : 20 * 16000 : 2].T
    line = np.random.default_rng(5).normal(0, 20, (60 * _RATE, 2)).astype(np.int16)
    with soundfile.SoundFile(path, "w", _RATE, 2, subtype="ULAW") as file:
        file.write(said)
        for _ in range(_HOURS * 60 - 1):
            file.write(line)
        file.write(said)


def test_two_hours_are_scored_in_less_than_two_gigabytes(tmp_path: Path) -> None:
    two_hours(tmp_path / "long.wav")
    out = tmp_path / "out"
    peak = 0
    with psutil.Popen(command_line("run", tmp_path, "--out", out, "--quiet"), env=environment("en"), cwd=ROOT) as run:
        while run.poll() is None:
            try:
                peak = max(peak, run.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(0.05)
        assert run.wait() == 0
    assert 100e6 < peak < 2e9
    (call,) = json.loads((out / "scorecards.json").read_text("utf-8"))["calls"]
    assert call["duration_s"] > _HOURS * 3600 - 60
    (silence,) = [s for s in call["silences"] if s["end_s"] - s["start_s"] > 3600]
    assert silence["start_s"] < 25
    assert any(turn["text"] and turn["start_s"] > 7000 for turn in call["turns"])
    print(f"peak {peak / 1e6:.0f} MB")
