"""How loud a side spoke: level in dBFS, loudness in LUFS, clipping."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.model import Span

_FRAME_S = 0.05
_FRAME = int(_FRAME_S * SAMPLE_RATE_HZ)
_SILENT_DBFS = -90.0
# The largest value of G.711 µ-law is 32,124 and of A-law 32,256; anything from here on has met the ceiling.
_CLIPPED = 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """None where there was no speech to measure."""

    level_dbfs: float | None
    loudness_lufs: float | None
    clipping_ratio: float


def loudness(samples: Samples, speech: Sequence[Span]) -> Loudness:
    """Measure one channel, shape (n,), where it speaks.

    level_dbfs      energy mean of the 50 ms frames inside speech, 20 log10(RMS / full scale) (librosa.feature.rms);
                    near the active speech level of ITU-T P.56, without its own activity detector
    loudness_lufs   integrated loudness, ITU-R BS.1770-4, of the channel's speech (pyloudnorm)
    clipping_ratio  share of the speech's samples at 98 % of full scale or more
    """
    levels: list[NDArray[np.float64]] = []
    gating_blocks: list[float] = []
    clipped = spoken = 0
    for start_s, block in blocks(samples):
        speaking = _where_speaking(len(block), start_s, speech)
        voice = block[speaking]
        clipped += int(np.count_nonzero(np.abs(voice) >= _CLIPPED))
        spoken += len(voice)
        levels.append(_frame_levels(block, speaking))
        gating_blocks.extend(_gating_blocks(voice))
    frames = np.concatenate(levels) if levels else np.empty(0)
    return Loudness(
        level_dbfs=_energy_mean(frames) if frames.size else None,
        loudness_lufs=_integrated(np.asarray(gating_blocks)),
        clipping_ratio=clipped / spoken if spoken else 0.0,
    )


def frame_levels_dbfs(block: NDArray[np.float32]) -> NDArray[np.float64]:
    """The level of each 50 ms frame of float samples, shape (n // 800,)."""
    import librosa

    if len(block) < _FRAME:
        return np.empty(0)
    rms = librosa.feature.rms(y=block, frame_length=_FRAME, hop_length=_FRAME, center=False)[0]
    levels: NDArray[np.float64] = 20 * np.log10(np.maximum(rms.astype(np.float64), 10 ** (_SILENT_DBFS / 20)))
    return levels


def _where_speaking(length: int, start_s: float, speech: Sequence[Span]) -> NDArray[np.bool_]:
    speaking = np.zeros(length, dtype=bool)
    for span in speech:
        first = max(0, round((span.start_s - start_s) * SAMPLE_RATE_HZ))
        speaking[first : max(0, round((span.end_s - start_s) * SAMPLE_RATE_HZ))] = True
    return speaking


def _frame_levels(block: NDArray[np.float32], speaking: NDArray[np.bool_]) -> NDArray[np.float64]:
    levels = frame_levels_dbfs(block)
    whole = speaking[: len(levels) * _FRAME].reshape(len(levels), _FRAME).mean(axis=1) > 0.5
    spoken: NDArray[np.float64] = levels[whole]
    return spoken


def _gating_blocks(voice: NDArray[np.float32]) -> list[float]:
    """The loudness of each 400 ms gating block of `voice`."""
    import pyloudnorm

    meter = pyloudnorm.Meter(SAMPLE_RATE_HZ)
    if len(voice) < meter.block_size * SAMPLE_RATE_HZ:
        return []
    with np.errstate(divide="ignore"):  # a block of zeros is minus infinity, and gated out below
        meter.integrated_loudness(voice)
    return [float(block) for block in meter.blockwise_loudness]


def _integrated(gating_blocks: NDArray[np.float64]) -> float | None:
    """The two gates of BS.1770-4 (absolute -70 LUFS, relative -10 LU) over the blocks of all pieces of a channel."""
    above = gating_blocks[gating_blocks >= -70.0]
    if not above.size:
        return None
    relative_gate = _energy_mean(above) - 10.0
    return _energy_mean(above[above > relative_gate])


def _energy_mean(levels: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(10 ** (levels / 10))))
