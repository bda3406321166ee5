"""From a CTranslate2 model to a checkpoint (.pt) that openai-whisper loads: the same weights under other names.

CTranslate2 fuses what openai-whisper keeps apart: query, key and value of self-attention lie one under the other in
`linear_0`; in cross-attention `linear_0` is the query and `linear_1` key over value. Keys have no bias in Whisper,
so that third of the fused bias is zero and is dropped.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from qa_scorer.errors import UsageError
from qa_scorer.language import Text
from qa_scorer.transcript.arriving import arriving
from qa_scorer.transcript.ctranslate2_file import Tensor, read_tensors

_Pair = tuple[str, Tensor]


def write_checkpoint(folder: Path, to: Path) -> None:
    """Write the model of the CTranslate2 `folder` as the checkpoint `to` (float16 stays float16).

    Raises UsageError for a model whose weights were rounded to integers, MachineError for one that is not whole.
    """
    import torch

    tensors = read_tensors(folder / "model.bin")
    if tensors["decoder/embeddings/weight"].dtype.kind != "f":
        raise UsageError(
            where=str(folder),
            why=Text(zh="权重已被量化成整数，openai-whisper 读不了", en="its weights were rounded to integers: "
                     "openai-whisper cannot load it"),
            mend=Text(zh="用 --engine faster-whisper，或换 float16 的模型",
                      en="use --engine faster-whisper, or a float16 model"),
        )  # fmt: skip
    state = {name: torch.from_numpy(np.array(tensor)) for name, tensor in state_of(tensors)}
    with arriving(to) as temporary:
        torch.save({"dims": dimensions(tensors), "model_state_dict": state}, temporary)


def dimensions(tensors: Mapping[str, Tensor]) -> dict[str, int]:
    """The fields of openai-whisper's `ModelDimensions`, read off the shapes of the tensors."""
    audio_context, audio_width = tensors["encoder/position_encodings/encodings"].shape
    text_context, text_width = tensors["decoder/position_encodings/encodings"].shape
    return {
        "n_mels": tensors["encoder/conv1/weight"].shape[1],
        "n_audio_ctx": audio_context,
        "n_audio_state": audio_width,
        "n_audio_head": int(tensors["encoder/num_heads"].item()),
        "n_audio_layer": _layers(tensors, "encoder"),
        "n_vocab": tensors["decoder/embeddings/weight"].shape[0],
        "n_text_ctx": text_context,
        "n_text_state": text_width,
        "n_text_head": int(tensors["decoder/num_heads"].item()),
        "n_text_layer": _layers(tensors, "decoder"),
    }


def state_of(tensors: Mapping[str, Tensor]) -> Iterator[_Pair]:
    """Every tensor of openai-whisper's state dict, by its name there."""
    for convolution in ("conv1", "conv2"):
        yield from _plain(tensors, f"encoder/{convolution}", f"encoder.{convolution}")
    yield "encoder.positional_embedding", tensors["encoder/position_encodings/encodings"]
    yield "decoder.positional_embedding", tensors["decoder/position_encodings/encodings"]
    yield "decoder.token_embedding.weight", tensors["decoder/embeddings/weight"]
    yield from _norm(tensors, "encoder/layer_norm", "encoder.ln_post")
    yield from _norm(tensors, "decoder/layer_norm", "decoder.ln")
    for half in ("encoder", "decoder"):
        for layer in range(_layers(tensors, half)):
            yield from _layer(tensors, f"{half}/layer_{layer}", f"{half}.blocks.{layer}")


def _layer(tensors: Mapping[str, Tensor], ours: str, theirs: str) -> Iterator[_Pair]:
    yield from _norm(tensors, f"{ours}/self_attention/layer_norm", f"{theirs}.attn_ln")
    fused = f"{ours}/self_attention"
    yield from _split(tensors, f"{fused}/linear_0", f"{theirs}.attn", ("query", "key", "value"))
    yield from _plain(tensors, f"{fused}/linear_1", f"{theirs}.attn.out")
    if f"{ours}/attention/linear_0/weight" in tensors:  # decoder layers also look at the sound
        yield from _norm(tensors, f"{ours}/attention/layer_norm", f"{theirs}.cross_attn_ln")
        yield from _plain(tensors, f"{ours}/attention/linear_0", f"{theirs}.cross_attn.query")
        yield from _split(tensors, f"{ours}/attention/linear_1", f"{theirs}.cross_attn", ("key", "value"))
        yield from _plain(tensors, f"{ours}/attention/linear_2", f"{theirs}.cross_attn.out")
    yield from _norm(tensors, f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln")
    yield from _plain(tensors, f"{ours}/ffn/linear_0", f"{theirs}.mlp.0")
    yield from _plain(tensors, f"{ours}/ffn/linear_1", f"{theirs}.mlp.2")


def _split(tensors: Mapping[str, Tensor], ours: str, theirs: str, parts: tuple[str, ...]) -> Iterator[_Pair]:
    weights = np.split(tensors[f"{ours}/weight"], len(parts))
    biases = np.split(tensors[f"{ours}/bias"], len(parts))
    for part, weight, bias in zip(parts, weights, biases, strict=True):
        yield f"{theirs}.{part}.weight", weight
        if part != "key":
            yield f"{theirs}.{part}.bias", bias


def _plain(tensors: Mapping[str, Tensor], ours: str, theirs: str) -> Iterator[_Pair]:
    yield f"{theirs}.weight", tensors[f"{ours}/weight"]
    yield f"{theirs}.bias", tensors[f"{ours}/bias"]


def _norm(tensors: Mapping[str, Tensor], ours: str, theirs: str) -> Iterator[_Pair]:
    yield f"{theirs}.weight", tensors[f"{ours}/gamma"]
    yield f"{theirs}.bias", tensors[f"{ours}/beta"]


def _layers(tensors: Mapping[str, Tensor], half: str) -> int:
    return sum(name.startswith(f"{half}/layer_") and name.endswith("/ffn/linear_0/weight") for name in tensors)
