"""Which models are on this machine, where and in what state; fetching one; checking them all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qa_scorer.errors import MachineError, VerificationError
from qa_scorer.transcript.arriving import arriving
from qa_scorer.transcript.ctranslate2_file import read_tensors
from qa_scorer.transcript.hub import NAMES, fetch_folder
from qa_scorer.transcript.models import unknown_model, whole_checkpoint
from qa_scorer.transcript.weights import base_folder, check_parts, models_folder, packaged_parts


class Readiness(StrEnum):
    READY = "ready"
    IN_PACKAGE = "in_package"  # installed as data packages, joined when first used
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelState:
    """A model as one engine reads it. `where` is where it lies, or would lie; `size_bytes` is 0 where it is absent."""

    name: str
    engine: str
    where: Path
    size_bytes: int
    state: Readiness


def list_models() -> tuple[ModelState, ...]:
    """Every known name for faster-whisper, then the checkpoints (.pt) that are in the cache for openai-whisper."""
    return (*map(_folder_state, NAMES), *_checkpoints())


def get_model(name: str, to: Path | None = None) -> Path:
    """See to it that the model `name` lies in `to`/`name` (without `to`: in the cache); returns that folder.

    The folder is CTranslate2's; openai-whisper converts it when it is first used from the cache.
    Raises UsageError for an unknown name, MachineError where it cannot be had.
    """
    if name not in NAMES:
        raise unknown_model(name)
    folder = (to or models_folder()) / name
    if name == "base":
        return base_folder(folder)
    if not folder.is_dir():
        source = fetch_folder(name, models_folder() / name)
        with arriving(folder) as temporary:
            shutil.copytree(source, temporary)  # follows the hub's links into its own cache
    return folder


def verify_models() -> tuple[ModelState, ...]:
    """Check every model on this machine and return those that were checked.

    `base` against the published SHA-256, in the cache or in the data packages; others for being whole.
    Raises VerificationError at the first wrong file.
    """
    present = tuple(model for model in list_models() if model.state is not Readiness.ABSENT)
    for model in present:
        try:
            _verify(model)
        except MachineError as error:
            raise VerificationError(where=error.where, why=error.why, mend=error.mend) from error
    return present


def _verify(model: ModelState) -> None:
    if model.state is Readiness.IN_PACKAGE:
        check_parts(packaged_parts())
    elif model.where.is_file():
        whole_checkpoint(model.where)
    elif model.name == "base":
        base_folder()
    else:
        read_tensors(model.where / "model.bin")


def _folder_state(name: str) -> ModelState:
    folder = models_folder() / name
    size_bytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    state = Readiness.READY if folder.is_dir() else Readiness.ABSENT
    if name == "base" and state is Readiness.ABSENT and (size_bytes := _packaged_bytes()):
        state = Readiness.IN_PACKAGE
    return ModelState(name=name, engine="faster-whisper", where=folder, size_bytes=size_bytes, state=state)


def _packaged_bytes() -> int:
    try:
        return sum(part.stat().st_size for parts in packaged_parts().values() for part in parts)
    except MachineError:  # not installed: the model is absent, and says so when it is asked for
        return 0


def _checkpoints() -> Iterator[ModelState]:
    for file in sorted(models_folder().glob("*.pt")):
        yield ModelState(
            name=file.stem,
            engine="openai-whisper",
            where=file,
            size_bytes=file.stat().st_size,
            state=Readiness.READY,
        )
