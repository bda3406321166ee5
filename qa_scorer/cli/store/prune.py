"""`qa-scorer store prune`: delete what is older than it may be kept."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.cli.store.forget import say_what_is_left
from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text


def add_prune(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    lang_given, store_given = lang_option(lang), store_option(lang)
    words = Text(
        "删除超过期限的通话（证据、评分、页面和声音片段）",
        "delete calls older than they may be kept: evidence, scorecards, pages and clips",
    )
    age_words = Text("期限，例如 90d", "the age, such as 90d")

    @app.command(help=words.read(lang))
    def prune(
        older_than: Annotated[str, typer.Option("--older-than", help=age_words.read(lang))],
        store: Path = store_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.store import Store
        from qa_scorer.store.forgetting import calls_before, forget, forget_runs_before
        from qa_scorer.traces import delete_traces

        day = date.today() - _age(older_than)
        _refuse_none(store)
        with Store.open_to_write(store, "store prune") as opened:
            calls = calls_before(opened.db, day)
            forgotten = forget(opened.db, calls, "prune", f"before {day}") if calls else []
            forget_runs_before(opened.db, day)
        gone = delete_traces(forgotten)
        done = Text(
            f"已删除 {len(forgotten)} 通 {day} 以前的电话和 {len(gone)} 个文件",
            f"{len(forgotten)} call(s) from before {day} and {len(gone)} file(s) were deleted",
        )
        typer.echo(done.read(lang))
        say_what_is_left(forgotten, store, lang)


def _age(text: str) -> timedelta:
    if found := re.fullmatch(r"(\d+)d", text.strip().lower()):
        return timedelta(days=int(found[1]))
    raise UsageError(
        where="--older-than",
        why=Text(f"“{text}”不是期限", f"{text!r} is not an age"),
        mend=Text("写天数加 d，例如 90d", "write a number of days and d, such as 90d"),
    )


def _refuse_none(store: Path) -> None:
    """Opening to write would make a new one."""
    from qa_scorer.store import Store

    with Store.open(store):
        pass
