"""SenseVoice and Paraformer on sherpa-onnx (optional: `pip install "qa-scorer[sherpa]"`), from a local folder.

SenseVoice is asked for the words as they were spoken (一二零六, not 1206) and hears by itself which language it is.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.language import Text
from qa_scorer.transcript.devices import choose_device, gave_out
from qa_scorer.transcript.engine import SAMPLE_RATE_HZ, Heard
from qa_scorer.transcript.sherpa_onnx_folder import SherpaModel, sherpa_model
from qa_scorer.transcript.sherpa_onnx_lines import lines

_MOST_THREADS: Final = 4  # as many as the default engine takes
_NO_SPEECH: Final = "<|nospeech|>"
_LANGUAGES: Final[Mapping[str, str]] = {f"<|{name}|>": name for name in ("zh", "yue", "en", "ja", "ko")}
_LANGUAGE_WINDOW_S: Final = 5.0  # the tag says nothing of its own certainty: how many windows agree does


class SherpaOnnx:
    """An `Engine`, as engine.py describes it."""

    def __init__(self, model: str, *, device: str = "auto", threads: int = 0) -> None:
        if device == "cuda":
            raise _no_gpu()
        choose_device(device, has_gpu=False)  # refuses what is no device at all
        sherpa = _library()
        self._model = sherpa_model(Path(model).expanduser())
        self.name = self.named(model, device)
        self.terms: tuple[str, ...] = ()
        try:
            self._recognizer = _loaded(sherpa, self._model, threads or min(_MOST_THREADS, os.cpu_count() or 1))
        except (RuntimeError, LookupError) as error:  # not a model, no memory
            raise gave_out(self.name, error) from error

    @staticmethod
    def named(model: str, device: str) -> str:
        found = sherpa_model(Path(model).expanduser())
        return f"sherpa-onnx {found.file.parent.resolve().name} {found.arithmetic}"

    def recognise(self, chunks: Sequence[NDArray[np.float32]]) -> tuple[Heard, ...]:
        return tuple(map(self._heard, chunks))

    def _heard(self, samples: NDArray[np.float32]) -> Heard:
        result = self._result(samples)
        return Heard(
            lines(
                result.tokens,
                result.timestamps,
                result.ys_log_probs,
                len(samples) / SAMPLE_RATE_HZ,
                no_speech=result.lang == _NO_SPEECH,
                spaced=self._model.kind == "SenseVoice",
            )
        )

    def languages(self, samples: NDArray[np.float32]) -> Mapping[str, float]:
        """For each language the share of the windows of five seconds in which it was heard."""
        if self._model.kind != "SenseVoice":
            return {}
        window = round(_LANGUAGE_WINDOW_S * SAMPLE_RATE_HZ)
        results = [self._result(samples[at : at + window]) for at in range(0, len(samples), window)]
        heard = Counter(_LANGUAGES[result.lang] for result in results if result.tokens and result.lang in _LANGUAGES)
        return {name: windows / heard.total() for name, windows in heard.items()}

    def _result(self, samples: NDArray[np.float32]) -> Any:
        stream = self._recognizer.create_stream()
        try:
            stream.accept_waveform(SAMPLE_RATE_HZ, samples)
            self._recognizer.decode_stream(stream)
        except (RuntimeError, LookupError) as error:  # mostly memory
            raise gave_out(self.name, error) from error
        return stream.result


def _library() -> Any:
    try:
        import sherpa_onnx
    except ImportError as error:
        raise UsageError(
            where="--engine sherpa-onnx",
            why=Text(zh=f"没有安装 sherpa-onnx（{error}）", en=f"sherpa-onnx is not installed ({error})"),
            mend=Text(zh='运行 pip install "qa-scorer[sherpa]"', en='run pip install "qa-scorer[sherpa]"'),
        ) from error
    return sherpa_onnx


def _loaded(sherpa: Any, model: SherpaModel, threads: int) -> Any:
    file, tokens = str(model.file), str(model.tokens)
    if model.kind == "SenseVoice":
        return sherpa.OfflineRecognizer.from_sense_voice(
            file, tokens, num_threads=threads, language="auto", use_itn=False
        )
    return sherpa.OfflineRecognizer.from_paraformer(file, tokens, num_threads=threads)


def _no_gpu() -> MachineError:
    return MachineError(
        where="--device cuda",
        why=Text(
            zh="qa-scorer 安装的 sherpa-onnx 只在 CPU 上运行",
            en="the sherpa-onnx that qa-scorer installs runs on the CPU",
        ),
        mend=Text(zh="改用 --device cpu", en="use --device cpu"),
    )
