"""`qa-scorer store …`: look after what is kept of every night."""

import typer

from qa_scorer.cli.store.check import add_check
from qa_scorer.cli.store.export import add_export
from qa_scorer.cli.store.forget import add_forget
from qa_scorer.cli.store.prune import add_prune
from qa_scorer.cli.store.rebuild import add_rebuild
from qa_scorer.language import Language, Text


def store_app(lang: Language) -> typer.Typer:
    app = typer.Typer(
        help=Text(
            "数据库：导出、检查、按期限清理、删除某人的数据、修复",
            "the store: export, check, prune by age, forget a person, rebuild",
        ).read(lang),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    for add in (add_export, add_check, add_prune, add_forget, add_rebuild):
        add(app, lang)
    return app
