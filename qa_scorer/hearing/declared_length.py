"""How long a file says it is, so that one which was cut off is noticed: a decoder plays what is there and keeps still.

Only lengths that stand in a header count. What FFmpeg calls the duration of a WAV, MP3, Ogg, AMR or AAC file is
worked out from the file's size, and so shrinks with the file.

Sources: RIFF/RF64 (EBU Tech 3306), MPEG audio frame header (ISO/IEC 11172-3, 13818-3), Xing/Info and VBRI headers
(the frame count is that of LAME's and Fraunhofer's encoders).
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

# FFmpeg takes the duration of these from a header (FLAC STREAMINFO, moov, ASF header, Matroska Info, AIFF COMM).
HEADER_TELLS: Final = frozenset({"flac", "mov,mp4,m4a,3gp,3g2,mj2", "asf", "matroska,webm", "aiff"})

_UNKNOWN_SIZES: Final = frozenset({0, 0xFFFFFFFF})  # written by recorders that stream, or died
_MP3_RATES_HZ: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def declared_s(file: BinaryIO, *, container: str, header_s: float | None, decoded_s: float) -> float | None:
    """What the header promises, in seconds; None where it promises nothing.

    WAV is reckoned by bytes, which holds for every codec of a constant rate: `decoded_s` is what is there of it.
    """
    if data := wav_data(file):
        return decoded_s * data.promised / data.there if data.there else None
    return mp3_declared_s(file) if container == "mp3" else header_s


@dataclass(frozen=True, slots=True, kw_only=True)
class WavData:
    """The data chunk of a WAV file: bytes promised, bytes there, and bytes after it that belong to no chunk."""

    promised: int
    there: int
    stray: int


def wav_data(file: BinaryIO) -> WavData | None:
    """Read the chunks of RIFF, RIFX and RF64 files; None where it is none, or its data chunk names no size."""
    file.seek(0)
    start = file.read(12)
    if start[:4] not in (b"RIFF", b"RIFX", b"RF64", b"BW64") or start[8:12] != b"WAVE":
        return None
    order = ">" if start[:4] == b"RIFX" else "<"
    long_size = 0
    while len(head := file.read(8)) == 8:
        size = struct.unpack(f"{order}I", head[4:])[0]
        if head[:4] == b"data":
            return _measured(file, long_size if size == 0xFFFFFFFF and long_size else size)
        if head[:4] == b"ds64":
            ds64 = file.read(16)  # the RIFF size and the data size, eight bytes each
            long_size = struct.unpack("<Q", ds64[8:])[0] if len(ds64) == 16 else 0
            size -= len(ds64)
        file.seek(size + size % 2, 1)
    return None


def _measured(file: BinaryIO, promised: int) -> WavData | None:
    if promised in _UNKNOWN_SIZES:
        return None
    start = file.tell()
    end = start + promised + promised % 2
    there = file.seek(0, 2) - start
    file.seek(end)
    follows = file.read(8).lstrip(b"\0")[:3]  # the name of the next chunk, which is printable
    is_chunk = len(follows) == 3 and all(0x20 <= byte < 0x7F for byte in follows)
    return WavData(promised=promised, there=min(there, promised), stray=0 if is_chunk else max(0, there + start - end))


def mp3_declared_s(file: BinaryIO) -> float | None:
    """Seconds by the frame count of the Xing, Info or VBRI header in the first MPEG frame; None without one."""
    file.seek(0)
    head = file.read(10)
    start = _past_id3(head) if head.startswith(b"ID3") and len(head) == 10 else 0
    file.seek(start)
    frame = file.read(4096)
    sync = next((i for i in range(len(frame) - 4) if frame[i] == 0xFF and frame[i + 1] & 0xE6 == 0xE2), None)
    frames = _frame_count(frame[sync:]) if sync is not None else None
    if sync is None or not frames:
        return None
    version, rate_index = frame[sync + 1] >> 3 & 3, frame[sync + 2] >> 2 & 3
    if version not in _MP3_RATES_HZ or rate_index == 3:
        return None
    return frames * (1152 if version == 3 else 576) / _MP3_RATES_HZ[version][rate_index]


def _past_id3(head: bytes) -> int:
    size = 0
    for byte in head[6:10]:  # four times seven bits
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame_count(frame: bytes) -> int | None:
    for name, offset in ((b"Xing", 8), (b"Info", 8), (b"VBRI", 14)):
        at = frame.find(name, 0, 256)
        if at < 0 or len(frame) < at + offset + 4:
            continue
        if name != b"VBRI" and not frame[at + 7] & 1:  # its flags say that there is no frame count
            continue
        return int(struct.unpack(">I", frame[at + offset : at + offset + 4])[0])
    return None
