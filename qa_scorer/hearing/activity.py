"""When is there speech? Silero VAD (ONNX, Snakers4; the copy that ships inside faster-whisper)."""

from qa_scorer.hearing.blocks import blocks
from qa_scorer.hearing.sound import SAMPLE_RATE_HZ, Samples
from qa_scorer.hearing.spans import joined
from qa_scorer.model import Span

# Pauses shorter than this are part of speaking; they lie inside a span.
PAUSE_S = 0.25
_LEAST_SPEECH_S = 0.12
_PAD_S = 0.03


def speech_spans(samples: Samples) -> tuple[Span, ...]:
    """The stretches of speech in one channel, shape (n,). Pauses under `PAUSE_S` do not end a span."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        min_speech_duration_ms=int(_LEAST_SPEECH_S * 1000),
        min_silence_duration_ms=int(PAUSE_S * 1000),
        speech_pad_ms=int(_PAD_S * 1000),
    )
    return joined(
        Span(start_s + found["start"] / SAMPLE_RATE_HZ, start_s + found["end"] / SAMPLE_RATE_HZ)
        for start_s, block in blocks(samples)
        for found in get_speech_timestamps(block, options)
    )
