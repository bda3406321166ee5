"""The checkpoint (.pt) that openai-whisper loads, made from the CTranslate2 model."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from whisper.model import ModelDimensions, Whisper

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.transcript.checkpoint import write_checkpoint
from qa_scorer.transcript.ctranslate2_file import read_tensors
from qa_scorer.transcript.models import checkpoint_file, whole_checkpoint
from qa_scorer.transcript.weights import base_folder
from tests.transcript.model_files import write_model_bin


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("models") / "base.pt"
    write_checkpoint(base_folder(), file)
    return file


def test_the_checkpoint_has_every_key_of_the_model_and_no_other(checkpoint: Path) -> None:
    loaded = torch.load(checkpoint, weights_only=True)
    assert loaded["dims"] == vars(ModelDimensions(80, 1500, 512, 8, 6, 51865, 448, 512, 8, 6))
    Whisper(ModelDimensions(**loaded["dims"])).load_state_dict(loaded["model_state_dict"], strict=True)


def test_the_fused_weights_are_split_in_order(checkpoint: Path) -> None:
    """Query, key, value; in cross-attention key, value; the fused bias of the keys is zero and is dropped."""
    state = torch.load(checkpoint, weights_only=True)["model_state_dict"]
    tensors = read_tensors(base_folder() / "model.bin")
    own, cross = (
        tensors[f"decoder/layer_3/{name}/weight"] for name in ("self_attention/linear_0", "attention/linear_1")
    )
    ours = "decoder.blocks.3"
    for place, name in enumerate(("query", "key", "value")):
        np.testing.assert_array_equal(state[f"{ours}.attn.{name}.weight"], own[place * 512 : (place + 1) * 512])
    for place, name in enumerate(("key", "value")):
        np.testing.assert_array_equal(state[f"{ours}.cross_attn.{name}.weight"], cross[place * 512 : (place + 1) * 512])
    assert not np.any(tensors["decoder/layer_3/self_attention/linear_0/bias"][512:1024])
    assert not np.any(tensors["decoder/layer_3/attention/linear_1/bias"][:512])


def test_it_is_converted_once_and_then_taken_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path))
    first = checkpoint_file("base")
    made = first.stat().st_mtime_ns
    assert first == tmp_path / "models" / "base.pt"
    assert checkpoint_file("base") == first and first.stat().st_mtime_ns == made
    assert sorted(path.name for path in first.parent.iterdir()) == ["base", "base.pt"]


@pytest.mark.parametrize("damage", ["cut", "bit"])
def test_a_damaged_checkpoint_is_refused(damage: str, checkpoint: Path, tmp_path: Path) -> None:
    copy = tmp_path / "base.pt"
    shutil.copyfile(checkpoint, copy)
    with copy.open("r+b") as opened:
        if damage == "cut":
            opened.truncate(copy.stat().st_size // 2)
        else:
            opened.seek(copy.stat().st_size // 2)
            opened.write(b"\xaa\x55\xaa\x55")
    with pytest.raises(MachineError, match="damaged") as refused:
        whole_checkpoint(copy)
    assert refused.value.where == str(copy)


def test_weights_rounded_to_integers_are_refused(tmp_path: Path) -> None:
    """CTranslate2 models may be stored as int8; openai-whisper has no use for them."""
    write_model_bin(tmp_path / "model.bin", {"decoder/embeddings/weight": np.zeros((4, 2), np.int8)}, {})
    with pytest.raises(UsageError, match="--engine faster-whisper"):
        write_checkpoint(tmp_path, tmp_path / "out.pt")
    assert not (tmp_path / "out.pt").exists()
