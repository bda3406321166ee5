"""Where the rubrics that come with the product lie: inside the installed package, or in the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_rubric(name: str = "telecom_hotline") -> Path:
    """The path of the shipped rubric `name`."""
    installed = _PACKAGE / "rubrics" / f"{name}.yaml"
    return installed if installed.exists() else _PACKAGE.parent / "rubrics" / f"{name}.yaml"
