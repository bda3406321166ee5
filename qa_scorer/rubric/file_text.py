"""A rubric file as text: refused where it cannot be read, is no rubric by its size, or is not UTF-8."""

from pathlib import Path
from typing import Final

from qa_scorer.errors import system_reason
from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault, FaultyRubric

_LARGEST_BYTES: Final = 1_000_000


def file_text(path: Path) -> str:
    """The text of the file at `path`, without a byte order mark. Raises FaultyRubric."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= _LARGEST_BYTES else b""
    except OSError as problem:
        what = Text(
            f"文件读不了（{system_reason(problem).zh}）", f"the file cannot be read ({system_reason(problem).en})"
        )
        if isinstance(problem, FileNotFoundError):
            what = Text("没有这个文件", "there is no such file")
        elif path.is_dir():
            what = Text("这是一个文件夹", "it is a folder")
        mend = Text("检查路径和权限", "check the path and the permissions")
        raise FaultyRubric(path, [Fault(where=str(path), code="unreadable", what=what, mend=mend)]) from problem
    if size > _LARGEST_BYTES:
        largest = _LARGEST_BYTES // 1_000_000
        what = Text(f"文件大于 {largest} MB", f"the file is larger than {largest} MB")
        mend = Text("确认选对了文件", "check that this is the right file")
        raise FaultyRubric(path, [Fault(where=str(path), code="too-large", what=what, mend=mend)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise FaultyRubric(path, [_not_utf8(path, raw, problem)]) from problem


def _not_utf8(path: Path, raw: bytes, problem: UnicodeDecodeError) -> Fault:
    line, likely = raw[: problem.start].count(b"\n") + 1, _likely_encoding(raw)
    return Fault(
        where=f"{path}:{line}:1",
        code="encoding",
        what=Text(
            "不是 UTF-8 编码" + (f"，像是 {likely}" if likely else ""),
            "not UTF-8" + (f"; it looks like {likely}" if likely else ""),
        ),
        mend=Text("在编辑器里另存为 UTF-8", "save it as UTF-8 in your editor"),
    )


def _likely_encoding(raw: bytes) -> str:
    """What a Chinese Windows may have made of the file; empty where it is no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        return "" if b"\0" in raw else raw.decode("gb18030") and "GB18030 (GBK)"
    except UnicodeDecodeError:
        return ""
