"""Tiny SenseVoice and Paraformer models, made by hand: they hear two tones and write a character for each.

Nobody ships a small model of either kind, so the tests make these with the inputs, outputs and metadata that the
published ones have. A low tone (400 Hz) is 您, a high one (1500 Hz) 好; silence is nothing. Through sherpa-onnx they
run like the real ones: features, inference, decoding, times. How well the real ones recognise they do not show.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

RATE_HZ = 16_000
LOW_HZ, HIGH_HZ = 400.0, 1500.0
_MELS, _STACKED = 80, 7  # a frame as the models see it: seven frames of 80 mel bands, every sixth of them
_WIDTH = _MELS * _STACKED
_LOUD = 12.0  # log energy of a band, of samples in 16 bits: a tone has about 20, silence -16
_SENSE_VOICE_TOKENS = (
    "<unk>", "您", "▁好", "<|zh|>", "<|yue|>", "<|nospeech|>", "<|NEUTRAL|>", "<|Speech|>", "<|woitn|>",
)  # fmt: skip
_PARAFORMER_TOKENS = ("<blank>", "您", "h@@", "</s>")

Samples = NDArray[np.float32]


def tones(*at: tuple[float, float], seconds: float) -> Samples:
    """`seconds` of silence with a fifth of a second of tone at each (start in s, Hz)."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    sound = np.zeros(len(time_s))
    for start_s, pitch_hz in at:
        inside = (time_s >= start_s) & (time_s < start_s + 0.2)
        sound[inside] = 0.5 * np.sin(2 * np.pi * pitch_hz * time_s[inside])
    return sound.astype(np.float32)


def write_sense_voice(
    folder: Path,
    *,
    model_type: str = "sense_voice_ctc",
    inputs: tuple[str, str, str, str] = ("x", "x_length", "language", "text_norm"),
    leave_out: str = "",
) -> Path:
    """A SenseVoice: CTC over frames, and before them language, mood, kind of sound and spelling, as tokens.

    `leave_out` names a piece of metadata that it then lacks.
    """
    tokens = len(_SENSE_VOICE_TOKENS)
    tags = np.zeros((1, 3, tokens), np.float32)
    tags[0, [0, 1, 2], [6, 7, 8]] = 100.0
    tongue = np.zeros((_WIDTH, tokens), np.float32)
    tongue[:, 3], tongue[:, 4] = _heard_at(LOW_HZ), _heard_at(HIGH_HZ)
    silent = np.full(tokens, -1e4, np.float32)
    silent[[3, 4, 5]] = (0.0, 0.0, _LOUD)  # no tone as loud as that anywhere: no speech
    nodes = [
        *_score_nodes(inputs[0]),
        helper.make_node("ReduceMax", [inputs[0]], ["loudest"], axes=[1], keepdims=1),
        helper.make_node("MatMul", ["loudest", "tongue"], ["spoken"]),
        helper.make_node("Add", ["spoken", "silent"], ["language_tag"]),
        helper.make_node("Concat", ["language_tag", "tags", "score"], ["logits"], axis=1),
    ]
    given = [_float(inputs[0], "N", "T", _WIDTH), *(_int(name, "N") for name in inputs[1:])]
    weights = {**_score_weights(tokens), "tags": tags, "tongue": tongue, "silent": silent}
    said = {
        "model_type": model_type, "normalize_samples": "0", "with_itn": "14", "without_itn": "15",
        "lang_auto": "0", "lang_zh": "3", "lang_en": "4", "lang_yue": "7", "lang_ja": "11", "lang_ko": "12",
        "comment": "tiny",
    }  # fmt: skip
    _write(folder / "model.int8.onnx", nodes, given, [_float("logits", "N", "L", tokens)], weights, said, leave_out)
    return _with_tokens(folder, _SENSE_VOICE_TOKENS)


def write_paraformer(folder: Path, *, times: bool = True) -> Path:
    """A Paraformer: one token where a tone begins, the end token after the last, and peaks where they are."""
    tokens = len(_PARAFORMER_TOKENS)
    end = np.zeros((1, tokens), np.float32)
    end[0, 3] = 100.0
    nodes = [
        *_score_nodes("speech"),
        helper.make_node("Squeeze", ["score", "zero"], ["rows"]),
        helper.make_node("ArgMax", ["rows"], ["best"], axis=1, keepdims=0),
        helper.make_node("Cast", ["best"], ["token"], to=TensorProto.FLOAT),
        helper.make_node("Sign", ["token"], ["sounding"]),
        helper.make_node("Slice", ["sounding", "zero", "minus_one", "zero"], ["but_last"]),
        helper.make_node("Concat", ["quiet", "but_last"], ["before"], axis=0),
        helper.make_node("Sub", ["sounding", "before"], ["change"]),
        helper.make_node("Relu", ["change"], ["begins"]),
        helper.make_node("NonZero", ["begins"], ["places"]),
        helper.make_node("Squeeze", ["places", "zero"], ["place"]),
        helper.make_node("Gather", ["rows", "place"], ["chosen"], axis=0),
        helper.make_node("Concat", ["chosen", "end"], ["closed"], axis=0),
        helper.make_node("Unsqueeze", ["closed", "zero"], ["logits"]),
        helper.make_node("Shape", ["logits"], ["shape"]),
        helper.make_node("Gather", ["shape", "one"], ["count"], axis=0),
        helper.make_node("Cast", ["count"], ["token_num"], to=TensorProto.INT32),
    ]
    weights = {
        **_score_weights(tokens), "end": end, "quiet": np.zeros(1, np.float32), "zero": np.array([0]),
        "one": np.array([1]), "minus_one": np.array([-1]),
    }  # fmt: skip
    outputs = [_float("logits", "N", "L", tokens), _int("token_num", "N")]
    if times:  # peaks are three times as fine as frames, and one more stands at the end
        nodes += [
            helper.make_node("Unsqueeze", ["begins", "one"], ["column"]),
            helper.make_node("MatMul", ["column", "first_of_three"], ["thirds"]),
            helper.make_node("Reshape", ["thirds", "in_a_row"], ["us_alphas"]),
            helper.make_node("Concat", ["us_alphas", "last_peak"], ["us_cif_peak"], axis=1),
        ]
        weights |= {
            "first_of_three": np.array([[1, 0, 0]], np.float32), "in_a_row": np.array([1, -1]),
            "last_peak": np.ones((1, 1), np.float32),
        }  # fmt: skip
        outputs += [_float("us_alphas", "N", "U"), _float("us_cif_peak", "N", "P")]
    _write(
        folder / "model.onnx", nodes, [_float("speech", "N", "T", _WIDTH), _int("speech_lengths", "N")], outputs,
        weights, {"model_type": "paraformer"},
    )  # fmt: skip
    return _with_tokens(folder, _PARAFORMER_TOKENS)


def _heard_at(pitch_hz: float) -> NDArray[np.float32]:
    """Weights, shape (560,), that pick the band of `pitch_hz` in the middle one of the seven frames."""
    low, high, mel = _mel(20.0), _mel(RATE_HZ / 2), _mel(pitch_hz)
    band = round((mel - low) / (high - low) * (_MELS + 1)) - 1
    weights = np.zeros(_WIDTH, np.float32)
    weights[_STACKED // 2 * _MELS + band] = 1.0
    return weights


def _mel(pitch_hz: float) -> float:
    return 1127.0 * float(np.log(1 + pitch_hz / 700))


def _score_weights(tokens: int) -> dict[str, NDArray[np.generic]]:
    """Token 1 for the low tone, 2 for the high one, 0 for neither; the others never."""
    pick = np.zeros((_WIDTH, tokens), np.float32)
    pick[:, 1], pick[:, 2] = _heard_at(LOW_HZ), _heard_at(HIGH_HZ)
    bias = np.full(tokens, -1e4, np.float32)
    bias[:3] = (0.0, -_LOUD, -_LOUD)
    return {"pick": pick, "bias": bias}


def _score_nodes(source: str) -> list[onnx.NodeProto]:
    return [
        helper.make_node("MatMul", [source, "pick"], ["picked"]),
        helper.make_node("Add", ["picked", "bias"], ["score"]),
    ]


def _write(
    file: Path,
    nodes: Sequence[onnx.NodeProto],
    inputs: Sequence[onnx.ValueInfoProto],
    outputs: Sequence[onnx.ValueInfoProto],
    weights: Mapping[str, NDArray[np.generic]],
    metadata: Mapping[str, str],
    leave_out: str = "",
) -> None:
    held = [numpy_helper.from_array(value, name) for name, value in weights.items()]
    model = helper.make_model(
        helper.make_graph(nodes, "tiny", inputs, outputs, held),
        opset_imports=[helper.make_opsetid("", 13)],
        ir_version=8,
    )
    frame = {"neg_mean": ",".join(["0"] * _WIDTH), "inv_stddev": ",".join(["1"] * _WIDTH)}
    shape = {"vocab_size": str(weights["bias"].size), "lfr_window_size": "7", "lfr_window_shift": "6"}
    every = {**frame, **shape, **metadata}
    helper.set_model_props(model, {name: value for name, value in every.items() if name != leave_out})
    onnx.save(model, file)


def _with_tokens(folder: Path, tokens: Sequence[str]) -> Path:
    (folder / "tokens.txt").write_text("".join(f"{token} {i}\n" for i, token in enumerate(tokens)), encoding="utf-8")
    return folder


def _float(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _int(name: str, *shape: str | int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT32, shape)
