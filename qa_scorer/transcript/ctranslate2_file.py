"""Reads the tensors out of CTranslate2's `model.bin`.

The layout is that written by `ModelSpec._serialize` in the ctranslate2 package (binary version 6, little-endian):

    u32 binary version, string specification, u32 revision, u32 count,
    count times: string name, u8 rank, rank times u32 dimension, u8 type, u32 size in bytes, the bytes (row-major)
    u32 aliases, aliases times: string name, string of which it is another name

A string is a u16 length that counts a closing zero byte, then the UTF-8 bytes, then that zero.
"""

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from qa_scorer.errors import MachineError
from qa_scorer.language import Text

_BINARY_VERSION = 6
# In the order of CTranslate2's DataType. bfloat16 (the sixth) has no numpy type; no Whisper model is published in it.
_TYPES = ("<f4", "<i1", "<i2", "<i4", "<f2")

Tensor = NDArray[np.generic]


def read_tensors(file: Path) -> dict[str, Tensor]:
    """Every tensor by its name, aliases too; read-only views of the file, so that nothing is copied.

    Raises MachineError if the file is no such model, is cut short or goes on after its end.
    """
    whole = np.memmap(file, mode="r") if file.stat().st_size else np.empty(0, np.uint8)
    with file.open("rb") as source:
        try:
            tensors = _read(source, whole)
        except (struct.error, UnicodeDecodeError, ValueError, IndexError, KeyError) as error:
            raise _not_a_model(file) from error
        if source.read(1):
            raise _not_a_model(file)
    return tensors


def _read(source: BinaryIO, whole: NDArray[np.uint8]) -> dict[str, Tensor]:
    version, specification, _ = _number(source, "<I"), _string(source), _number(source, "<I")
    if version != _BINARY_VERSION or specification != "WhisperSpec":
        raise ValueError(f"version {version} of {specification!r}")
    tensors = dict(_tensor(source, whole) for _ in range(_number(source, "<I")))
    for _ in range(_number(source, "<I")):
        alias, name = _string(source), _string(source)
        tensors[alias] = tensors[name]
    return tensors


def _tensor(source: BinaryIO, whole: NDArray[np.uint8]) -> tuple[str, Tensor]:
    name = _string(source)
    shape = tuple(_number(source, "<I") for _ in range(_number(source, "B")))
    dtype = np.dtype(_TYPES[_number(source, "B")])
    size = _number(source, "<I")
    start = source.tell()
    source.seek(size, 1)
    return name, whole[start : start + size].view(dtype).reshape(shape)


def _number(source: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, source.read(struct.calcsize(form)))
    return int(number)


def _string(source: BinaryIO) -> str:
    return source.read(_number(source, "<H"))[:-1].decode()


def _not_a_model(file: Path) -> MachineError:
    return MachineError(
        where=str(file),
        why=Text(zh="不是完整的 CTranslate2 Whisper 模型", en="it is not a whole Whisper model for CTranslate2"),
        mend=Text(zh="重新复制或重新下载这个模型文件夹", en="copy or download the model folder again"),
    )
