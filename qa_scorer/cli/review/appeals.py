"""`qa-scorer review appeals`: what agents object to, and whose answer is due."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.review.kept import StandingAppeal


def add_appeals(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    lang_given, store_given = lang_option(lang), store_option(lang)

    @app.command(help=Text("申诉及答复期限", "appeals, and when they are to be answered").read(lang))
    def appeals(store: Path = store_given, lang: Language = lang_given) -> None:
        from qa_scorer.review.kept import appeals as kept_appeals
        from qa_scorer.store import Store

        with Store.open(store) as opened:
            standing = list(kept_appeals(opened.db))
        today = date.today()
        for each in sorted(standing, key=lambda one: (not one.is_open, one.appeal.deadline or date.max)):
            typer.echo(_line(each, today).read(lang))
        still_open = sum(each.is_open for each in standing)
        overdue = sum(each.is_overdue(today) for each in standing)
        typer.echo(
            Text(
                f"申诉 {len(standing)} 件，未答复 {still_open} 件，其中逾期 {overdue} 件",
                f"{len(standing)} appeal(s), {still_open} open, {overdue} of them overdue",
            ).read(lang)
        )


def _line(each: "StandingAppeal", today: date) -> Text:
    from qa_scorer.scorecards.review_layout import APPEALS

    appeal, state = each.appeal, APPEALS[each.appeal.state]
    due = f"{appeal.deadline:%Y-%m-%d}" if appeal.deadline else "–"
    late = Text("（逾期）", " (overdue)") if each.is_overdue(today) else Text("", "")
    head = f"{each.agent_id}  {each.call}  {appeal.key.rule}"
    return Text(
        f"{head}：{state.zh}，期限 {due}{late.zh}。{appeal.reason}" + (f" → {appeal.answer}" if appeal.answer else ""),
        f"{head}: {state.en}, due {due}{late.en}. {appeal.reason}" + (f" → {appeal.answer}" if appeal.answer else ""),
    )
