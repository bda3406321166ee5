"""How a big file or folder comes to be: under a temporary name first, then renamed, so that it is whole or absent."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text


@contextmanager
def arriving(target: Path) -> Iterator[Path]:
    """A path beside `target` to make the file or folder at; when the block ends without an error it is renamed.

    Two processes may do this at once: the first to finish wins and the other's copy is thrown away.
    Raises MachineError where the place cannot be written (permission, disk full).
    """
    temporary = target.with_name(f".{target.name}.{uuid4().hex}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        _rename(temporary, target)
    except OSError as error:
        raise MachineError(
            where=str(target),
            why=Text(
                zh=f"写不进去（{system_reason(error).zh}）", en=f"it cannot be written ({system_reason(error).en})"
            ),
            mend=Text(
                zh="腾出磁盘空间，或把环境变量 QA_SCORER_CACHE 指向可写的文件夹",
                en="free some disk space, or set the environment variable QA_SCORER_CACHE to a folder that can be "
                "written",
            ),
        ) from error
    finally:
        _remove(temporary)


def _rename(temporary: Path, target: Path) -> None:
    try:
        temporary.rename(target)
    except OSError:  # on most systems: another process was first
        if not target.exists():
            raise


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        path.unlink()
