"""Blocks of samples onto one tape: a two-hour stereo call is 460 MB and must not be in memory twice."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples

Block = NDArray[np.int16]  # shape (n, channels), at SAMPLE_RATE_HZ

LONGEST_S: Final = 12 * 3600.0  # a damaged file can decode without end; stereo, this is 2.8 GB
CARRIES_SOUND_ABOVE: Final = 33  # peak in steps of 16 bits: -60 dBFS, above the hiss of an unused line


class EndlessError(Exception):
    """More than `LONGEST_S` of sound."""


def wound(blocks: Iterable[Block]) -> Samples:
    """All blocks end to end, shape (channels, n), read-only; the rows are views with a stride."""
    tape, channels = bytearray(), 1
    for block in blocks:
        channels = block.shape[1]
        tape += block.tobytes()
        if len(tape) > LONGEST_S * SAMPLE_RATE_HZ * 2 * channels:
            raise EndlessError
    samples: Samples = np.frombuffer(tape, dtype=np.int16).reshape(-1, channels).T
    samples.flags.writeable = False
    return samples


def carrying_sound(blocks: Iterable[Block]) -> tuple[int, ...]:
    """The channels, counted from 0, whose peak is above `CARRIES_SOUND_ABOVE`."""
    peaks: NDArray[np.int32] | None = None
    for block in blocks:
        peak = np.abs(block.astype(np.int32)).max(axis=0, initial=0)
        peaks = peak if peaks is None else np.maximum(peaks, peak)
    return () if peaks is None else tuple(int(index) for index in np.flatnonzero(peaks > CARRIES_SOUND_ABOVE))


def only(blocks: Iterable[Block], channels: Sequence[int]) -> Iterator[Block]:
    """Leave out every other channel."""
    return (block[:, list(channels)] for block in blocks)


def mixed(blocks: Iterable[Block]) -> Iterator[Block]:
    """The mean of all channels, as one."""
    return (block.mean(axis=1, keepdims=True).astype(np.int16) for block in blocks)


def as_wide_as(block: Block, channels: int) -> Block:
    """A block whose channel count differs from the rest of its file, mixed and copied to `channels`."""
    if block.shape[1] == channels:
        return block
    return np.repeat(block.mean(axis=1, keepdims=True).astype(np.int16), channels, axis=1)
