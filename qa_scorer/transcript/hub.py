"""The public hubs of Whisper models, and what to copy where on a machine that cannot reach them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from qa_scorer.errors import MachineError
from qa_scorer.language import Text

# The multilingual models; the English-only ones (.en) know no Mandarin.
NAMES = ("tiny", "base", "small", "medium", "large-v2", "large-v3", "large-v3-turbo")


def fetch_folder(name: str, kept_in: Path) -> Path:
    """The model `name` for CTranslate2: what the hub's client fetched earlier, else from the network.

    Raises MachineError, which tells a person to fill the folder `kept_in`, where it cannot be had.
    """
    from faster_whisper import download_model
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(download_model(name, local_files_only=True))
    except LocalEntryNotFoundError:
        pass
    try:
        return Path(download_model(name))
    except Exception as error:  # the hub's client raises a dozen unrelated kinds: no network, no disk, no permission
        raise _cannot(name, error, Text(
            zh=f"在能上网的机器上运行 qa-scorer models get {name} --to DIR，再把得到的文件夹复制为 {kept_in}"
            "（内有 model.bin、config.json、tokenizer.json、vocabulary.*，有 preprocessor_config.json 时也要）",
            en=f"on a machine with a network run qa-scorer models get {name} --to DIR, then copy the folder it makes "
            f"to {kept_in} (it holds model.bin, config.json, tokenizer.json, vocabulary.* and, for some models, "
            "preprocessor_config.json)",
        )) from error  # fmt: skip


def fetch_checkpoint(name: str, to: Path) -> None:
    """Download OpenAI's own checkpoint of the model `name` as the file `to`. Raises MachineError, as above."""
    import whisper

    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{name}.", dir=to.parent) as folder:
            whisper.load_model(name, device="cpu", download_root=folder)
            (Path(folder) / f"{name}.pt").replace(to)
    except (OSError, RuntimeError) as error:  # no network or no disk; a download whose SHA-256 is wrong
        raise _cannot(name, error, Text(
            zh=f"把 OpenAI 发布的 {name}.pt 复制为 {to}，或把 CTranslate2 模型文件夹复制为 {to.with_suffix('')}",
            en=f"copy the file {name}.pt published by OpenAI to {to}, or the folder of the CTranslate2 model to "
            f"{to.with_suffix('')}",
        )) from error  # fmt: skip


def _cannot(name: str, error: Exception, mend: Text) -> MachineError:
    kind = type(error).__name__
    return MachineError(
        where=name,
        why=Text(
            zh=f"本机没有这个模型，也无法从模型站下载（{kind}）",
            en=f"the model is not on this machine and cannot be downloaded from the hub ({kind})",
        ),
        mend=mend,
    )
