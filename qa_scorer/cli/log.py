"""The log file: everything our code and the libraries have to say that a person at the screen need not read."""

import logging
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_into(folder: Path) -> Path:
    """Log into `folder`/qa-scorer.log from now on, appending. Returns its path."""
    path = folder / "qa-scorer.log"
    logging.captureWarnings(True)
    logging.basicConfig(
        filename=path, encoding="utf-8", errors="backslashreplace", format=_FORMAT, level=logging.INFO, force=True
    )
    logging.getLogger("faster_whisper").setLevel(logging.WARNING)  # it tells of every chunk
    return path


def log_to_user_folder() -> Path:
    """Where the log goes when there is no output folder yet."""
    from platformdirs import user_log_path

    return log_into(user_log_path("qa-scorer", ensure_exists=True))


def log_file() -> Path | None:
    """The log file in use, if any."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler):
            return Path(handler.baseFilename)
    return None
