"""`qa-scorer rubric new`: a rubric to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.language import Language, Text


def add_new(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given = lang_option(lang)

    @app.command(help=say("写出一个带说明的新评分表", "write a commented rubric to begin with"))
    def new(
        name: Annotated[str, typer.Argument(help=say("名称或路径，例如 my_desk", "its name or path, such as my_desk"))],
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.rubric.starter import write_starter

        path = write_starter(Path(name))
        words = Text(
            f"写好了 {path}；接着试试：qa-scorer rubric test {path}",
            f"{path} is written; next try: qa-scorer rubric test {path}",
        )
        typer.echo(words.read(lang))
