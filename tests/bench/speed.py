"""Ours, as `run` listens with its workers, against what else recognises with the same model on the same stereo calls.

Each in processes of its own, in one run on one machine, from the first import to the last word: whoever starts a
process loads the model in that time. The others are given every channel as a file and all the cores. Real-time factor:
seconds of the clock per second of recording. Character error rate against the script, as bench `words` compares.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import soundfile

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ
from qa_scorer.intake import gather
from qa_scorer.model import Call, CallData, Recording
from qa_scorer.transcript.models import checkpoint_file
from qa_scorer.transcript.weights import base_folder
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.machine import cores
from qa_scorer.workers.processes import Processes
from tests.bench.peak_memory import peak_bytes_of
from tests.bench.words import character_errors

Texts = Mapping[str, str]  # by file and side, as in "a.wav left"

_FASTER_WHISPER = """
import json, sys
from faster_whisper import BatchedInferencePipeline, WhisperModel
model, batched, threads, out, *files = sys.argv[1:]
whisper = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=int(threads))
given = {"batch_size": 8} if batched == "yes" else {}
hear = BatchedInferencePipeline(whisper) if given else whisper
texts = ["".join(line.text for line in hear.transcribe(file, language="zh", **given)[0]) for file in files]
json.dump(texts, open(out, "w", encoding="utf-8"))
"""


def main(audio: Path) -> None:
    scripts, sounds, length_s = _calls(audio)
    print(f"{len(sounds)} stereo calls, {length_s:.0f} s of recording, {cores()} cores", flush=True)
    print(f"{'':<24}{'real-time factor':>18}{'ours is faster':>16}{'CER':>8}{'MB a process':>14}")
    ours = 0.0
    with tempfile.TemporaryDirectory() as folder:
        files = _channel_files(sounds, Path(folder))
        for name, recognise in _recognisers(audio, sounds, files, Path(folder)).items():
            texts, took_s, peak = _watched(recognise)
            ours = ours or took_s
            cer = character_errors(list(scripts.values()), [texts.get(side, "") for side in scripts]).cer
            row = f"{took_s / length_s:>18.3f}{took_s / ours:>14.2f} x{cer:>8.4f}{peak / 1e6:>14.0f}"
            print(f"{name:<24}{row}", flush=True)


def _calls(audio: Path) -> tuple[dict[str, str], list[Recording], float]:
    """What is said on each side of the stereo calls, the calls, their seconds together."""
    scripts, sounds, length_s = {}, [], 0.0
    for file in sorted((audio / "truth").glob("*.json")):
        truth: dict[str, Any] = json.loads(file.read_text("utf-8"))
        recording = Recording(path=audio / truth["file"], name=truth["file"], call=CallData())
        if (sound := decode(recording)).channels != 2:
            continue
        sounds.append(recording)
        length_s += sound.duration_s
        for side in ("left", "right"):
            agents = side == truth["call"].get("agent_channel")
            said = (turn["text"] for turn in truth["turns"] if (turn["role"] == "agent") == agents)
            scripts[f"{recording.name} {side}"] = "".join(said)
    return scripts, sounds, length_s


def _channel_files(sounds: Sequence[Recording], folder: Path) -> dict[str, Path]:
    files = {}
    for number, recording in enumerate(sounds):
        for side, samples in zip(("left", "right"), decode(recording).samples, strict=True):
            files[f"{recording.name} {side}"] = folder / f"{number}-{side}.wav"
            soundfile.write(files[f"{recording.name} {side}"], samples, SAMPLE_RATE_HZ, subtype="PCM_16")
    return files


def _recognisers(
    audio: Path, sounds: Sequence[Recording], files: Mapping[str, Path], folder: Path
) -> dict[str, Callable[[], Texts]]:
    threads, model = str(cores()), str(base_folder())

    def library(batched: str) -> Texts:
        out = folder / "texts.json"
        _done([sys.executable, "-c", _FASTER_WHISPER, model, batched, threads, str(out), *map(str, files.values())])
        return dict(zip(files, json.loads(out.read_text("utf-8")), strict=True))

    def command(*words: str) -> Texts:
        out = folder / words[0].rsplit("/", 1)[-1]
        settings = ["--language", "zh", "--device", "cpu", "--threads", threads]
        _done([*words, *map(str, files.values()), *settings, "--output_format", "txt", "--output_dir", str(out)])
        return {side: (out / f"{file.stem}.txt").read_text("utf-8") for side, file in files.items()}

    found: dict[str, Callable[[], Texts]] = {
        "qa-scorer": lambda: _ours(audio, sounds),
        "faster-whisper": lambda: library("no"),
        "faster-whisper batched": lambda: library("yes"),
    }
    if other := shutil.which("whisper-ctranslate2"):
        found["whisper-ctranslate2"] = lambda: command(other, "--model_directory", model, "--compute_type", "int8")
    if find_spec("whisper") and shutil.which("ffmpeg"):  # its command opens files by that program
        checkpoint = str(checkpoint_file("base"))  # the same weights in its own form
        whisper = [sys.executable, "-m", "whisper", "--model", checkpoint, "--fp16", "False", "--verbose", "False"]
        found["openai-whisper"] = lambda: command(*whisper)
    return found


def _ours(audio: Path, sounds: Sequence[Recording]) -> Texts:
    """All that `run` hears of a call, who spoke when and how it sounded included."""
    wanted = {recording.name for recording in sounds}
    recordings = [each for each in gather([audio]).recordings if each.name in wanted]
    texts: dict[str, str] = {}
    for call in Processes(Ears(), workers=cores(), cores=cores()).heard(recordings):
        if isinstance(call, Call):
            for side in ("left", "right"):
                roles = {measures.role for measures in call.evidence.sides if measures.side == side}
                said = "".join(turn.text for turn in call.evidence.turns if turn.role in roles)
                texts[f"{call.name} {side}"] = said
    return texts


def _done(words: list[str]) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": str(cores())})


def _watched(work: Callable[[], Texts]) -> tuple[Texts, float, int]:
    """What it heard, the seconds it took, the most that one of its processes held."""
    over, peak = threading.Event(), [0]

    def watch() -> None:
        while not over.wait(0.5):
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.Error, OSError):
                    peak.append(peak_bytes_of(child))

    watcher = threading.Thread(target=watch)
    started = time.perf_counter()
    watcher.start()
    try:
        texts = work()
    finally:
        took_s = time.perf_counter() - started
        over.set()
        watcher.join()
    return texts, took_s, max(peak)
