"""How loud a side spoke: level in dBFS and its range, loudness in LUFS, clipping."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.levels import Levels, active, energy_mean_db, frame_levels_dbfs, frames_in
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

# The largest value of G.711 µ-law is 32,124 and of A-law 32,256; anything from here on has met the ceiling.
_CLIPPED = 0.98
# Twenty frames: below, a tenth of them at either end is no more than two.
_LEAST_FRAMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """None where there was no speech to measure."""

    level_dbfs: float | None
    level_range_db: float | None
    loudness_lufs: float | None
    clipping_ratio: float


def loudness(samples: Samples, speech: Sequence[Span]) -> Loudness:
    """Measure one channel, shape (n,), where it speaks.

    level_dbfs      energy mean of the 50 ms frames inside speech, 20 log10(RMS / full scale) (librosa.feature.rms);
                    near the active speech level of ITU-T P.56, without its own activity detector
    level_range_db  90th less 10th percentile of those frames that are active (ITU-T P.56: within 15.9 dB of the active
                    level), so that neither pauses nor the noise in them count; None below a second of them
    loudness_lufs   integrated loudness, ITU-R BS.1770-4, of the channel's speech (pyloudnorm)
    clipping_ratio  share of the speech's samples at 98 % of full scale or more
    """
    levels = frame_levels_dbfs(samples)
    spoken = levels[frames_in(speech, len(levels))]
    blocks_lufs: list[float] = []
    clipped = length = 0
    for start_s, block in blocks(samples):
        voice = block[_where_speaking(len(block), start_s, speech)]
        clipped += int(np.count_nonzero(np.abs(voice) >= _CLIPPED))
        length += len(voice)
        blocks_lufs.extend(gating_blocks(voice))
    return Loudness(
        level_dbfs=energy_mean_db(spoken) if spoken.size else None,
        level_range_db=_range_db(spoken),
        loudness_lufs=integrated_lufs(np.asarray(blocks_lufs)),
        clipping_ratio=clipped / length if length else 0.0,
    )


def _range_db(spoken: Levels) -> float | None:
    loud = spoken[active(spoken)] if spoken.size else spoken
    if len(loud) < _LEAST_FRAMES:
        return None
    low, high = np.percentile(loud, [10, 90])
    return float(high - low)


def _where_speaking(length: int, start_s: float, speech: Sequence[Span]) -> NDArray[np.bool_]:
    speaking = np.zeros(length, dtype=bool)
    for span in speech:
        first = max(0, round((span.start_s - start_s) * SAMPLE_RATE_HZ))
        speaking[first : max(0, round((span.end_s - start_s) * SAMPLE_RATE_HZ))] = True
    return speaking


def gating_blocks(voice: NDArray[np.float32], rate_hz: int = SAMPLE_RATE_HZ) -> list[float]:
    """The loudness, K-weighted, of each 400 ms gating block of `voice`, shape (n,): one every 100 ms, in LUFS.

    A constant offset is no loudness: the K-weighting is a high-pass.
    """
    import pyloudnorm

    meter = pyloudnorm.Meter(rate_hz)
    if len(voice) < meter.block_size * rate_hz:
        return []
    with np.errstate(divide="ignore"):  # a block of zeros is minus infinity, and gated out below
        meter.integrated_loudness(voice)
    return [float(block) for block in meter.blockwise_loudness]


def integrated_lufs(blocks_lufs: NDArray[np.float64]) -> float | None:
    """The two gates of BS.1770-4 (absolute -70 LUFS, relative -10 LU) over the blocks of all pieces of a channel."""
    above = blocks_lufs[blocks_lufs >= -70.0]
    if not above.size:
        return None
    relative_gate = energy_mean_db(above) - 10.0
    return energy_mean_db(above[above > relative_gate])
