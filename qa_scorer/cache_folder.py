"""The user's folder for what is made once on a machine: the models, word tables, the lock of the first use."""

import os
from pathlib import Path

from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Text


def cache_folder() -> Path:
    """QA_SCORER_CACHE if set, else the user's own cache folder; it need not be there yet."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get("QA_SCORER_CACHE") or user_cache_dir("qa-scorer", appauthor=False))


def cache_folder_made() -> Path:
    """The same, there. Raises MachineError where it cannot be made, as for a service's user without a home."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = system_reason(problem)
        raise MachineError(
            where=str(folder),
            why=Text(f"缓存文件夹建不了（{reason.zh}）", f"the cache folder cannot be made ({reason.en})"),
            mend=Text(
                "检查权限，或把环境变量 QA_SCORER_CACHE 指向可写的文件夹",
                "check the permissions, or set the environment variable QA_SCORER_CACHE to a folder you may write to",
            ),
        ) from problem
    return folder
