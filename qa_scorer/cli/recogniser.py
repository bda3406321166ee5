"""`--engine`, `--model`, `--device`: who writes down what is said, and where."""

from typing import Any, Literal

import typer

from qa_scorer.language import Language, Text

EngineName = Literal["faster-whisper", "openai-whisper", "sherpa-onnx"]
DeviceName = Literal["auto", "cpu", "cuda"]


def engine_option(lang: Language) -> Any:
    """The default of a command's `engine: EngineName` parameter."""
    return typer.Option("faster-whisper", "--engine", help=Text("识别引擎", "recogniser").read(lang))


def model_option(lang: Language) -> Any:
    """The default of a command's `model: str` parameter."""
    words = Text(
        "Whisper 模型的名称或路径；sherpa-onnx 给出模型文件夹",
        "a Whisper model's name or path; for sherpa-onnx the model's folder",
    )
    return typer.Option("base", "--model", help=words.read(lang))


def device_option(lang: Language) -> Any:
    """The default of a command's `device: DeviceName` parameter."""
    return typer.Option("auto", "--device", help=Text("在哪里识别", "where to recognise").read(lang))
