"""A rubric to begin with: small, commented in both languages, with examples that pass."""

import re
from pathlib import Path

from qa_scorer.errors import UsageError, system_reason
from qa_scorer.language import Text
from qa_scorer.rubric.json_schema import SCHEMA_FILE, schema_text

_ID = re.compile(r"[a-z0-9_]+")
_TEMPLATE = Path(__file__).with_name("starter.yaml")


def write_starter(name: Path) -> Path:
    """Write it as `name` (`.yaml` may be left out), and the schema beside it where there is none.

    Raises UsageError where the name will not do or something stands there already.
    """
    path = name if name.suffix in (".yaml", ".yml") else name.with_name(f"{name.name}.yaml")
    if not _ID.fullmatch(path.stem):
        raise UsageError(
            where=str(name),
            why=Text("名称只能用小写字母、数字和下划线", "the name may have small letters, digits and _ only"),
            mend=Text("例如 my_desk", "such as my_desk"),
        )
    _write_new(path, _TEMPLATE.read_text(encoding="utf-8").replace("NAME", path.stem))
    schema = path.with_name(SCHEMA_FILE)
    if not schema.exists():
        _write_new(schema, schema_text())
    return path


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as problem:
        raise UsageError(
            where=str(path),
            why=Text("已经有这个文件，不覆盖", "the file is there already and is not overwritten"),
            mend=Text("换一个名称，或先移走它", "take another name, or move it away first"),
        ) from problem
    except OSError as problem:
        raise UsageError(
            where=str(path),
            why=Text(f"写不了（{system_reason(problem).zh}）", f"cannot be written ({system_reason(problem).en})"),
            mend=Text("检查文件夹和权限", "check the folder and its permissions"),
        ) from problem
