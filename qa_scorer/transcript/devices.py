"""Where a model runs, and what to say when the machine gives out."""

from typing import Literal

from qa_scorer.errors import MachineError, UsageError
from qa_scorer.language import Text

Device = Literal["cpu", "cuda"]


def choose_device(asked: str, *, has_gpu: bool) -> Device:
    """`asked` is auto, cpu or cuda; auto takes the GPU where there is one. Raises UsageError, MachineError."""
    if asked not in ("auto", "cpu", "cuda"):
        raise UsageError(
            where="--device",
            why=Text(zh=f"没有“{asked}”这种设备", en=f"there is no device called {asked!r}"),
            mend=Text(zh="请用 auto、cpu 或 cuda", en="use auto, cpu or cuda"),
        )
    if asked == "cuda" and not has_gpu:
        raise MachineError(
            where="--device cuda",
            why=Text(zh="没有找到可用的 NVIDIA 显卡", en="no usable NVIDIA GPU was found"),
            mend=Text(zh="改用 --device cpu，或检查显卡驱动", en="use --device cpu, or check the GPU's driver"),
        )
    return "cuda" if has_gpu and asked != "cpu" else "cpu"


def gave_out(engine: str, error: Exception) -> MachineError:
    """A model that would not load or run: its files, the memory, a library of the GPU."""
    return MachineError(
        where=engine,
        why=Text(zh=f"识别引擎无法工作（{error}）", en=f"the recogniser cannot work ({error})"),
        mend=Text(
            zh="检查模型文件（qa-scorer models verify）和内存；用显卡时可改用 --device cpu",
            en="check the model's files (qa-scorer models verify) and the memory; with a GPU, try --device cpu",
        ),
    )
