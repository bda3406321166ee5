"""From what a person calls a model (a name or a path) to its files on this machine, for either engine.

A name is looked for in the cache first, `<cache>/models/<name>/` for CTranslate2 and `<cache>/models/<name>.pt` for
openai-whisper, then on the hub. `base` needs no hub: it is joined from the data packages.
"""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.language import Text
from qa_scorer.transcript.hub import NAMES, fetch_checkpoint, fetch_folder
from qa_scorer.transcript.weights import base_folder, models_folder

# Without tokenizer.json faster-whisper would go looking for one on the hub.
_NEEDED = ("model.bin", "config.json", "tokenizer.json")


def ctranslate2_folder(model: str) -> Path:
    """The folder of `model` for faster-whisper. Raises UsageError, MachineError."""
    if model not in NAMES:
        return _given_folder(Path(model).expanduser())
    if model == "base":
        return base_folder()
    kept = models_folder() / model
    return kept if kept.is_dir() else fetch_folder(model, kept)


def checkpoint_file(model: str) -> Path:
    """The checkpoint (.pt) of `model` for openai-whisper, converted once if only CTranslate2's folder is here.

    Raises UsageError, MachineError.
    """
    if model not in NAMES:
        return whole_checkpoint(_given_checkpoint(Path(model).expanduser()))
    kept = models_folder() / f"{model}.pt"
    if not kept.exists():
        folder = base_folder() if model == "base" else models_folder() / model
        if folder.is_dir():
            from qa_scorer.transcript.checkpoint import write_checkpoint

            write_checkpoint(folder, kept)
        else:
            fetch_checkpoint(model, kept)
    return whole_checkpoint(kept)


def model_label(model: str) -> str:
    """What to call `model` where people read it: the name, or the last part of the path."""
    return model if model in NAMES else Path(model).name


def whole_checkpoint(file: Path) -> Path:
    """`file`, if it is whole: a zip archive in which every tensor fits its CRC-32. Raises MachineError."""
    try:
        with ZipFile(file) as archive:
            broken = archive.testzip()
    except (OSError, BadZipFile) as error:
        broken = str(error)
    if broken is None:
        return file
    raise MachineError(
        where=str(file),
        why=Text(zh=f"模型文件已损坏（{broken}）", en=f"the model file is damaged ({broken})"),
        mend=Text(zh="删除它，重新复制或重新生成", en="delete it, then copy it again or let it be made again"),
    )


def unknown_model(model: str) -> UsageError:
    return UsageError(
        where=model,
        why=Text(
            zh="没有这个名字的模型，也没有这个文件或文件夹", en="neither the name of a model nor a file or folder"
        ),
        mend=Text(
            zh=f"可用的名字：{'、'.join(NAMES)}；或给出 CTranslate2 文件夹或 .pt 文件的路径",
            en=f"names are {', '.join(NAMES)}; or give the path of a CTranslate2 folder or a .pt file",
        ),
    )


def _given_folder(path: Path) -> Path:
    if path.is_file():
        raise _wrong_engine(path, "openai-whisper")
    if not path.exists():
        raise unknown_model(str(path))
    if missing := [name for name in _NEEDED if not (path / name).is_file()]:
        raise UsageError(
            where=str(path),
            why=Text(
                zh=f"不是完整的 CTranslate2 模型文件夹（缺少 {'、'.join(missing)}）",
                en=f"it is not a whole model folder for CTranslate2 ({', '.join(missing)} not there)",
            ),
            mend=Text(
                zh="给出含有 model.bin、config.json、tokenizer.json 和词表的文件夹",
                en="give the folder that holds model.bin, config.json, tokenizer.json and the vocabulary",
            ),
        )
    return path


def _given_checkpoint(path: Path) -> Path:
    if path.is_dir():
        raise _wrong_engine(path, "faster-whisper")
    if not path.is_file():
        raise unknown_model(str(path))
    return path


def _wrong_engine(path: Path, engine: str) -> UsageError:
    return UsageError(
        where=str(path),
        why=Text(
            zh="CTranslate2 文件夹归 faster-whisper 用，.pt 文件归 openai-whisper 用",
            en="faster-whisper reads CTranslate2 folders, openai-whisper reads .pt files",
        ),
        mend=Text(zh=f"加上 --engine {engine}", en=f"add --engine {engine}"),
    )
