"""What the commands on rubrics share: which files, and saying what is wrong with them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.rubric.fault import Fault


def files_argument(lang: Language) -> Any:
    words = Text(
        "评分表文件，或自带的名称（默认：自带的）", "rubric files, or shipped ones by name (default: the shipped ones)"
    )
    return typer.Argument(help=words.read(lang))


def rubrics_asked(files: Sequence[Path] | None) -> list[Path]:
    from qa_scorer.rubric.shipped import shipped_names, shipped_rubric

    return list(files) if files else [shipped_rubric(name) for name in shipped_names()]


def say_faults(faults: "Sequence[Fault]", lang: Language) -> None:
    from qa_scorer.rubric.fault import listed

    for line in listed(faults, lang):
        typer.echo(line, err=True)
