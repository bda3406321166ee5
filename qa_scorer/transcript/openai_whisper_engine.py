"""Whisper as OpenAI published it (PyTorch): the reference engine, and the one for .pt checkpoints."""

from collections.abc import Iterator, Mapping, Sequence
from pickle import UnpicklingError
from typing import Any

import numpy as np
import torch
import whisper
from numpy.typing import NDArray
from whisper.audio import FRAMES_PER_SECOND, N_FRAMES, N_SAMPLES
from whisper.decoding import DecodingOptions, DecodingResult
from whisper.timing import add_word_timestamps
from whisper.tokenizer import get_tokenizer
from whisper.utils import compression_ratio

from qa_scorer.model import Word
from qa_scorer.transcript.devices import Device, choose_device, gave_out
from qa_scorer.transcript.engine import CANTONESE, Heard, Line
from qa_scorer.transcript.models import checkpoint_file, model_label

_TIME_TOKEN_S = 0.02


class OpenaiWhisper:
    """An `Engine`, as engine.py describes it, with the settings of the other one."""

    def __init__(self, model: str, *, device: str = "auto", threads: int = 0) -> None:
        file = checkpoint_file(model)
        chosen = _device(device)
        self.name = self.named(model, device)
        self.terms: tuple[str, ...] = ()
        if threads:
            torch.set_num_threads(threads)
        try:
            self._model = whisper.load_model(str(file), device=chosen)
        except (RuntimeError, KeyError, TypeError, UnpicklingError) as error:  # no checkpoint of Whisper, no memory
            raise gave_out(self.name, error) from error
        if heads := whisper._ALIGNMENT_HEADS.get(file.stem):  # those that follow the sound; else half of all are used
            self._model.set_alignment_heads(heads)
        self._options = DecodingOptions(language="zh", temperature=0.0, beam_size=5, fp16=chosen == "cuda")
        self._tokenizer = get_tokenizer(
            self._model.is_multilingual, num_languages=self._model.num_languages, language="zh", task="transcribe"
        )

    @staticmethod
    def named(model: str, device: str) -> str:
        return f"openai-whisper {model_label(model)} {'float16' if _device(device) == 'cuda' else 'float32'}"

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> tuple[Heard, ...]:
        try:
            return tuple(Heard(tuple(self._lines(samples))) for samples in chunks)
        except RuntimeError as error:  # mostly memory
            raise gave_out(self.name, error) from error

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        if CANTONESE not in self._tokenizer.special_tokens:
            return {}
        spectrum = whisper.log_mel_spectrogram(samples, self._model.dims.n_mels, padding=N_SAMPLES)
        heard = whisper.pad_or_trim(spectrum, N_FRAMES).to(self._model.device)
        _, every = self._model.detect_language(heard.half() if self._options.fp16 else heard, self._tokenizer)
        return dict(every)

    def _lines(self, samples: NDArray[np.float32]) -> Iterator[Line]:
        """One decoding; whisper.transcribe would hear what is left after the last word once more (see the other)."""
        spectrum = whisper.log_mel_spectrogram(samples, self._model.dims.n_mels, padding=N_SAMPLES)
        frames = spectrum.shape[-1] - N_FRAMES
        heard = whisper.pad_or_trim(spectrum[:, :frames], N_FRAMES).to(self._model.device)
        heard = heard.half() if self._options.fp16 else heard
        result = self._model.decode(heard, self._options)
        segments = [self._segment(tokens, frames) for tokens in self._cut_at_times(result.tokens)]
        add_word_timestamps(
            segments=segments, model=self._model, tokenizer=self._tokenizer, mel=heard, num_frames=frames,
            last_speech_timestamp=0.0,
        )  # fmt: skip
        return (_line(segment, result) for segment in segments if segment["words"])

    def _cut_at_times(self, tokens: Sequence[int]) -> Iterator[list[int]]:
        """The tokens of one line after the other: between two lines stand two time tokens, an end and a start."""
        line: list[int] = []
        for token in tokens:
            if line and token >= self._tokenizer.timestamp_begin <= line[-1]:
                yield line
                line = []
            line.append(token)
        if line:
            yield line

    def _segment(self, tokens: list[int], frames: int) -> dict[str, Any]:
        """A line in the form that `add_word_timestamps` fills in."""
        begin = self._tokenizer.timestamp_begin
        return {
            "seek": 0,
            "start": (tokens[0] - begin) * _TIME_TOKEN_S if tokens[0] >= begin else 0.0,
            "end": (tokens[-1] - begin) * _TIME_TOKEN_S if tokens[-1] >= begin else frames / FRAMES_PER_SECOND,
            "text": self._tokenizer.decode([token for token in tokens if token < self._tokenizer.eot]).strip(),
            "tokens": tokens,
            "words": [],
        }


def _line(segment: Mapping[str, Any], result: DecodingResult) -> Line:
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
        mean_log_probability=result.avg_logprob,
        compression_ratio=compression_ratio(segment["text"]),
        no_speech_probability=result.no_speech_prob,
    )


def _device(device: str) -> Device:
    return choose_device(device, has_gpu=torch.cuda.is_available())
