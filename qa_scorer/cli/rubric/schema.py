"""`qa-scorer rubric schema`: the JSON Schema of rubric files, for editors."""

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.language import Language, Text


def add_schema(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    words = Text("输出评分表的 JSON Schema，供编辑器补全和提示", "print the JSON Schema of rubrics, for editors")
    lang_given = lang_option(lang)

    @app.command(help=words.read(lang))
    def schema(lang: Language = lang_given) -> None:
        from qa_scorer.rubric.json_schema import schema_text

        typer.echo(schema_text(), nl=False)
