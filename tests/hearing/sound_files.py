"""Real sound files for tests, written by FFmpeg's encoders (PyAV) or, for GSM and big-endian WAV, by libsndfile."""

from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.sound import Sound
from qa_scorer.model import CallData, RawFormat, Recording

Wave = NDArray[np.int16]  # shape (channels, n)

_BIT_RATES = {"libopencore_amrnb": 12_200}
_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}


def tone(seconds: float, rate: int = 8000, hz: float = 440.0, dbfs: float = -20.0) -> Wave:
    """A sine whose RMS is `dbfs`, shape (1, n)."""
    time = np.arange(round(seconds * rate)) / rate
    return _at_level(np.sin(2 * np.pi * hz * time), dbfs)


def hum(seconds: float, rate: int = 8000, dbfs: float = -20.0) -> Wave:
    """As `tone`, with the harmonics and the wavering of a voice: speech codecs such as AMR weaken pure tones."""
    time = np.arange(round(seconds * rate)) / rate
    phase = 2 * np.pi * (120 * time + 0.6 * np.sin(2 * np.pi * 5 * time))
    return _at_level(np.stack([np.sin(k * phase + k * k) / k for k in range(1, 28)]).sum(axis=0), dbfs)


def _at_level(wave: NDArray[np.float64], dbfs: float) -> Wave:
    samples: Wave = (wave * 32768 * 10 ** (dbfs / 20) / np.sqrt(np.mean(wave**2))).astype(np.int16)
    return samples[None]


def silence(seconds: float, rate: int = 8000) -> Wave:
    return np.zeros((1, round(seconds * rate)), dtype=np.int16)


def left_only(seconds: float, rate: int = 8000) -> Wave:
    """A tone on the left, nothing on the right."""
    return np.concatenate([tone(seconds, rate), silence(seconds, rate)])


def encode(path: Path, wave: Wave, container: str, codec: str, rate: int = 8000) -> Path:
    """Write `wave` with one of FFmpeg's encoders."""
    layout = _LAYOUTS[wave.shape[0]]
    with av.open(str(path), "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(wave.T).reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        context = stream.codec_context
        context.bit_rate = _BIT_RATES.get(codec, 64_000 * wave.shape[0])
        pieces = av.AudioResampler(context.format, layout, context.sample_rate, context.frame_size or 1024)
        for piece in (*pieces.resample(frame), *pieces.resample(None), None):
            file.mux(stream.encode(piece))
    return path


def wav(path: Path, wave: Wave, rate: int = 8000) -> Path:
    """16-bit PCM."""
    return encode(path, wave, "wav", "pcm_s16le", rate)


def by_libsndfile(path: Path, wave: Wave | NDArray[np.float32], rate: int, **how: str) -> Path:
    soundfile.write(path, wave.T, rate, **how)
    return path


def heard(path: Path, raw: RawFormat | None = None) -> Sound:
    return decode(Recording(path=path, name=path.name, call=CallData(), raw=raw))


def level_dbfs(samples: NDArray[np.int16]) -> float:
    """RMS without the first and last tenth of a second, where filters and encoders swing in; -200 for silence."""
    middle = samples[1600:-1600].astype(np.float64) / 32768
    return float(20 * np.log10(max(np.sqrt(np.mean(middle**2)), 1e-10)))
