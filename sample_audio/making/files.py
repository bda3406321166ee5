"""Writes a call as a recorder would: G.711, PCM, MP3, Opus, AMR or AAC, one channel or two, at 8 kHz."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import cast

import av
import numpy as np

from making.voices import LINE_HZ, Sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    ending: str
    codec: str
    bits_per_s: int | None = None
    options: Mapping[str, str] = field(default_factory=dict)


CODECS = {
    "alaw": Format(ending="wav", codec="pcm_alaw"),
    "mulaw": Format(ending="wav", codec="pcm_mulaw"),
    "pcm": Format(ending="wav", codec="pcm_s16le"),
    "mp3": Format(ending="mp3", codec="libmp3lame", bits_per_s=32_000),
    "opus": Format(ending="ogg", codec="libopus", bits_per_s=24_000),
    "opuslow": Format(ending="ogg", codec="libopus", bits_per_s=17_000),  # two channels become one below
    # each channel by itself (RFC 7845, mapping family 255): nothing of one is heard on the other
    "opusapart": Format(ending="ogg", codec="libopus", bits_per_s=16_000, options={"mapping_family": "255"}),
    "amr": Format(ending="amr", codec="libopencore_amrnb", bits_per_s=12_200),
    "m4a": Format(ending="m4a", codec="aac", bits_per_s=32_000),
}


def ending(audio: str) -> str:
    """The file ending of a format such as "alaw-stereo"."""
    return CODECS[audio.partition("-")[0]].ending


def write(path: Path, channels: list[Sound], audio: str) -> None:
    """`channels`: one or two arrays of shape (n,), from -1 to 1, left first."""
    form = CODECS[audio.partition("-")[0]]
    layout = "stereo" if len(channels) == 2 else "mono"
    samples = np.round(np.stack(channels, axis=1) * 32767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
    frame.sample_rate, frame.time_base, frame.pts = LINE_HZ, Fraction(1, LINE_HZ), 0
    with av.open(str(path), "w") as container:
        # by its types PyAV cannot tell from a codec's name that the stream is one of sound
        stream = cast(av.AudioStream, container.add_stream(form.codec, rate=LINE_HZ, layout=layout))
        stream.options = dict(form.options)
        if form.bits_per_s is not None:
            stream.bit_rate = form.bits_per_s
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
