"""The log file: everything our code and the libraries have to say that a person at the screen need not read."""

import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Literal

LogFormat = Literal["text", "json"]

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_into(folder: Path, form: LogFormat = "text") -> Path:
    """Log into `folder`/qa-scorer.log (`json`: qa-scorer.log.jsonl) from now on, appending. Returns its path."""
    path = folder / ("qa-scorer.log" if form == "text" else "qa-scorer.log.jsonl")
    logging.captureWarnings(True)
    handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter(_FORMAT) if form == "text" else _JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.getLogger("faster_whisper").setLevel(logging.WARNING)  # it tells of every chunk
    return path


class _JsonLines(logging.Formatter):
    """A JSON object a line: when, how grave, from where, what; `recording` and `seconds` where it is about one."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "recording": getattr(record, "recording", None),
            "seconds": getattr(record, "seconds", None),
            "traceback": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps({key: value for key, value in told.items() if value is not None}, ensure_ascii=False)


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
