"""`qa-scorer rubric check`: is the file a rubric, and does it say what was meant?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.rubric.files import files_argument, rubrics_asked, say_faults
from qa_scorer.errors import EXIT_USAGE
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.rubric.checked import Checked


def add_check(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, files_given = lang_option(lang), files_argument(lang)

    @app.command(help=say("检查评分表是否正确", "check that rubric files are right"))
    def check(
        files: Annotated[list[Path] | None, files_given] = None,
        form: Annotated[
            Literal["text", "json", "github", "sarif"],
            typer.Option("--format", help=say("输出格式", "form of the output")),
        ] = "text",
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.rubric.checked import check_rubric

        checked = [check_rubric(path) for path in rubrics_asked(files)]
        _show(checked, form, lang)
        if any(each.faults for each in checked):
            raise typer.Exit(EXIT_USAGE)


def _show(checked: "list[Checked]", form: str, lang: Language) -> None:
    faults = [fault for each in checked for fault in each.faults]
    if form == "text":
        say_faults(faults, lang)
        for each in checked:
            if each.rubric and not each.faults:
                typer.echo(_right(each).read(lang))
        return
    from qa_scorer.rubric_trials.annotations import as_data, as_github, as_json, as_sarif

    if form == "sarif":
        typer.echo(as_sarif(faults, lang))
    elif form == "json":
        typer.echo(as_json([{"file": str(each.path), "faults": list(map(as_data, each.faults))} for each in checked]))
    elif faults:
        typer.echo(as_github(faults, lang))


def _right(checked: "Checked") -> Text:
    rubric = checked.rubric
    assert rubric is not None  # a file without faults
    return Text(
        f"{checked.path}：正确，{len(rubric.sections)} 部分 {len(rubric.rules)} 条规则，及格线 {rubric.pass_mark:g}",
        f"{checked.path}: right; {len(rubric.sections)} sections, {len(rubric.rules)} rules, "
        f"pass mark {rubric.pass_mark:g}",
    )
