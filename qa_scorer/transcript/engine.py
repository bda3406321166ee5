"""What a recogniser is: sound in, lines of words out. One module an engine; this one knows none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.model import Word

SAMPLE_RATE_HZ = 16_000  # what every model here hears
CANTONESE = "<|yue|>"  # the token that only models have which tell it from Mandarin
ENGINES = ("faster-whisper", "openai-whisper", "sherpa-onnx")

# The probability of a word where a recogniser does not say how sure it is: as likely right as wrong. Nothing that
# accuses rests on such a word (that takes 0.6 and more), and none is taken for misheard (that takes less than 0.5).
UNKNOWN_PROBABILITY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of text as the recogniser cut it, with its own doubts. Times count from the start of the chunk.

    `mean_log_probability` is per token (natural logarithm, so at most 0); `compression_ratio` is the UTF-8
    bytes of the text over the same bytes zlib-compressed (text that repeats itself compresses well);
    `no_speech_probability`, 0..1, is the recogniser's own and that of the whole chunk.
    """

    start_s: float
    end_s: float
    words: tuple[Word, ...]
    mean_log_probability: float
    compression_ratio: float
    no_speech_probability: float

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything recognised in one chunk, in order; every line has at least one word."""

    lines: tuple[Line, ...]


class Engine(Protocol):
    """A recogniser with its model loaded. The same sound gives the same words on every run."""

    @property
    def name(self) -> str:
        """Engine, model and arithmetic, as in "faster-whisper base int8"."""

    terms: tuple[str, ...]
    """A site's own, which a recording may hold; none until they are given. `recognise` knows nothing of them."""

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> Sequence[Heard]:
        """The words in each of `chunks` of one call, shape (n,), 16 kHz, -1..1, at most 30 s.

        They have nothing to do with each other; an engine may hear several at once. Raises MachineError where the
        machine gives out (graphics memory, a missing GPU library).
        """

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """The probability of each language (Whisper's codes; zh Mandarin, yue Cantonese) in such samples.

        Empty for a model that does not tell Mandarin from Cantonese: it says nothing about how an agent speaks.
        """


class EngineKind(Protocol):
    """One engine's module as this one knows it."""

    def __call__(self, model: str, *, device: str = "auto", threads: int = 0) -> Engine: ...

    def named(self, model: str, device: str) -> str:
        """The name of an engine with that model on that device; nothing is loaded."""


def open_engine(engine: str, model: str, device: str = "auto", threads: int = 0) -> Engine:
    """Load `model` into `engine`; `device` is auto, cpu or cuda; `threads` 0 leaves the number to the engine.

    Raises UsageError for an unknown engine or a model of the wrong kind, MachineError where the weights are missing
    or not what was published.
    """
    return _kind(engine)(model, device=device, threads=threads)


def engine_name(engine: str, model: str, device: str = "auto") -> str:
    """What `open_engine(…).name` would be; nothing is loaded. Raises UsageError, MachineError."""
    return _kind(engine).named(model, device)


def _kind(engine: str) -> EngineKind:
    if engine == "faster-whisper":
        from qa_scorer.transcript.faster_whisper_engine import FasterWhisper

        return FasterWhisper
    if engine == "openai-whisper":
        from qa_scorer.transcript.openai_whisper_engine import OpenaiWhisper

        return OpenaiWhisper
    if engine == "sherpa-onnx":
        from qa_scorer.transcript.sherpa_onnx_engine import SherpaOnnx

        return SherpaOnnx
    raise UsageError(
        where="--engine",
        why=Text(zh=f"没有名为“{engine}”的识别引擎", en=f"there is no recognition engine called {engine!r}"),
        mend=Text(zh=f"请用 {' 或 '.join(ENGINES)}", en=f"use {' or '.join(ENGINES)}"),
    )
