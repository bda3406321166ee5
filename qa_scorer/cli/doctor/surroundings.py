"""Memory, disk, folders, fonts, time zone: will the machine do for tonight?"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from qa_scorer.cli.doctor.diagnosis import Diagnosis, doubtful, ill, well
from qa_scorer.errors import system_reason
from qa_scorer.language import Text
from qa_scorer.workers.machine import cores, free_memory_bytes

_PARENT_BYTES: Final = 400_000_000  # the process that hands out, scores and writes
_WRITTEN_BYTES: Final = 300_000  # a call: what the store and the reports keep of it
_GB: Final = 1e9
_WINDOWS_FONTS: Final = ("msyh.ttc", "simsun.ttc", "simhei.ttf")
_MAC_FONTS: Final = ("/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/STHeiti Light.ttc")


def memory(workers: int, worker_bytes: int) -> Diagnosis:
    about, free = Text("内存", "Memory"), free_memory_bytes()
    needed = workers * worker_bytes + _PARENT_BYTES
    found = Text(
        f"可用 {free / _GB:.1f} GB；{workers} 个进程约需 {needed / _GB:.1f} GB（{cores()} 个核心）",
        f"{free / _GB:.1f} GB free; {workers} worker(s) take about {needed / _GB:.1f} GB ({cores()} cores)",
    )
    if free < needed:
        return doubtful(about, found, Text("减少 --workers，或关闭其他程序", "use fewer --workers, or close programs"))
    return well(about, found)


def disk(out: Path, recordings: Sequence[Path]) -> Diagnosis:
    """Room on the disk of `out` for what tonight's recordings leave there: copies of the sound, reports, the store."""
    about = Text("磁盘", "Disk")
    sizes = [size for path in recordings if (size := _size_bytes(path)) is not None]
    needed = sum(sizes) + len(sizes) * _WRITTEN_BYTES
    try:
        free = shutil.disk_usage(_nearest(out)).free
    except OSError as problem:
        why = system_reason(problem)
        return ill(about, Text(f"{out}：{why.zh}", f"{out}: {why.en}"), Text("换一个 --out", "choose another --out"))
    found = Text(
        f"{_nearest(out)} 可用 {free / _GB:.1f} GB；今晚 {len(sizes)} 个录音最多需要 {needed / _GB:.2f} GB",
        f"{free / _GB:.1f} GB free at {_nearest(out)}; tonight's {len(sizes)} recording(s) need {needed / _GB:.2f} GB "
        "at most",
    )
    if free < needed:
        return ill(about, found, Text("腾出空间，或换一个 --out", "free some space, or choose another --out"))
    return well(about, found)


def writable(about: Text, folder: Path) -> Diagnosis:
    place = _nearest(folder)
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".qa-scorer-"):
            pass
    except OSError as problem:
        why = system_reason(problem)
        mend = Text("检查权限，或换一个文件夹", "check the permissions, or choose another folder")
        return ill(about, Text(f"{place} 不能写入（{why.zh}）", f"{place} cannot be written ({why.en})"), mend)
    return well(about, Text(f"{place} 可写", f"{place} can be written"))


def fonts() -> Diagnosis:
    """Without a Chinese font this machine shows workbooks and pages as boxes; elsewhere they are fine."""
    about = Text("中文字体", "Chinese fonts")
    if _has_chinese_font():
        return well(about, Text("有", "there"))
    mend = Text("安装一种，例如 fonts-noto-cjk", "install one, such as the package fonts-noto-cjk")
    return doubtful(about, Text("没有：在本机打开的评分表会显示方框", "none: workbooks opened here show boxes"), mend)


def time_zone() -> Diagnosis:
    """Timers and the dates of nights follow the local time; a machine without a zone is eight hours behind China."""
    about, now = Text("时区", "Time zone"), datetime.now().astimezone()
    found = f"{now.tzname()} (UTC{now:%z}), {now:%Y-%m-%d %H:%M}"
    if not now.utcoffset():
        mend = Text(
            "如果本机在国内：timedatectl set-timezone Asia/Shanghai（容器设环境变量 TZ）",
            "if the machine is in China: timedatectl set-timezone Asia/Shanghai (in a container set TZ)",
        )
        return doubtful(about, Text(found, found), mend)
    return well(about, Text(found, found))


def _nearest(folder: Path) -> Path:
    """The folder, or the part of its path that is there already, within reach or not."""
    folder = folder.absolute()
    return next(path for path in (folder, *folder.parents) if _may_be_there(path))


def _may_be_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # it is not ours to look into
        return True


def _size_bytes(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _has_chinese_font() -> bool:
    if sys.platform == "win32":
        fonts_folder = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        return any((fonts_folder / name).exists() for name in _WINDOWS_FONTS)
    if sys.platform == "darwin":
        return any(Path(font).exists() for font in _MAC_FONTS)
    with suppress(OSError, subprocess.SubprocessError):
        listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, timeout=30, check=False)
        return bool(listed.stdout.strip())
    return False
