"""`qa-scorer rubric diff`: what a change of the rubric would have done to calls already heard."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.terms_heard import refuse_terms_heard
from qa_scorer.errors import EXIT_TEST_FAILED, UsageError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.rubric_trials.difference import Difference

_ANY_DROP = re.compile(r"any-drop:(\d+(?:\.\d+)?)")


def add_diff(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given = lang_option(lang)

    @app.command(help=say("比较两个评分表：对已听过的电话会有什么不同", "compare two rubrics on calls already heard"))
    def diff(
        old: Annotated[Path, typer.Argument(help=say("原评分表", "the rubric as it was"))],
        new: Annotated[Path, typer.Argument(help=say("新评分表", "the rubric as it would be"))],
        store: Annotated[
            Path | None, typer.Option("--store", help=say("听过的电话所在的数据库", "the store of calls heard"))
        ] = None,
        cases: Annotated[
            Path | None, typer.Option("--cases", help=say("整通电话案例的文件夹", "folder of whole calls"))
        ] = None,
        form: Annotated[
            Literal["table", "markdown", "json"], typer.Option("--format", help=say("输出格式", "form of the output"))
        ] = "table",
        fail_on: Annotated[
            list[str] | None,
            typer.Option(
                "--fail-on",
                help=say(
                    "newly-fatal：有电话新触发一票否决时退出码为 1；any-drop:N：有电话减分达到 N 分时",
                    "newly-fatal: exit code 1 if a call newly fails by a fatal rule; any-drop:N: if one loses N points",
                ),
            ),
        ] = None,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.rubric_trials.difference_shown import as_data, as_markdown, on_screen

        refusals = [_refusal(given) for given in fail_on or ()]
        difference = _compared(old, new, store, cases, lang)
        if form == "table":
            on_screen(difference, lang)
        else:
            typer.echo(as_markdown(difference, lang) if form == "markdown" else as_data(difference))
        if any(refuses(difference) for refuses in refusals):
            raise typer.Exit(EXIT_TEST_FAILED)


def _compared(old: Path, new: Path, store: Path | None, cases: Path | None, lang: Language) -> "Difference":
    from qa_scorer.rubric import load_rubric
    from qa_scorer.rubric_trials.case_files import read_cases
    from qa_scorer.rubric_trials.what_if import of_cases, of_store
    from qa_scorer.store import Store
    from qa_scorer.workers.machine import cores

    before, after = load_rubric(old), load_rubric(new)
    if store and not cases:
        with Store.open(store) as heard:
            refuse_terms_heard(heard, heard.call_numbers(), after)
        with _shown_progress(lang) as tell:
            return of_store(before, after, store, processes=cores(), tell=tell)
    if cases and not store:
        return of_cases(before, after, read_cases(cases))
    raise UsageError(
        where="rubric diff",
        why=Text("要给出 --store 或 --cases 之一", "either --store or --cases must be given"),
        mend=Text(
            "数据库由 qa-scorer run 建立；案例放在一个文件夹里", "qa-scorer run makes a store; or --cases tests/cases"
        ),
    )


@contextmanager
def _shown_progress(lang: Language) -> Iterator[Callable[[int, int], None]]:
    """A bar that tells how many calls are done, where somebody looks at the screen."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(Text("正在比较", "comparing").read(lang), total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _refusal(given: str) -> "Callable[[Difference], bool]":
    if given == "newly-fatal":
        return lambda difference: bool(difference.newly_fatal)
    if drop := _ANY_DROP.fullmatch(given):
        return lambda difference: difference.largest_drop >= max(float(drop[1]), 1e-9)
    raise UsageError(
        where=f"--fail-on {given}",
        why=Text("不认识", "is not known"),
        mend=Text(
            "写 newly-fatal 或 any-drop:N，例如 any-drop:5", "write newly-fatal or any-drop:N, such as any-drop:5"
        ),
    )
