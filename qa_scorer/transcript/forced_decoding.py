"""How probable the recogniser finds a given text for a given sound: forced decoding, token by token.

The sound is encoded once and every text is read against it. Whisper normally hears 30 s; here what is short is filled
up to a few seconds only, which costs a sixth and moves the scores by less than the difference between two spellings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from qa_scorer.transcript.devices import gave_out
from qa_scorer.transcript.engine import SAMPLE_RATE_HZ

_FRAMES_PER_S = 100
_LONGEST_FRAMES = 3000  # the 30 s of Whisper
_LEAST_FRAMES = 600
_TAIL_FRAMES = 200  # silence after the last word, by which Whisper knows that it was the last
_LEAST_PROBABILITY = 1e-10  # a probability that came out as zero, so that its logarithm is finite


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A text against a sound: for each token its characters, `start` to `end` in the text, and its log probability.

    Natural logarithms, each given the sound and the tokens before it. Where several tokens make one character, each
    of them carries that character's place.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    log_probabilities: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.log_probabilities)

    def within(self, start: int, end: int) -> tuple[float, ...]:
        """The log probabilities of the tokens that have a character from `start` to `end`."""
        pairs = zip(self.places, self.log_probabilities, strict=True)
        return tuple(value for (first, last), value in pairs if first < end and last > start)


class Listener(Protocol):
    """A recogniser that can be asked how probable a text is."""

    def score(self, samples: NDArray[np.float32], texts: Sequence[str]) -> tuple[Scored, ...]:
        """Each of `texts`, none of them empty, against `samples`, shape (n,), 16 kHz, -1..1, at most 30 s.

        Raises MachineError where the machine gives out.
        """


@runtime_checkable
class AsksAgain(Protocol):
    """An engine whose model can be asked again."""

    @property
    def second_opinion(self) -> Listener: ...


class ForcedDecoding:
    """A `Listener` on the model of the faster-whisper engine."""

    def __init__(self, model: WhisperModel, name: str) -> None:
        self._model = model
        self._name = name
        self.tokenizer = Tokenizer(model.hf_tokenizer, True, task="transcribe", language="zh")
        self._last: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None  # samples, and what they encode to

    def score(self, samples: NDArray[np.float32], texts: Sequence[str]) -> tuple[Scored, ...]:
        encodings = [self._model.hf_tokenizer.encode(text, add_special_tokens=False) for text in texts]
        try:
            sound = self.encode(samples)
            aligned = self._model.model.align(
                ctranslate2.StorageView.from_array(np.repeat(sound, len(texts), axis=0)),
                self.tokenizer.sot_sequence,
                [encoding.ids for encoding in encodings],
                min(len(samples) * _FRAMES_PER_S // SAMPLE_RATE_HZ, _LONGEST_FRAMES),
            )
        except RuntimeError as error:  # CTranslate2 takes a GPU's memory and libraries when they are first used
            raise gave_out(self._name, error) from error
        return tuple(
            Scored(text=text, places=tuple(encoding.offsets), log_probabilities=_logarithms(result.text_token_probs))
            for text, encoding, result in zip(texts, encodings, aligned, strict=True)
        )

    def encode(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the encoder makes of the sound, shape (1, frames / 2, width of the model).

        The last one is kept: several phrases are asked of the same array one after the other.
        """
        if self._last is None or self._last[0] is not samples:
            self._last = samples, self._encoded(samples)
        return self._last[1]

    def _encoded(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        spectrum = self._model.feature_extractor(samples)
        frames = min(max(spectrum.shape[-1] + _TAIL_FRAMES, _LEAST_FRAMES), _LONGEST_FRAMES)
        heard = np.ascontiguousarray(pad_or_trim(spectrum, frames)[None])
        return np.array(self._model.model.encode(ctranslate2.StorageView.from_array(heard), to_cpu=True))


def _logarithms(probabilities: Sequence[float]) -> tuple[float, ...]:
    return tuple(np.log(np.maximum(probabilities, _LEAST_PROBABILITY)).tolist())
