"""`qa-scorer review queue`: what to listen to first."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.options import lang_option, rubric_option, store_option
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.review.listening_queue import Listen


def add_queue(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given, rubric_given = lang_option(lang), store_option(lang), rubric_option(lang)

    @app.command(help=say("先听哪几处：听得最少、定得最多", "what to listen to first to settle the most"))
    def queue(
        most: Annotated[int, typer.Option("--most", min=1, help=say("列出几条", "how many to list"))] = 20,
        since: Annotated[
            datetime | None,
            typer.Option("--since", formats=["%Y-%m-%d"], help=say("从哪一天的通话起", "calls from this day on")),
        ] = None,
        store: Path = store_given,
        rubric: Path | None = rubric_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.cli.review.unasked import tell_unasked
        from qa_scorer.review.kept import reviews
        from qa_scorer.review.listening_queue import queue as ordered
        from qa_scorer.review.stored_calls import chosen_calls
        from qa_scorer.rubric import load_rubric, shipped_rubric
        from qa_scorer.store import Store

        loaded = load_rubric(rubric or shipped_rubric())
        with Store.open(store) as opened:
            verdicts = Counter(review.key.rule for review in reviews(opened.db))
            chosen = chosen_calls(opened, loaded, since=since.date()) if since else chosen_calls(opened, loaded)
            found = ordered((scored for _, scored in chosen), loaded, verdicts)
            tell_unasked(chosen.unasked, len(chosen.numbers), lang)
        for place, listen in enumerate(found[:most], 1):
            typer.echo(_line(place, listen).read(lang))
        whole_s = sum(listen.listen_s for listen in found[:most])
        listed = min(most, len(found))
        typer.echo(
            Text(
                f"列出 {listed} 条，共 {len(found)} 条；听完这些约 {whole_s / 60:.0f} 分钟",
                f"{listed} of {len(found)} listed; about {whole_s / 60:.0f} minute(s) of listening",
            ).read(lang)
        )


def _line(place: int, listen: "Listen") -> Text:
    call, item, answer = listen.scored.call, listen.item, listen.item.finding.answer
    at = "" if answer.start_s is None else f" {int(answer.start_s) // 60}:{answer.start_s % 60:04.1f}"
    turns = Text("，关系到合格与否", ", pass or fail hangs on it") if listen.could_turn else Text("", "")
    differ = Text("，复核人意见不一", ", reviewers differ") if item.finding.disputed else Text("", "")
    where = f"{place:>3}. {call.name}{at} #{listen.number}"
    return Text(
        f"{where} {item.rule.title.zh}：{listen.points:.1f} 分，把握 {1 - listen.doubt:.0%}{turns.zh}{differ.zh}，"
        f"约听 {listen.listen_s:.0f} 秒",
        f"{where} {item.rule.title.en}: {listen.points:.1f} points, {1 - listen.doubt:.0%} sure{turns.en}{differ.en}, "
        f"{listen.listen_s:.0f} s to hear",
    )
