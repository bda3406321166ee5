"""A folder with a model for sherpa-onnx: its files, and whether it is SenseVoice or Paraformer.

sherpa-onnx ends the whole process where a model lacks a piece of its metadata, and takes a list of tokens that does
not fit. So both are read here before it sees the folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.transcript.devices import gave_out

Kind = Literal["SenseVoice", "Paraformer"]

_FILES = ("model.int8.onnx", "model.onnx")  # the smaller one first: it is what a CPU is quick with
_LIKE_ALL = ("vocab_size", "lfr_window_size", "lfr_window_shift")
_KIND_OF_TYPE: Mapping[str, Kind] = {"sense_voice_ctc": "SenseVoice", "paraformer": "Paraformer"}
_KIND_OF_INPUTS: Mapping[tuple[str, ...], Kind] = {
    ("x", "x_length", "language", "text_norm"): "SenseVoice",
    ("speech", "speech_lengths"): "Paraformer",
}
_METADATA: Mapping[Kind, tuple[str, ...]] = {
    "SenseVoice": (
        *_LIKE_ALL, "normalize_samples", "neg_mean", "inv_stddev", "with_itn", "without_itn",
        "lang_auto", "lang_zh", "lang_en", "lang_ja", "lang_ko", "lang_yue",
    ),
    "Paraformer": (*_LIKE_ALL, "neg_mean", "inv_stddev"),
}  # fmt: skip
_OUTPUTS_WITH_TIMES = 4  # scores, how many tokens, and the two from which it is told when a token was said
_END_TOKEN = "</s>"  # a Paraformer's text ends with it


@dataclass(frozen=True, slots=True, kw_only=True)
class SherpaModel:
    """`file` is the network, `tokens` the list of what it writes; they fit each other."""

    kind: Kind
    file: Path
    tokens: Path

    @property
    def arithmetic(self) -> str:
        return "int8" if self.file.name == _FILES[0] else "float32"


def sherpa_model(folder: Path) -> SherpaModel:
    """The model in `folder`. Raises UsageError for one that is not there, not whole or of no kind we know."""
    if not folder.is_dir():
        raise _refused(folder, Text("没有这个模型文件夹", "there is no such folder"))
    file = next((folder / name for name in _FILES if (folder / name).is_file()), None)
    if file is None:
        raise _refused(folder, Text(f"缺少 {' 或 '.join(_FILES)}", f"{' or '.join(_FILES)} not there"))
    tokens = folder / "tokens.txt"
    if not tokens.is_file():
        raise _refused(folder, Text("缺少 tokens.txt", "tokens.txt not there"))
    kind, vocabulary = _read(file)
    _check_tokens(tokens, vocabulary, kind)
    return SherpaModel(kind=kind, file=file, tokens=tokens)


def _opened(file: Path) -> Any:
    """An onnxruntime session, only to be looked at."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own kinds have no common root of their own
        raise gave_out(str(file), error) from error


def _read(file: Path) -> tuple[Kind, int]:
    """The kind of the model and how many tokens it knows."""
    session = _opened(file)
    said: dict[str, str] = session.get_modelmeta().custom_metadata_map
    inputs = tuple(given.name for given in session.get_inputs())
    kind = _KIND_OF_TYPE.get(said.get("model_type", "")) or _KIND_OF_INPUTS.get(inputs)
    if kind is None:
        found = said.get("model_type") or ", ".join(inputs)
        raise _refused(
            file,
            Text(
                f"既不是 SenseVoice 也不是 Paraformer（{found}）",
                f"it is neither a SenseVoice nor a Paraformer ({found})",
            ),
        )
    if lacking := [name for name in _METADATA[kind] if name not in said]:
        raise _refused(
            file,
            Text(
                f"{kind} 模型缺少元数据 {'、'.join(lacking)}，不是为 sherpa-onnx 导出的",
                f"this {kind} lacks metadata ({', '.join(lacking)}): it was not exported for sherpa-onnx",
            ),
        )
    if kind == "Paraformer" and len(session.get_outputs()) < _OUTPUTS_WITH_TIMES:
        raise _refused(
            file, Text("这个 Paraformer 不给出每个字的时间", "this Paraformer does not tell when words were said")
        )
    return kind, int(said["vocab_size"])


def _check_tokens(tokens: Path, vocabulary: int, kind: Kind) -> None:
    """Every line is a token and its number, and every number that the model knows has a token."""
    named: dict[str, str] = {}
    for place, line in enumerate(tokens.read_text("utf-8", errors="replace").rstrip().split("\n"), 1):
        token, _, number = line.rstrip("\r").rpartition(" ")
        if not number.isdecimal():
            raise _refused(f"{tokens}:{place}", Text("这一行不是“词 编号”", "this line is not a token and its number"))
        named[number] = token
    missing = sum(str(number) not in named for number in range(vocabulary))
    if missing or (kind == "Paraformer" and _END_TOKEN not in named.values()):
        raise _refused(
            tokens,
            Text(
                f"与模型不配套：模型有 {vocabulary} 个词，这里有 {len(named)} 个",
                f"it is not the model's: the model knows {vocabulary} tokens, here are {len(named)}",
            ),
        )


def _refused(where: Path | str, why: Text) -> UsageError:
    return UsageError(
        where=str(where),
        why=why,
        mend=Text(
            zh="用 --model 给出 sherpa-onnx 发布的 SenseVoice 或带时间的 Paraformer 模型解压后的文件夹"
            "（内有 model.onnx 或 model.int8.onnx，以及 tokens.txt），"
            "例如 sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17",
            en="give --model the unpacked folder of a SenseVoice, or of a Paraformer with time stamps, as sherpa-onnx "
            "publishes them (model.onnx or model.int8.onnx, and tokens.txt), such as "
            "sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17",
        ),
    )
