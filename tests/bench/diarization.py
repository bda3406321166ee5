"""Who spoke when on mono: the diarization error rate, call by call.

Error rate (NIST, as in md-eval and pyannote.metrics): missed + false alarm + confusion, in seconds of speaker time,
over all speech of the truth. At each moment, with R speakers in the truth, H found, and C of them right under the one
mapping of voices to speakers that makes the rate smallest: missed max(0, R - H), false alarm max(0, H - R), confusion
min(R, H) - C. Speech of two at once counts twice. With a collar, that much on each side of every edge of the truth is
left out. Measured on a grid of 10 ms.

In a folder made by make_samples.py (recordings, truth/): each call mixed to mono, and on stereo each channel alone,
which must stay one voice. In a collection with a manifest.jsonl: every file whose `expected` has `segments`; files of
an agent's line alone and ten clips of one speaker on end, which must stay one voice.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.speakers import tell_speakers
from qa_scorer.model import CallData, Recording, Span

GRID_PER_S = 100
COLLAR_S = 0.25
CLIPS = 10  # joined to one voice


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRate:
    """Shares of the truth's speech, in percent."""

    missed: float
    false_alarm: float
    confusion: float

    @property
    def total(self) -> float:
        return self.missed + self.false_alarm + self.confusion

    def __str__(self) -> str:
        return f"{self.total:6.1f} {self.missed:7.1f} {self.false_alarm:6.1f} {self.confusion:6.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A channel and its truth, one tuple of spans a speaker; None: one voice, its times unknown."""

    name: str
    samples: Samples
    truth: tuple[tuple[Span, ...], ...] | None


def main(audio: Path) -> None:
    """Print the table for the folder `audio`."""
    cases = list(made_calls(audio) if (audio / "truth").is_dir() else collected(audio))
    print(f"{'':34}voices  sure    DER  missed  extra  mixed   DER with {COLLAR_S} s collar   x real time")
    rates: list[tuple[float, float]] = []
    for case in cases:
        started = time.process_time()
        found = tell_speakers(case.samples, speech_spans(case.samples))
        speed = len(case.samples) / SAMPLE_RATE_HZ / (time.process_time() - started)
        voices = f"{len(found.voices)} of {len(case.truth) if case.truth else 1}"
        if case.truth:
            strict, kind = (error_rate(case.truth, found.voices, collar_s) for collar_s in (0.0, COLLAR_S))
            rates.append((strict.total, kind.total))
            figures = f"{strict} {kind.total:14.1f}"
        else:
            figures = " " * 43
        print(f"{case.name[:33]:34}{voices}  {found.confidence:5.2f} {figures} {speed:22.0f}")
    strict_mean, kind_mean = np.mean(rates, axis=0)
    print(f"mean of {len(rates)}: DER {strict_mean:.1f} %, with collar {kind_mean:.1f} %")


def error_rate(truth: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]], collar_s: float = 0.0) -> ErrorRate:
    """The diarization error rate as defined above; the truth holds some speech."""
    end_s = max((span.end_s for voice in (*truth, *found) for span in voice), default=0.0)
    size = round((end_s + collar_s) * GRID_PER_S) + 1
    counted = np.ones(size, np.bool_)
    for edge in (edge for voice in truth for span in voice for edge in (span.start_s, span.end_s)):
        counted[max(0, _grid(edge - collar_s)) : _grid(edge + collar_s)] = False
    there, heard = _painted(truth, size)[:, counted], _painted(found, size)[:, counted]
    right = _right(there, heard)
    speakers, voices = there.sum(axis=0), heard.sum(axis=0)
    share = 100.0 / float(speakers.sum())
    return ErrorRate(
        missed=share * float(np.maximum(speakers - voices, 0).sum()),
        false_alarm=share * float(np.maximum(voices - speakers, 0).sum()),
        confusion=share * (float(np.minimum(speakers, voices).sum()) - right),
    )


def _right(there: NDArray[np.bool_], heard: NDArray[np.bool_]) -> float:
    """Grid points of speaker time on which truth and found agree under the best mapping."""
    together = there.astype(np.float64) @ heard.T.astype(np.float64)
    speakers, voices = linear_sum_assignment(-together)
    return float(together[speakers, voices].sum())


def _painted(voices: Sequence[Sequence[Span]], size: int) -> NDArray[np.bool_]:
    grid = np.zeros((len(voices), size), np.bool_)
    for row, voice in zip(grid, voices, strict=True):
        for span in voice:
            row[_grid(span.start_s) : _grid(span.end_s)] = True
    return grid


def _grid(time_s: float) -> int:
    return round(time_s * GRID_PER_S)


def made_calls(folder: Path) -> Iterator[Case]:
    for file in sorted((folder / "truth").glob("*.json")):
        call = json.loads(file.read_text("utf-8"))
        channels = heard(folder / call["file"])
        segments = [(turn["role"], turn["start_s"], turn["end_s"]) for turn in call["turns"]]
        yield Case(name=file.stem, samples=mono(channels), truth=by_speaker(segments))
        if call["sound"]["audio"] in ("alaw-stereo", "mulaw-stereo"):  # other codecs leak from side to side
            for side, channel in zip(("left", "right"), channels, strict=True):
                yield Case(name=f"{file.stem} {side} alone", samples=channel, truth=None)


def collected(folder: Path) -> Iterator[Case]:
    entries = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    clips = defaultdict(list)
    for entry in entries:
        segments = (entry["expected"] or {}).get("segments", [])
        if any(str(who).startswith("speaker") for *_, who in segments):  # others mark speech and silence only
            truth = by_speaker([(who, start_s, end_s) for start_s, end_s, who in segments])
            yield Case(name=Path(entry["file"]).stem, samples=mono(heard(folder / entry["file"])), truth=truth)
        if entry["kind"] == "human, agent leg":
            yield Case(name=Path(entry["file"]).stem, samples=mono(heard(folder / entry["file"])), truth=None)
        if entry["speaker"]:
            clips[entry["speaker"]].append(folder / entry["file"])
    for speaker, files in clips.items():
        for start in range(0, len(files) - CLIPS + 1, CLIPS):
            joined = np.concatenate([mono(heard(file)) for file in files[start : start + CLIPS]])
            yield Case(name=f"{speaker}, clips {start + 1} to {start + CLIPS}", samples=joined, truth=None)


def by_speaker(segments: Sequence[tuple[str, float, float]]) -> tuple[tuple[Span, ...], ...]:
    voices: dict[str, list[Span]] = defaultdict(list)
    for who, start_s, end_s in segments:
        voices[who].append(Span(start_s, end_s))
    return tuple(tuple(spans) for spans in voices.values())


def heard(file: Path) -> Samples:
    return decode(Recording(path=file, name=file.name, call=CallData())).samples


def mono(channels: Samples) -> Samples:
    """All channels added up, as a recorder of one track does."""
    mixed: Samples = np.clip(channels.astype(np.int32).sum(axis=0), -32768, 32767).astype(np.int16)
    return mixed
