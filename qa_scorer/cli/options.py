"""Options that several commands share."""

from typing import Any

import typer

from qa_scorer.language import Language, Text


def lang_option(lang: Language) -> Any:
    """The default of a command's `lang: Language` parameter: `--lang zh|en`, `lang` where it is not given."""
    words = Text("语言：zh 或 en（默认随系统）", "language: zh or en (default: the system's)")
    return typer.Option(lang, "--lang", help=words.read(lang), show_default=False)
