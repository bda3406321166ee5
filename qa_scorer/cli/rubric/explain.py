"""`qa-scorer rubric explain`: a rubric, or one of its rules, in the reader's language."""

from pathlib import Path
from typing import Annotated

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text


def add_explain(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given = lang_option(lang)

    @app.command(help=say("用文字讲解评分表或其中一条规则", "explain a rubric, or one of its rules, in words"))
    def explain(
        file: Annotated[
            Path, typer.Argument(help=say("评分表文件，或自带的名称", "rubric file, or a shipped one's name"))
        ],
        rule: Annotated[str | None, typer.Argument(help=say("规则编号", "id of a rule"))] = None,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.rubric import load_rubric_file
        from qa_scorer.rubric.explained import explained, overview

        loaded = load_rubric_file(file)
        found = [written for written in loaded.rules if written.rule.id == rule]
        if rule and not found:
            raise _no_rule(file, rule, tuple(written.rule.id for written in loaded.rules))
        for line in explained(loaded, found[0]) if found else overview(loaded):
            typer.echo(line.read(lang))


def _no_rule(file: Path, rule: str, known: tuple[str, ...]) -> UsageError:
    from qa_scorer.rubric.faults import near_miss

    near = near_miss(rule, known)
    return UsageError(
        where=str(file),
        why=Text(f"没有规则 {rule}{near.zh}", f"there is no rule {rule}{near.en}"),
        mend=Text(f"不加编号可列出全部规则：qa-scorer rubric explain {file}",
                  f"without an id all rules are listed: qa-scorer rubric explain {file}"),
    )  # fmt: skip
