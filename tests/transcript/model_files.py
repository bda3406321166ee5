"""Small model.bin files written by the layout that ctranslate2_file.py describes."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_TYPES = {"float32": 0, "int8": 1, "int16": 2, "int32": 3, "float16": 4}


def write_model_bin(
    file: Path, tensors: Mapping[str, NDArray[np.generic]], aliases: Mapping[str, str], *, version: int = 6
) -> None:
    whole = struct.pack("<I", version) + _string("WhisperSpec") + struct.pack("<II", 3, len(tensors))
    for name, tensor in tensors.items():
        whole += _string(name) + struct.pack(f"<B{tensor.ndim}I", tensor.ndim, *tensor.shape)
        whole += struct.pack("<BI", _TYPES[tensor.dtype.name], tensor.nbytes) + tensor.tobytes()
    whole += struct.pack("<I", len(aliases))
    for alias, name in aliases.items():
        whole += _string(alias) + _string(name)
    file.write_bytes(whole)


def _string(text: str) -> bytes:
    return struct.pack("<H", len(text.encode()) + 1) + text.encode() + b"\0"
