"""`qa-scorer rubric …`: working on a rubric file, without audio or a model."""

from pathlib import Path
from typing import Annotated

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.errors import EXIT_USAGE, RubricError
from qa_scorer.language import Language, Text


def rubric_app(lang: Language) -> typer.Typer:
    app = typer.Typer(
        help=Text("检查评分表文件", "check rubric files").read(lang), no_args_is_help=True, rich_markup_mode=None
    )
    lang_given = lang_option(lang)

    @app.callback()
    def group() -> None:
        """Keeps `check` a command of its own while it is the only one."""

    @app.command(help=Text("检查评分表是否正确", "check that rubric files are right").read(lang))
    def check(
        files: Annotated[
            list[Path] | None,
            typer.Argument(
                help=Text("评分表文件（默认：自带的）", "rubric files (default: the shipped one)").read(lang)
            ),
        ] = None,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.rubric import load_rubric, shipped_rubric

        bad = False
        for path in files or [shipped_rubric()]:
            try:
                rubric = load_rubric(path)
            except RubricError as problem:
                typer.echo(problem.read(lang), err=True)
                bad = True
                continue
            words = Text(
                f"{path}：正确，{len(rubric.sections)} 部分 {len(rubric.rules)} 条规则，及格线 {rubric.pass_mark:g}",
                f"{path}: right; {len(rubric.sections)} sections, {len(rubric.rules)} rules, "
                f"pass mark {rubric.pass_mark:g}",
            )
            typer.echo(words.read(lang))
        if bad:
            raise typer.Exit(EXIT_USAGE)

    return app
