"""Whisper on CTranslate2 (faster-whisper): int8 on a CPU, float16 on a GPU. The default engine."""

from collections.abc import Mapping
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import BatchedInferencePipeline, WhisperModel
from numpy.typing import NDArray

from qa_scorer.model import Word
from qa_scorer.transcript.devices import Device, choose_device, gave_out
from qa_scorer.transcript.engine import CANTONESE, SAMPLE_RATE_HZ, Heard, Line
from qa_scorer.transcript.forced_decoding import ForcedDecoding
from qa_scorer.transcript.models import ctranslate2_folder, model_label

# One decoding at temperature 0 and never a sampled one, so that the same sound gives the same words. No prompt and no
# text of the chunk before (the pipeline gives none): on quiet sound Whisper repeats what it was prompted with.
# Measured on 51 clips read by people (278 s), character error rate: beam 5 with time tokens 0.131, without 0.137;
# beam 1 0.160 and 0.162.
_SETTINGS = {
    "language": "zh",
    "task": "transcribe",
    "temperature": 0.0,
    "beam_size": 5,
    "without_timestamps": False,
    "word_timestamps": True,
    "vad_filter": False,  # chunks are cut at speech activity already
    "batch_size": 1,
}


class FasterWhisper:
    """An `Engine`, as engine.py describes it."""

    def __init__(self, model: str, *, device: str = "auto", threads: int = 0) -> None:
        folder = ctranslate2_folder(model)
        chosen, arithmetic = _device_and_arithmetic(device)
        self.name = self.named(model, device)
        try:
            loaded = WhisperModel(str(folder), device=chosen, compute_type=arithmetic, cpu_threads=threads)
        except (RuntimeError, ValueError) as error:  # not a model, no memory, a GPU without float16
            raise gave_out(self.name, error) from error
        # WhisperModel.transcribe would hear what is left after the last word once more, padded to 30 s with silence,
        # on which Whisper makes things up (on 16 sides of telephone calls 397 characters too many against 216); the
        # pipeline hears a chunk once.
        self._pipeline = BatchedInferencePipeline(loaded)
        self._model = loaded
        self.second_opinion = ForcedDecoding(loaded, self.name)

    @staticmethod
    def named(model: str, device: str) -> str:
        return f"faster-whisper {model_label(model)} {_device_and_arithmetic(device)[1]}"

    def recognise(self, samples: NDArray[np.float32]) -> Heard:
        whole = [{"start": 0.0, "end": len(samples) / SAMPLE_RATE_HZ}]
        try:
            segments, _ = self._pipeline.transcribe(samples, clip_timestamps=whole, **_SETTINGS)
            return Heard(tuple(_line(segment) for segment in segments if segment.words))
        except RuntimeError as error:  # CTranslate2 takes a GPU's memory and libraries when they are first used
            raise gave_out(self.name, error) from error

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        if self._model.hf_tokenizer.token_to_id(CANTONESE) is None:
            return {}
        _, _, every = self._model.detect_language(samples)
        return dict(every)


def _device_and_arithmetic(device: str) -> tuple[Device, str]:
    chosen = choose_device(device, has_gpu=ctranslate2.get_cuda_device_count() > 0)
    return chosen, "float16" if chosen == "cuda" else "int8"


def _line(segment: Any) -> Line:
    return Line(
        start_s=float(segment.start),
        end_s=float(segment.end),
        words=tuple(
            Word(
                text=word.word,
                start_s=float(word.start),
                end_s=float(word.end),
                probability=float(word.probability),
            )
            for word in segment.words
        ),
        mean_log_probability=segment.avg_logprob,
        compression_ratio=segment.compression_ratio,
        no_speech_probability=segment.no_speech_prob,
    )
