"""Speed and memory of the hearing half, and its loudness against the standards' signals.

speed     who spoke when and how each sounded (decoding and recognition aside) on the stereo calls below the folder, as
          they are and mixed to mono: seconds of sound per second of processor time, all threads together, so that it
          is what one core does
memory    the most a process holds that hears two hours of stereo, made of the longest of them over and over
loudness  the signals of manifest.jsonl that have a loudness, and those of EBU Tech 3341, cases 1 to 5, made here: at
          their own rate, and at the 16 kHz that everything is heard at; the channels summed block by block as ITU-R
          BS.1770 has it (left, right and centre alike, LFE out, surrounds 1.41)
"""

import json
import multiprocessing
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from qa_scorer.errors import RecordingError
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import Hearing, hear
from qa_scorer.hearing.how_it_sounded import how_it_sounded
from qa_scorer.hearing.loudness import gating_blocks, integrated_lufs
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Sound
from qa_scorer.model import CallData, Recording
from tests.bench.__main__ import SAMPLES
from tests.bench.peak_memory import peak_bytes

Wave = NDArray[np.float32]  # shape (channels, n), full scale 1

_ENDINGS = {".wav", ".mp3", ".ogg", ".flac", ".m4a", ".opus"}
_LEAST_S = 20.0  # a shorter recording is no call
_MOST_CALLS = 20
_LONG_S = 7200
_WEIGHTS = {"0": 1.0, "1": 1.41, "L": 0.0}  # front, surround, LFE
_GOAL_LU = 0.1
# EBU Tech 3341 (2016), table 1: dBFS of a stereo 1 kHz sine and for how many seconds, and the loudness to be read.
_EBU = (
    (((-23.0, 20.0),), -23.0),
    (((-33.0, 20.0),), -33.0),
    (((-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)), -23.0),
    (((-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)), -23.0),
    (((-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)), -23.0),
)
_EBU_HZ = 48_000


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A test signal, the loudness it has to read, and the weight of each channel."""

    name: str
    wave: Wave
    rate_hz: int
    lufs: float
    weights: tuple[float, ...]


def main(audio: Path) -> None:
    calls = list(_stereo_calls(audio)) or list(_stereo_calls(SAMPLES))
    _listen(calls[0])  # loads the models
    _print_speed(calls)
    _print_memory(max(calls, key=lambda call: call.duration_s))
    _print_loudness(audio)


# --- speed and memory ------------------------------------------------------------------------------------------


def _stereo_calls(audio: Path) -> Iterator[Sound]:
    found = 0
    for path in sorted(audio.rglob("*")):
        if path.suffix.lower() not in _ENDINGS or found == _MOST_CALLS:
            continue
        try:
            sound = decode(Recording(path=path, name=path.name, call=CallData()))
        except RecordingError:
            continue
        if sound.duration_s >= _LEAST_S and sound.channels == 2:
            found += 1
            yield sound


def _print_speed(calls: Sequence[Sound]) -> None:
    mono = [replace(call, samples=call.samples.mean(axis=0, keepdims=True).astype(np.int16)) for call in calls]
    for name, sounds, goal in (("stereo", calls, 100), ("the same mixed to mono", mono, 20)):
        seconds = sum(sound.duration_s for sound in sounds)
        times = np.sum([_times(sound) for sound in sounds], axis=0)
        who, how = (1000 * t / seconds for t in times)
        speed = f"{seconds / sum(times):.0f} times real time (goal {goal})"
        print(f"{name}: {len(sounds)} calls, {seconds:.0f} s: {speed}")
        print(f"    in ms a second of sound: who spoke when {who:.2f}, how it sounded {how:.2f}", flush=True)


def _times(sound: Sound) -> tuple[float, float]:
    """Processor time of who spoke when, and of how each sounded, in seconds."""
    started = time.process_time()
    hearing = hear(sound)
    heard = time.process_time()
    _sounded(hearing)
    return heard - started, time.process_time() - heard


def _listen(sound: Sound) -> Hearing:
    hearing = hear(sound)
    _sounded(hearing)
    return hearing


def _sounded(hearing: Hearing) -> None:
    everyone = [span for voice in hearing.voices for span in voice.speech]
    for voice in hearing.voices:
        how_it_sounded(voice.samples, voice.speech, everyone)


def _print_memory(call: Sound) -> None:
    """In a process of its own, which has nothing else to remember."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        sound_mb, peak_mb = pool.apply(_two_hours_mb, (call,))
    print(f"two hours of stereo: {peak_mb:.0f} MB at the most, of which the sound is {sound_mb:.0f} MB (goal 1000)")


def _two_hours_mb(call: Sound) -> tuple[float, float]:
    times = round(_LONG_S / call.duration_s)
    # laid out as a decoder does: one sample of each channel after the other
    samples = np.tile(np.ascontiguousarray(call.samples.T), (times, 1)).T
    _listen(replace(call, samples=samples))
    return samples.nbytes / 1e6, peak_bytes() / 1e6


# --- loudness --------------------------------------------------------------------------------------------------


def _print_loudness(audio: Path) -> None:
    print(f"{'loudness, LUFS':<40}{'standard':>10}{'at its rate':>13}{'off, LU':>9}{'at 16 kHz':>11}{'off, LU':>9}")
    for signal in (*_signals_of(audio), *_made_signals()):
        heard = np.asarray(soxr.resample(signal.wave.T, signal.rate_hz, SAMPLE_RATE_HZ), np.float32).T
        own, here = _lufs(signal, signal.wave, signal.rate_hz), _lufs(signal, heard, SAMPLE_RATE_HZ)
        off = f"{own:>13.2f}{own - signal.lufs:>+9.3f}{here:>11.2f}{here - signal.lufs:>+9.3f}"
        print(f"{signal.name:<40}{signal.lufs:>10.2f}{off}")
    print(f"goal: within {_GOAL_LU}; what a signal has above 8 kHz is out of hearing at 16 kHz")


def _lufs(signal: Signal, wave: Wave, rate_hz: int) -> float:
    """By the gating blocks and gates that a party's loudness is measured with, its channels summed; nan for none."""
    blocks = [
        weight * 10 ** (np.asarray(gating_blocks(channel, rate_hz)) / 10)
        for weight, channel in zip(signal.weights, wave, strict=True)
        if weight
    ]
    measured = integrated_lufs(10 * np.log10(np.maximum(np.sum(blocks, axis=0), 1e-20)))
    return float("nan") if measured is None else measured


def _signals_of(audio: Path) -> Iterator[Signal]:
    manifest = audio / "manifest.jsonl"
    for line in manifest.read_text("utf-8").splitlines() if manifest.is_file() else []:
        entry = json.loads(line)
        expected = entry["expected"] if isinstance(entry["expected"], dict) else {}
        lufs = expected.get("integrated_LUFS", expected.get("integrated_LKFS"))
        if lufs is not None:
            wave = _read(audio / entry["file"], entry["channels"])
            yield Signal(Path(entry["file"]).name, wave, entry["sample_rate"], lufs, _weights(entry["file"], len(wave)))


def _weights(file: str, channels: int) -> tuple[float, ...]:
    """The ITU's tools write a layout into the name, one character a channel; without one it is L R C LFE Ls Rs."""
    layout = re.search(r"\.([01L]{6})\.pcm$", file)
    return tuple(_WEIGHTS[place] for place in (layout[1] if layout else "000L11")[:channels])


def _read(path: Path, channels: int) -> Wave:
    """A file that is no WAV holds 16-bit samples and nothing else."""
    if path.suffix == ".wav":
        return np.asarray(soundfile.read(path, dtype="float32", always_2d=True)[0]).T
    return np.asarray(np.fromfile(path, "<i2").reshape(-1, channels).T / 32768, np.float32)


def _made_signals() -> Iterator[Signal]:
    for case, (parts, lufs) in enumerate(_EBU, start=1):
        size = np.concatenate([np.full(round(s * _EBU_HZ), 10 ** (dbfs / 20)) for dbfs, s in parts])
        sine = size * np.sin(2 * np.pi * 1000 * np.arange(len(size)) / _EBU_HZ)
        yield Signal(f"EBU Tech 3341 case {case}", np.stack([sine, sine]).astype(np.float32), _EBU_HZ, lufs, (1.0, 1.0))
