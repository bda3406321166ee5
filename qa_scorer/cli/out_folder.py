"""The folder of the scorecards, found fit to be written before the listening, not after it."""

from pathlib import Path

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text


def prepare(out: Path) -> None:
    """Make it. Raises MachineError where the scorecards cannot be written there."""
    try:
        (out / "agents").mkdir(parents=True, exist_ok=True)
        probe = out / ".qa-scorer-can-write"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        raise MachineError(
            where=str(out),
            why=Text(
                f"不能写入输出文件夹（{system_reason(problem).zh}）",
                f"cannot write there ({system_reason(problem).en})",
            ),
            mend=Text(
                "换一个 --out，或检查权限和磁盘空间", "choose another --out, or check permissions and disk space"
            ),
        ) from problem
