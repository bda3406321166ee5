"""`qa-scorer store export`: calls, findings, runs and days as tables."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.language import Language, Text


def add_export(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    lang_given, store_given = lang_option(lang), store_option(lang)
    words = Text("导出成表格，供 pandas、Excel 等使用；号码打码", "tables for pandas, Excel and others; numbers masked")
    form_words, to_words = Text("格式", "form"), Text("写到这个文件夹", "write them here")

    @app.command(help=words.read(lang))
    def export(
        to: Annotated[Path, typer.Option("--to", help=to_words.read(lang))],
        form: Annotated[Literal["parquet", "csv"], typer.Option("--format", help=form_words.read(lang))] = "parquet",
        store: Path = store_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.store import Store
        from qa_scorer.store_tables import export as write_tables

        with Store.open(store) as opened:
            for path in write_tables(opened, to, form):
                typer.echo(path)
