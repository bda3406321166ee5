"""How a worker can be lost over a recording, and what is said of the recording in the end."""

import signal
from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Recording, UnscoredCall


@dataclass(frozen=True, slots=True)
class Loss:
    """Why the work on a recording came to nothing, and what a person may do about it."""

    why: Text
    mend: Text


_FEWER = Text(
    "用较小的 --workers 或 --model 重新运行，或腾出内存", "run again with fewer --workers or a smaller --model"
)
OUT_OF_MEMORY = Loss(Text("内存不够", "the memory ran out"), _FEWER)


def died(exit_code: int | None) -> Loss:
    """The process ended by itself or was killed; the exit code as `multiprocessing` gives it (below 0: a signal)."""
    if exit_code is not None and exit_code < 0:
        name = next((known.name for known in signal.Signals if known == -exit_code), f"signal {-exit_code}")
        perhaps = Text("，多半是系统因内存不够", ", most likely by the system for want of memory")
        also = perhaps if name == "SIGKILL" else Text("", "")
        return Loss(Text(f"听它的进程被终止（{name}{also.zh}）", f"its worker was ended by {name}{also.en}"), _FEWER)
    return Loss(
        Text(f"听它的进程意外退出（退出码 {exit_code}）", f"its worker ended with exit code {exit_code}"), _LOOK
    )


def hung(limit_s: float) -> Loss:
    return Loss(
        Text(f"超过 {limit_s:.0f} 秒没有听完", f"it was not heard within {limit_s:.0f} s"),
        Text(
            "听一下这个录音是否正常；机器太忙时用较小的 --workers",
            "listen to whether it is in order; on a busy machine use fewer --workers",
        ),
    )


def given_up(recording: Recording, loss: Loss) -> UnscoredCall:
    return UnscoredCall(name=recording.name, data=recording.call, why=loss.why, mend=loss.mend)


_LOOK = Text("请把日志文件和这个录音发给我们", "please send us the log file and, if you may, the recording")
