"""Where the rubrics that come with the product lie: inside the installed package, or in the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_rubric(name: str = "telecom_hotline") -> Path:
    """The path of the shipped rubric `name`."""
    return _folder() / f"{name}.yaml"


def shipped_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def rubric_named(given: Path) -> Path:
    """A shipped rubric where its name is given and no file is called so, else the path as it is."""
    name = str(given)
    return shipped_rubric(name) if name in shipped_names() and not given.exists() else given


def _folder() -> Path:
    installed = _PACKAGE / "rubrics"
    return installed if installed.exists() else _PACKAGE.parent / "rubrics"
