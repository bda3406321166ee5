"""`qa-scorer review agreement`: how far the machine and the reviewers agree."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from rich.table import Table

    from qa_scorer.figures.agreement import Agreed, Agreement, Share

_WIDE = 140  # columns, where it goes to a file


def add_agreement(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given = lang_option(lang), store_option(lang)

    @app.command(help=say("机器与复核人、复核人之间有多一致", "how far machine and reviewers agree"))
    def agreement(store: Path = store_given, lang: Language = lang_given) -> None:
        from rich.console import Console

        from qa_scorer.figures.agreement import agreement as computed
        from qa_scorer.review.judged import judged
        from qa_scorer.store import Store

        with Store.open(store) as opened:
            found = computed(list(judged(opened.db)))
        console = Console(width=None if sys.stdout.isatty() else _WIDE)
        if not found.whole.findings:
            console.print(Text("还没有读回复核意见", "no verdicts were taken in yet").read(lang))
            return
        for table in _tables(found, lang):
            console.print(table)
        console.print(
            Text(
                f"意见不一、尚无定论：{found.disputed} 条", f"findings on which reviewers differ: {found.disputed}"
            ).read(lang)
        )


def _tables(found: "Agreement", lang: Language) -> "list[Table]":
    whole = Text("全部", "all").read(lang)
    return [
        _table(Text("机器（按规则）", "the machine, by rule"), [*found.rules, found.whole], whole, lang),
        _table(Text("复核人", "reviewers"), found.reviewers, whole, lang),
        _confidence(found, lang),
    ]


def _table(title: Text, rows: "list[Agreed] | tuple[Agreed, ...]", whole: str, lang: Language) -> "Table":
    from rich.table import Table

    table = Table(title=title.read(lang))
    for head in (
        Text("", ""), Text("条数", "findings"), Text("精确率", "precision"), Text("召回率", "recall"),
        Text("kappa", "kappa"), Text("alpha", "alpha"),
    ):  # fmt: skip
        table.add_column(head.read(lang))
    for row in rows:
        kappa, alpha = (("–" if value is None else f"{value:.2f}") for value in (row.kappa, row.alpha))
        table.add_row(row.name or whole, str(row.findings), _share(row.precision), _share(row.recall), kappa, alpha)
    return table


def _confidence(found: "Agreement", lang: Language) -> "Table":
    from rich.table import Table

    table = Table(title=Text("机器的把握与实际", "the machine's confidence and what came true").read(lang))
    for head in (Text("把握", "confidence"), Text("平均", "mean"), Text("被确认", "confirmed")):
        table.add_column(head.read(lang))
    for row in found.confidence:
        table.add_row(f"{row.low:.1f}–{row.high:.1f}", f"{row.mean:.2f}", _share(row.confirmed))
    return table


def _share(share: "Share | None") -> str:
    if share is None:
        return "–"
    return f"{share.ratio:.0%} ({share.low:.0%}–{share.high:.0%}, {share.part}/{share.whole})"
