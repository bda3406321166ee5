"""Options that several commands share."""

from pathlib import Path
from typing import Any

import typer

from qa_scorer.cli.settings_file import use_settings_of_run
from qa_scorer.language import Language, Text


def lang_option(lang: Language) -> Any:
    """The default of a command's `lang: Language` parameter: `--lang zh|en`, `lang` where it is not given."""
    words = Text("语言：zh 或 en（默认随系统）", "language: zh or en (default: the system's)")
    return typer.Option(lang, "--lang", help=words.read(lang), show_default=False)


def store_option(lang: Language) -> Any:
    """The default of a command's `store: Path` parameter."""
    words = Text("数据库（run 建在 --out 的上一级文件夹里）", "the store (run makes it in the folder above --out)")
    return typer.Option(Path("qa.db"), "--store", help=words.read(lang))


def rubric_option(lang: Language) -> Any:
    """The default of a command's `rubric: Path | None` parameter."""
    words = Text(
        "评分表文件，或自带的名称（默认 telecom_hotline）",
        "rubric file, or a shipped one's name (default: telecom_hotline)",
    )
    return typer.Option(None, "--rubric", help=words.read(lang))


def config_of_run_option(lang: Language) -> Any:
    """The default of a command's `config: Path | None` parameter: what `run` is told there counts for it too."""
    words = Text("run 的设置文件", "settings file of run")
    return typer.Option(None, "--config", is_eager=True, callback=use_settings_of_run, help=words.read(lang))
