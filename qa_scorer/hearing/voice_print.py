"""A voice print: what a second or two of speech says about whose voice it is.

The model is WeSpeaker's ResNet34 (Wang et al., "WeSpeaker: a research and production oriented speaker embedding
learning toolkit", ICASSP 2023), trained on VoxCeleb 2. Prints are unit vectors: two of them are compared by their
dot product. It costs most of the time of telling speakers, so long stretches are sampled, not heard in full.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.local_voices import FRAME_SAMPLES, FRAMES_PER_S
from qa_scorer.hearing.log_mel import log_mel
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.speaker_weights import open_model
from qa_scorer.hearing.stretches import Stretch

LEAST_FRAMES: Final = 30  # 0.3 s: less says nothing
_LONGEST = int(1.6 * FRAMES_PER_S)
USUAL_FRAMES: Final = int(1.5 * FRAMES_PER_S)
_MODEL_LEAST = 40  # frames the model is given at least: a shorter look is repeated
_TAIL = 240  # samples that the last frame reaches beyond its start


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """A stretch of up to `one_look` frames gets one look of at most 1.6 s; a longer one 1.5 s in `each` frames."""

    one_look: int
    each: int


CLOSELY = Looking(one_look=240, each=250)
# Where there is plenty to listen to: a fifth less work, and error rates the same within 0.1 %.
AT_EASE = Looking(one_look=320, each=400)


def looks(stretch: Stretch, looking: Looking) -> tuple[NDArray[np.intp], ...]:
    """The frames, all of them without another voice, that prints of this stretch are taken of."""
    alone = stretch.alone
    if len(alone) < LEAST_FRAMES:
        return ()
    if len(alone) <= looking.one_look:
        return (middle(alone, _LONGEST),)
    return tuple(middle(part, USUAL_FRAMES) for part in np.array_split(alone, round(len(alone) / looking.each)))


def middle(frames: NDArray[np.intp], at_most: int) -> NDArray[np.intp]:
    spare = max(0, len(frames) - at_most)
    return frames[spare // 2 : spare // 2 + at_most]


def voice_print(samples: Samples, frames: NDArray[np.intp]) -> NDArray[np.float32]:
    """Shape (256,), length 1: the voice in these frames (ascending, not empty) of `samples`, shape (n,)."""
    first = min(int(frames[0]), max(0, len(samples) // FRAME_SAMPLES - 3))  # the last frames may lack their tail
    energies = log_mel(samples[first * FRAME_SAMPLES : (int(frames[-1]) + 1) * FRAME_SAMPLES + _TAIL])
    look = energies[np.minimum(frames - first, len(energies) - 1)]
    look = np.tile(look - look.mean(axis=0), (-(-_MODEL_LEAST // len(look)), 1))
    vector = open_model("voice_print.onnx").run(None, {"input_features": look[None]})[0][0]
    unit: NDArray[np.float32] = vector / np.linalg.norm(vector)
    return unit
