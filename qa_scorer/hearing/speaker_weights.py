"""The two models that tell voices apart: they ship inside the package, are checked byte for byte, and opened.

Whose they are, under which licences, and how the files were made: `speaker_models/README.md`.
"""

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

from onnxruntime import InferenceSession, SessionOptions

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text

SpeakerModel = Literal["turns.onnx", "voice_print.onnx"]

# Of the files as shipped. Of what they were made from: `make_models.py` in the same folder, which checks it.
SHA256: Final[dict[SpeakerModel, str]] = {
    "turns.onnx": "03685002d2a6ca6a927d054010c1a449c3942d5e6e6c7d7bf3b778d0f347038d",
    "voice_print.onnx": "81fa9aa9a8e3f546762287ade694658a4ab0221b6701b7283813fa155ac2023f",
}


@lru_cache
def open_model(name: SpeakerModel) -> InferenceSession:
    """The model, ready to run on one core (the batch runs calls side by side). Raises MachineError."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(checked(name), options, providers=["CPUExecutionProvider"])


def checked(name: SpeakerModel) -> bytes:
    """The model's bytes, if they are the ones that were shipped. Raises MachineError."""
    file = files("qa_scorer.hearing") / "speaker_models" / name
    try:
        data = file.read_bytes()
    except OSError as error:
        raise MachineError(where=str(file), why=_unreadable(error), mend=_REINSTALL) from error
    if hashlib.sha256(data).hexdigest() != SHA256[name]:
        raise MachineError(where=str(file), why=_CHANGED, mend=_REINSTALL)
    return data


def _unreadable(error: OSError) -> Text:
    reason = system_reason(error)
    return Text(zh=f"说话人模型文件读不出来（{reason.zh}）", en=f"this speaker model cannot be read ({reason.en})")


_CHANGED = Text(
    zh="说话人模型文件与发布时的不一致（SHA-256 不符）",
    en="this speaker model is not the one that was shipped (its SHA-256 differs)",
)
_REINSTALL = Text(zh="请重新安装 qa-scorer", en="install qa-scorer again")
