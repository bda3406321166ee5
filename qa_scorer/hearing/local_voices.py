"""Who seems to speak, moment by moment: up to three voices, told apart only against their neighbours in time.

The model is pyannote/segmentation (Bredin and Laurent, "End-to-end speaker segmentation for overlap-aware
resegmentation", Interspeech 2021): it hears five seconds at a time and says for each of three nameless voices when
it speaks, also at the same time as another. Its windows are laid every 2.5 seconds; each one's voices are put into
the order that agrees best with the window before, so that a voice keeps its place for as long as the talk goes on.
After a pause the places may change: which of them is whom is for the voice prints to say.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from qa_scorer.hearing.blocks import FULL_SCALE
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.speaker_weights import open_model
from qa_scorer.model import Span

FRAMES_PER_S: Final = 100
FRAME_SAMPLES: Final = SAMPLE_RATE_HZ // FRAMES_PER_S
PLACES: Final = 3

LocalVoices = NDArray[np.float32]

_WINDOW_S, _STEP_S = 5.0, 2.5
_WINDOW, _STEP = int(_WINDOW_S * FRAMES_PER_S), int(_STEP_S * FRAMES_PER_S)
_MODEL_FRAMES, _MODEL_HOP, _FIRST_CENTRE = 293, 270, 495  # in samples; the model's own time grid
_BATCH = 8


def local_voices(samples: Samples, speech: Sequence[Span]) -> LocalVoices:
    """Probabilities, shape (frames, 3), that each local voice speaks; `samples` have the shape (n,).

    Windows that touch none of the `speech` are not listened to: nobody speaks there.
    """
    frames = -(-len(samples) // FRAME_SAMPLES)
    count = max(1, -(-(frames - _WINDOW) // _STEP) + 1)
    total = np.zeros(((count + 1) * _STEP, PLACES), np.float32)
    weight = np.zeros((len(total), 1), np.float32)
    spoken = marked(speech, len(total))
    starts = [k * _STEP for k in range(count) if spoken[k * _STEP : k * _STEP + _WINDOW].any()]
    last_start, last = -_WINDOW, np.zeros((_WINDOW, PLACES), np.float32)
    for start, heard in _windows(samples, starts):
        if start - last_start == _STEP:
            heard = heard[:, _order(last[_STEP:], heard[:_STEP])]
        total[start : start + _WINDOW] += heard * _FADE
        weight[start : start + _WINDOW] += _FADE
        last_start, last = start, heard
    voices: LocalVoices = (total / np.maximum(weight, _FADE.min()))[:frames]
    return voices


def marked(spans: Sequence[Span], frames: int) -> NDArray[np.bool_]:
    """Shape (frames,): which frames lie in one of the spans."""
    inside = np.zeros(frames, np.bool_)
    for span in spans:
        inside[round(span.start_s * FRAMES_PER_S) : round(span.end_s * FRAMES_PER_S)] = True
    return inside


def _windows(samples: Samples, starts: Sequence[int]) -> Iterator[tuple[int, LocalVoices]]:
    """(first frame, probabilities on our time grid, shape (500, 3)) of each window."""
    model = open_model("turns.onnx")
    for first in range(0, len(starts), _BATCH):
        batch = starts[first : first + _BATCH]
        waves = np.stack([_wave(samples, start) for start in batch])[:, None]
        yield from zip(batch, _RESAMPLED @ model.run(None, {"wave": waves})[0], strict=True)


def _wave(samples: Samples, start: int) -> NDArray[np.float32]:
    wave = np.zeros(_WINDOW * FRAME_SAMPLES, np.float32)
    piece = samples[start * FRAME_SAMPLES :][: len(wave)]
    wave[: len(piece)] = piece / np.float32(FULL_SCALE)
    return wave


def _order(before: LocalVoices, now: LocalVoices) -> NDArray[np.intp]:
    """Which of the voices `now` goes to which place, so that both tell the same of the time they share."""
    difference = ((before[:, :, None] - now[:, None, :]) ** 2).sum(axis=0)
    order: NDArray[np.intp] = linear_sum_assignment(difference)[1]
    return order


def _resampling() -> NDArray[np.float32]:
    """Shape (500, 293): linear interpolation from the model's frames to ours."""
    centres = (np.arange(_MODEL_FRAMES) * _MODEL_HOP + _FIRST_CENTRE) / SAMPLE_RATE_HZ
    wanted = (np.arange(_WINDOW) + 0.5) / FRAMES_PER_S
    columns = [np.interp(wanted, centres, unit) for unit in np.eye(_MODEL_FRAMES)]
    return np.stack(columns, axis=1).astype(np.float32)


_RESAMPLED = _resampling()
# A window is surest in its middle, and fades into its neighbours.
_FADE = (np.minimum(np.arange(_WINDOW) + 1, np.arange(_WINDOW, 0, -1)) / _STEP).astype(np.float32)[:, None]
