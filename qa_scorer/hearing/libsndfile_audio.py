"""A file through libsndfile, for big-endian WAV and what else FFmpeg does not open."""

from collections.abc import Iterator
from typing import BinaryIO, Final, Self

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from qa_scorer.hearing.quiet_file import QuietFile
from qa_scorer.hearing.sound import POSSIBLE_RATES_HZ, SAMPLE_RATE_HZ
from qa_scorer.hearing.tape import Block

BIG_ENDIAN_WAV: Final = b"RIFX"  # FFmpeg 8 refuses some of these and reads the others as little-endian: as noise
# Signatures of what libsndfile is asked about. Others are not: on bytes that are no sound its MP3 reader
# complains on the screen.
_SIGNATURES: Final = (
    *(BIG_ENDIAN_WAV, b"RIFF", b"RF64", b"riff", b"FORM", b"caff", b".snd", b"dns.", b"NIST", b"Crea", b"fLaC"),
)
_BLOCK_FRAMES: Final = 65_536


class LibsndfileAudio:
    """One pass over a file from its beginning."""

    container = ""
    declared_s = None
    tracks = 1
    broken_stretches = 0
    ends_in_damage = False
    mostly_damaged = False
    filled_s = 0.0

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._bytes = QuietFile(file)
        self._file = soundfile.SoundFile(self._bytes)
        if self.sample_rate_hz not in POSSIBLE_RATES_HZ:
            raise ValueError(self.sample_rate_hz)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    @property
    def codec(self) -> str:
        return f"{self._file.format}/{self._file.subtype}".lower()

    @property
    def heard_s(self) -> float:
        return float(self._file.frames / self.sample_rate_hz)

    @property
    def sample_rate_hz(self) -> int:
        return int(self._file.samplerate)

    def blocks(self) -> Iterator[Block]:
        """The samples, (n, channels), at 16 kHz."""
        channels = self._file.channels
        resampler = soxr.ResampleStream(self.sample_rate_hz, SAMPLE_RATE_HZ, channels, dtype="float32")
        for block in self._file.blocks(_BLOCK_FRAMES, dtype="float32", always_2d=True):
            yield _to_int16(resampler.resample_chunk(np.clip(np.nan_to_num(block), -1.0, 1.0)))
        self._bytes.raise_failure()
        yield _to_int16(resampler.resample_chunk(np.zeros((0, channels), np.float32), last=True))


def may_open(head: bytes) -> bool:
    return head.startswith(_SIGNATURES)


def _to_int16(block: NDArray[np.float32]) -> Block:
    rounded: NDArray[np.float32] = np.rint(block * np.float32(32768.0))
    return rounded.clip(-32768, 32767).astype(np.int16)
