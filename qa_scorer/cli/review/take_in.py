"""`qa-scorer review import`: the Review sheets of agents' workbooks, back in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.options import lang_option, rubric_option, store_option
from qa_scorer.errors import EXIT_NONE_SCORED, EXIT_SOME_NOT_SCORED, UsageError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.model import ScoredCall
    from qa_scorer.review.take_in import TakenIn
    from qa_scorer.store import Store


def add_import(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given, rubric_given = lang_option(lang), store_option(lang), rubric_option(lang)

    @app.command(
        "import", help=say("读回坐席工作簿里“复核”页的意见", "take in the verdicts typed into agents' workbooks")
    )
    def take_in_workbooks(
        workbooks: Annotated[list[Path], typer.Argument(help=say("坐席工作簿 .xlsx", "agents' workbooks, .xlsx"))],
        final: Annotated[
            bool,
            typer.Option(
                "--final", help=say("以这些意见为准，不论别人怎么说", "these verdicts decide, whatever others said")
            ),
        ] = False,
        store: Path = store_given,
        rubric: Path | None = rubric_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.review.take_in import score_again
        from qa_scorer.rubric import load_rubric, shipped_rubric
        from qa_scorer.store import Store

        loaded = load_rubric(rubric or shipped_rubric())
        if not store.is_file():
            with Store.open(store):  # says that there is none
                pass
        with Store.open_to_write(store, "review import") as opened:
            outcomes = [_taken(opened, path, final, lang) for path in workbooks]
            calls = [call for taken in outcomes if taken for call in taken.calls]
            again = score_again(opened, loaded, list(dict.fromkeys(calls)))
            for scored in again:
                typer.echo(_new_score(scored).read(lang))
            if missing := len(set(calls)) - len(again):
                typer.echo(_not_scored_again(missing).read(lang), err=True)
        code = _exit_code(outcomes)
        if code:
            raise typer.Exit(code)


def _taken(store: "Store", path: Path, final: bool, lang: Language) -> "TakenIn | None":
    """None where nothing in the workbook could be read; the others are taken all the same."""
    from qa_scorer.review.read_workbook import read_workbook
    from qa_scorer.review.take_in import take_in

    try:
        taken = take_in(store, read_workbook(path), final=final)
    except UsageError as problem:
        typer.echo(problem.read(lang), err=True)
        return None
    for left in taken.not_taken:
        typer.echo(Text(f"{left.where}：{left.why.zh}", f"{left.where}: {left.why.en}").read(lang), err=True)
    refused = len(taken.not_taken)
    words = Text(
        f"{path}：新的意见 {taken.new} 条，以前读过的 {taken.known} 条，没有取的单元格 {refused} 个",
        f"{path}: {taken.new} new, {taken.known} known already, {refused} cell(s) not taken",
    )
    typer.echo(words.read(lang))
    return taken


def _new_score(scored: "ScoredCall") -> Text:
    own, card = scored.machine or scored.scorecard, scored.scorecard
    before, after = (("–" if each.score is None else f"{each.score:.1f}") for each in (own, card))
    disputed = [item.rule.title for item in card.items if item.finding.disputed]
    zh = f"；复核人意见不一：{'、'.join(title.zh for title in disputed)}" if disputed else ""
    en = f"; reviewers differ on {', '.join(title.en for title in disputed)}" if disputed else ""
    name = scored.call.name
    return Text(f"{name}：机器 {before} 分，复核后 {after} 分{zh}", f"{name}: machine {before}, reviewed {after}{en}")


def _not_scored_again(calls: int) -> Text:
    return Text(
        f"意见都已读入；其中 {calls} 通没有按这份评分表问过，分数没有重算：请运行 qa-scorer rescore",
        f"all verdicts are kept; {calls} call(s) were not asked all rules of this rubric and not scored again: "
        "run qa-scorer rescore",
    )


def _exit_code(outcomes: "list[TakenIn | None]") -> int:
    if all(taken and not taken.not_taken for taken in outcomes):
        return 0
    return EXIT_SOME_NOT_SCORED if any(taken and taken.new + taken.known for taken in outcomes) else EXIT_NONE_SCORED
