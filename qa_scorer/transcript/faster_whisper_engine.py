"""Whisper on CTranslate2 (faster-whisper): int8 on a CPU, float16 on a GPU. The default engine."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import pad_or_trim
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_compression_ratio, get_suppressed_tokens
from numpy.typing import NDArray

from qa_scorer.model import Word
from qa_scorer.transcript.devices import Device, choose_device, gave_out
from qa_scorer.transcript.engine import CANTONESE, SAMPLE_RATE_HZ, Heard, Line
from qa_scorer.transcript.forced_decoding import ForcedDecoding
from qa_scorer.transcript.models import ctranslate2_folder, model_label

# One decoding at temperature 0 and never a sampled one, so that the same sound gives the same words. No prompt and no
# text of the chunk before: on quiet sound Whisper repeats what it was prompted with.
# Measured on 51 clips read by people (278 s), character error rate: beam 5 with time tokens 0.131, without 0.137;
# beam 1 0.160 and 0.162. Heard as listen.py does, with one thread of BLAS, it is 0.127 (111 characters of 871); then
# 0.133 with 0.2 s of silence before each chunk and 0.143 where only simplified characters may be written.
#
# A chunk is always heard as 30 s, what is missing filled up with zeros of the spectrum, as faster-whisper does (with
# the spectrum of silence it was 0.130, and on calls the same). Less is cheaper but costs words: with 15 s at least and
# 3 s of silence after the chunk the clips took 0.48 of the time at 0.134 instead of 0.131, sides made of them (whose
# chunks are longer) 0.87 of it at 0.148 instead of 0.145; with 1 s of silence, however short the chunk, 0.41 of the
# time, and six times as many characters were left out.
_SETTINGS: Final[Mapping[str, Any]] = {
    "beam_size": 5,
    "sampling_temperature": 0.0,
    "return_scores": True,
    "return_no_speech_prob": True,
}

# Chunks decoded together, of one call. On a CPU two take a fifth less time than one after the other and hardly more
# memory (552 MB against 535); eight take no less than two, and 921 MB. On a GPU there is room for more.
#
# Never of several calls: sums of floats come out a little different with other company, and now and then another word
# wins (on 8 chunks of calls decoded by twos as one by one, by fours not). So a call's words depend on that call alone.
_TOGETHER: Final[Mapping[Device, int]] = {"cpu": 2, "cuda": 16}

# A loop goes on until it is stopped. On calls there were 5 tokens a second of sound; the fastest speakers manage 10
# syllables a second.
_MOST_TOKENS: Final = 390

_FRAMES_PER_S, _FRAMES = 100, 3000
_BEFORE_WORDS, _AFTER_WORDS = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"  # marks that belong to the next, or the last word

_Spectrum = NDArray[np.float32]  # shape (mel bands, frames)
_Encoded = NDArray[Any]  # shape (1, frames / 2, width of the model)


class FasterWhisper:
    """An `Engine`, as engine.py describes it."""

    def __init__(self, model: str, *, device: str = "auto", threads: int = 0) -> None:
        folder = ctranslate2_folder(model)
        chosen, arithmetic = _device_and_arithmetic(device)
        self.name = self.named(model, device)
        try:
            self._model = WhisperModel(str(folder), device=chosen, compute_type=arithmetic, cpu_threads=threads)
        except (RuntimeError, ValueError) as error:  # not a model, no memory, a GPU without float16
            raise gave_out(self.name, error) from error
        # WhisperModel.transcribe would hear what is left after the last word once more, padded to 30 s with silence,
        # on which Whisper makes things up (on 16 sides of telephone calls 397 characters too many against 216); here
        # a chunk is heard once.
        self.terms: tuple[str, ...] = ()
        self._together = _TOGETHER[chosen]
        self._tokenizer = Tokenizer(
            self._model.hf_tokenizer, self._model.model.is_multilingual, task="transcribe", language="zh"
        )
        self._prompt = list(self._tokenizer.sot_sequence)
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])
        self.second_opinion = ForcedDecoding(self._model, self.name)

    @staticmethod
    def named(model: str, device: str) -> str:
        return f"faster-whisper {model_label(model)} {_device_and_arithmetic(device)[1]}"

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> tuple[Heard, ...]:
        try:
            return tuple(
                heard
                for first in range(0, len(chunks), self._together)
                for heard in self._recognised(chunks[first : first + self._together])
            )
        except RuntimeError as error:  # CTranslate2 takes a GPU's memory and libraries when they are first used
            raise gave_out(self.name, error) from error

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        if self._model.hf_tokenizer.token_to_id(CANTONESE) is None:
            return {}
        _, _, every = self._model.detect_language(samples)
        return dict(every)

    def _recognised(self, chunks: Sequence[NDArray[np.float32]]) -> Iterator[Heard]:
        encoded = [self._encoded(chunk) for chunk in chunks]
        results = self._model.model.generate(
            ctranslate2.StorageView.from_array(np.concatenate(encoded)),
            [self._prompt] * len(chunks),
            suppress_tokens=self._suppressed,
            max_length=_MOST_TOKENS,
            **_SETTINGS,
        )
        for chunk, sound, result in zip(chunks, encoded, results, strict=True):
            yield Heard(tuple(map(_line, self._segments(len(chunk) / SAMPLE_RATE_HZ, sound, result))))

    def _encoded(self, chunk: NDArray[np.float32]) -> _Encoded:
        """One at a time: the encoder is no faster with several, and what it makes of one depends on that one alone."""
        spectrum: _Spectrum = pad_or_trim(self._model.feature_extractor(chunk)[..., :-1], _FRAMES)
        return np.array(self._model.encode(spectrum).to_device(ctranslate2.Device.cpu))

    def _segments(self, duration_s: float, sound: _Encoded, result: Any) -> list[dict[str, Any]]:
        """The lines of a chunk with their words, in faster-whisper's own form."""
        tokens = result.sequences_ids[0]
        frames = int(np.ceil(duration_s)) * _FRAMES_PER_S
        cut, _, _ = self._model._split_segments_by_timestamps(
            tokenizer=self._tokenizer, tokens=tokens, time_offset=0.0, segment_size=frames,
            segment_duration=duration_s, seek=0,
        )  # fmt: skip
        segments = [
            {
                **segment,
                "text": (text := self._tokenizer.decode(segment["tokens"])),
                "avg_logprob": result.scores[0] * len(tokens) / (len(tokens) + 1),
                "no_speech_prob": result.no_speech_prob,
                "compression_ratio": get_compression_ratio(text),
            }
            for segment in cut
        ]
        self._model.add_word_timestamps(
            [segments], self._tokenizer, ctranslate2.StorageView.from_array(sound), frames, _BEFORE_WORDS,
            _AFTER_WORDS, 0.0,
        )  # fmt: skip
        return [segment for segment in segments if segment["words"]]


def _device_and_arithmetic(device: str) -> tuple[Device, str]:
    chosen = choose_device(device, has_gpu=ctranslate2.get_cuda_device_count() > 0)
    return chosen, "float16" if chosen == "cuda" else "int8"


def _line(segment: Mapping[str, Any]) -> Line:
    return Line(
        start_s=float(segment["start"]),
        end_s=float(segment["end"]),
        words=tuple(
            Word(
                text=word["word"],
                start_s=float(word["start"]),
                end_s=float(word["end"]),
                probability=float(word["probability"]),
            )
            for word in segment["words"]
        ),
        mean_log_probability=segment["avg_logprob"],
        compression_ratio=segment["compression_ratio"],
        no_speech_probability=segment["no_speech_prob"],
    )
