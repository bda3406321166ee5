"""A file through FFmpeg's libraries (PyAV): what it is, and its samples at 16 kHz, block by block.

FFmpeg sees the bytes only, never the file's name: it would take `.wav` or `.g722` at its word, and a name may hold
bytes that it cannot read. It may recognise only the formats listed here, none of which opens other files or addresses.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final, Self

import av
import numpy as np

from qa_scorer.hearing.declared_length import HEADER_TELLS
from qa_scorer.hearing.quiet_file import QuietFile
from qa_scorer.hearing.sound import POSSIBLE_RATES_HZ, SAMPLE_RATE_HZ
from qa_scorer.hearing.tape import Block, as_wide_as
from qa_scorer.model import RawFormat

_FORMATS: Final = (
    "wav,w64,mp3,mov,amr,ogg,flac,aiff,asf,matroska,aac,loas,au,caf,ac3,eac3,wv,ape,tta,voc,nistsphere,dss,"
    "mpegts,mpeg,flv,avi,rm"
)
_WAV_PACKET_BYTES: Final = str(1 << 16)  # FFmpeg's own choice of some 2 kB makes a two-hour call three times as slow
_SHORTEST_GAP_S: Final = 0.2  # time stamps of ASF and FLV are rounded and may be out by less than that
_LONGEST_GAP_S: Final = 600.0  # a greater jump is a broken clock, not a pause in the sound

# What the libraries raise on bytes they cannot digest; PyAV answers some parameters with ValueError.
FFMPEG_ERRORS: Final = (av.FFmpegError, ValueError, OverflowError)


class NoSoundTrackError(Exception):
    """The file is a container without sound."""


class UnknownCodecError(Exception):
    """There is sound, coded in a way that FFmpeg does not know."""


class FfmpegAudio:
    """One pass over a file from its beginning. `raw` or `headerless` name what has no signature to go by."""

    def __init__(self, file: BinaryIO, *, raw: RawFormat | None = None, headerless: str | None = None) -> None:
        file.seek(0)
        options = {"sample_rate": str(raw.sample_rate_hz), "ch_layout": "mono"} if raw else {}
        named = raw.codec if raw else headerless
        if not named:
            options = {"format_whitelist": _FORMATS, "max_size": _WAV_PACKET_BYTES}
        self._bytes = QuietFile(file)
        try:
            self._container = av.open(self._bytes, "r", format=named, options=options)
        finally:
            self._bytes.raise_failure()
        self.tracks = len(self._container.streams.audio)
        self.broken_stretches = 0
        self.ends_in_damage = False
        self.filled_s = self.heard_s = 0.0
        self._decoded_frames = self._broken_packets = 0

    def __enter__(self) -> Self:
        if not self.tracks:
            self._container.close()
            raise NoSoundTrackError
        self._stream = self._container.streams.audio[0]
        if self._stream.codec_context is None:
            self._container.close()
            raise UnknownCodecError
        return self

    def __exit__(self, *error: object) -> None:
        self._container.close()

    @property
    def codec(self) -> str:
        return self._stream.codec_context.codec.canonical_name

    @property
    def sample_rate_hz(self) -> int:
        return self._stream.codec_context.sample_rate

    @property
    def declared_s(self) -> float | None:
        """The length that stands in the header, where the format has one and FFmpeg reads it from there."""
        duration = self._container.duration
        return duration / av.time_base if duration and self.container in HEADER_TELLS else None

    @property
    def container(self) -> str:
        return self._container.format.name

    @property
    def mostly_damaged(self) -> bool:
        """Whether more failed than was decoded: so it is when bytes that are no sound look like an MP3 frame."""
        return self._broken_packets > self._decoded_frames

    def blocks(self) -> Iterator[Block]:
        """The samples, (n, channels) as in the first frame; gaps between time stamps come as silence."""
        resampler, kind, channels = None, None, 0
        for frame, gap_s in self._frames_and_gaps():
            channels = channels or frame.layout.nb_channels
            if gap_s:
                yield np.zeros((round(gap_s * SAMPLE_RATE_HZ), channels), dtype=np.int16)
            if kind != (kind := (frame.format.name, frame.layout.name, frame.sample_rate)):
                yield from _drained(resampler, None, channels)
                resampler = av.AudioResampler(format="s16", rate=SAMPLE_RATE_HZ)
            yield from _drained(resampler, frame, channels)
        yield from _drained(resampler, None, channels)

    def _frames_and_gaps(self) -> Iterator[tuple[av.AudioFrame, float]]:
        """Each frame with the seconds of silence that its time stamp leaves before it."""
        due_s: float | None = None  # when the next frame should start
        for frame in self._frames():
            gap_s = frame.time - due_s if frame.time is not None and due_s is not None else 0.0
            filled_s = gap_s if _SHORTEST_GAP_S < gap_s < _LONGEST_GAP_S else 0.0
            self.filled_s += filled_s
            if due_s is None or abs(gap_s) > _SHORTEST_GAP_S:
                due_s = frame.time
            lasts_s = frame.samples / frame.sample_rate
            due_s = due_s + lasts_s if due_s is not None else None
            self.heard_s += lasts_s
            yield frame, filled_s

    def _frames(self) -> Iterator[av.AudioFrame]:
        """What can be decoded. Damage is stepped over and counted; behind unreadable packets nothing follows."""
        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames = packet.decode()
                except FFMPEG_ERRORS:
                    self._broken_packets += 1
                    self.ends_in_damage = True
                    continue
                for frame in frames:
                    if frame.sample_rate not in POSSIBLE_RATES_HZ:
                        self._broken_packets += 1
                        continue
                    self._decoded_frames += 1
                    self.broken_stretches += self.ends_in_damage
                    self.ends_in_damage = False
                    yield frame
        except FFMPEG_ERRORS:
            self.ends_in_damage = True
        self._bytes.raise_failure()


def _drained(resampler: av.AudioResampler | None, frame: av.AudioFrame | None, channels: int) -> Iterator[Block]:
    """The samples that come out for one frame in; None empties the resampler."""
    for out in resampler.resample(frame) if resampler else ():
        samples = out.to_ndarray().astype(np.int16, copy=False)  # interleaved, as "s16" asks
        yield as_wide_as(samples.reshape(-1, out.layout.nb_channels), channels)
