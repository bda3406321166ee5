"""A small copy of a recording that every browser in use plays: Opus in Ogg, both channels kept apart.

A-law, GSM or AMR, as telephone systems record them, play in few browsers; Opus plays in Chrome, Edge, Firefox and,
from 18.4 on, Safari, and keeps the times of what was said to the sample.
"""

from pathlib import Path
from typing import Final

import numpy as np

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

ENDING: Final = ".ogg"
_BIT_RATE: Final = 24_000  # a second, for one channel or two: telephone speech keeps its sound
_EFFORT: Final = "3"  # of 10: six times as fast as the default, and as good to the ear at this rate
_BLOCK: Final = 10 * SAMPLE_RATE_HZ


def write_playable(samples: Samples, path: Path) -> None:
    """Encode `samples`, shape (channels, n), into the file `path`, whatever its ending. Raises OSError."""
    import av

    layout = "stereo" if len(samples) == 2 else "mono"
    with av.open(str(path), "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=SAMPLE_RATE_HZ, layout=layout, options={"compression_level": _EFFORT})
        stream.bit_rate = _BIT_RATE
        for start in range(0, samples.shape[1], _BLOCK):
            block = np.ascontiguousarray(samples[:, start : start + _BLOCK].T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout=layout)
            frame.sample_rate, frame.pts = SAMPLE_RATE_HZ, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
