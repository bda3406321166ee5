"""Reading CTranslate2's model.bin."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from qa_scorer.errors import MachineError
from qa_scorer.transcript.ctranslate2_file import read_tensors
from qa_scorer.transcript.weights import base_folder
from tests.transcript.model_files import write_model_bin

_TENSORS: dict[str, NDArray[np.generic]] = {
    "a/weight": np.arange(6, dtype=np.float16).reshape(2, 3),
    "a/bias": np.array([1.5, -2], dtype=np.float32),
    "heads": np.array(8, dtype=np.int16),
    "b": np.array([[[-1]], [[7]]], dtype=np.int8),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_model_bin(tmp_path / "model.bin", _TENSORS, {"other": "a/weight"})
    return tmp_path / "model.bin"


def test_every_tensor_comes_back_with_its_shape_type_and_values(file: Path) -> None:
    read = read_tensors(file)
    assert read.keys() == {*_TENSORS, "other"}
    for name, tensor in _TENSORS.items():
        assert read[name].dtype == tensor.dtype and read[name].shape == tensor.shape
        np.testing.assert_array_equal(read[name], tensor)


def test_an_alias_is_the_tensor_it_names(file: Path) -> None:
    np.testing.assert_array_equal(read_tensors(file)["other"], _TENSORS["a/weight"])


def test_a_file_cut_anywhere_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(MachineError, match="not a whole Whisper model"):
            read_tensors(file)


def test_a_file_with_something_behind_its_end_is_refused(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(MachineError, match="not a whole Whisper model"):
        read_tensors(file)


def test_another_version_of_the_layout_is_refused(tmp_path: Path) -> None:
    write_model_bin(tmp_path / "model.bin", _TENSORS, {}, version=7)
    with pytest.raises(MachineError):
        read_tensors(tmp_path / "model.bin")


def test_the_published_model_is_read_to_its_end() -> None:
    """212 tensors and one alias; the token embedding is also the output projection."""
    read = read_tensors(base_folder() / "model.bin")
    assert len(read) == 213
    assert read["decoder/projection/weight"].shape == (51865, 512)
