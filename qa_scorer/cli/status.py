"""`qa-scorer status`: what ran, what failed, what waits; also while a night is at work."""

import socket
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from qa_scorer.cli.options import config_of_run_option, lang_option
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.store import Run, RunFile

_LISTED: Final = 20


def add_status(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, config_given = lang_option(lang), config_of_run_option(lang)

    @app.command(help=say("最近几次运行：听了什么、什么失败、什么在等", "latest runs: what ran, failed, and waits"))
    def status(
        store: Annotated[
            Path | None,
            typer.Option(
                "--store", help=say("数据库（默认：--out 上一级的 qa.db）", "store (default: qa.db above --out)")
            ),
        ] = None,
        out: Annotated[Path, typer.Option("--out", help=say("评分表的文件夹", "folder of the scorecards"))] = Path(
            "out"
        ),
        config: Path | None = config_given,
        last: Annotated[int, typer.Option("--last", min=1, help=say("看几次运行", "how many runs"))] = 5,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.store import Store, default_store

        with Store.open(store or default_store(out)) as kept:
            runs = kept.runs(limit=last)
            files = list(kept.files_of(runs[0].id)) if runs else []
        for words in _told(runs, files):
            typer.echo(words.read(lang))


def _told(runs: Sequence["Run"], files: Sequence["RunFile"]) -> Iterator[Text]:
    """Every run in a line, the latest first, and of that one what failed and what waits."""
    if not runs:
        yield Text("还没有运行过", "nothing has been run yet")
        return
    for run in runs:
        yield _line(run)
    failed = [file for file in files if file.outcome == "not_scored" and file.refusal]
    yield from _listed(Text("最近一次未能评分：", "Not scored in the latest:"), [_failure(file) for file in failed])
    waiting = [Text(file.name, file.name) for file in files if file.outcome == "waiting"]
    heading = Text("最近一次还在等的：", "Still waiting in the latest:")
    yield from _listed(heading, waiting)
    if waiting and not _at_work(runs[0]):
        yield Text("再次运行同一命令，会从停下的地方继续", "run the same command again: it goes on where it stopped")


def _line(run: "Run") -> Text:
    counts = run.counts
    heard, stored = counts.get("heard", 0), counts.get("stored", 0)
    failed, waiting = counts.get("not_scored", 0), counts.get("waiting", 0)
    state, until = _state(run), run.finished_at or datetime.now(run.started_at.tzinfo)
    minutes = (until - run.started_at).total_seconds() / 60
    return Text(
        f"#{run.id} {run.started_at:%Y-%m-%d %H:%M} {run.command} {state.zh}，{minutes:.0f} 分钟：听了 {heard}，"
        f"以前听过 {stored}，未能评分 {failed}，在等 {waiting}  →  {run.out}",
        f"#{run.id} {run.started_at:%Y-%m-%d %H:%M} {run.command} {state.en}, {minutes:.0f} min: {heard} heard, "
        f"{stored} heard before, {failed} not scored, {waiting} waiting  →  {run.out}",
    )


def _state(run: "Run") -> Text:
    if run.finished_at:
        zh, _, en = run.outcome.partition("\n")
        return _ENDS.get(run.outcome) or Text(f"出错停下（{zh}）", f"stopped ({en or zh})")
    return _AT_WORK if _at_work(run) else _KILLED


def _at_work(run: "Run") -> bool:
    """Of another machine's run that cannot be known; a run that has not ended is taken to be at work there."""
    import psutil

    return run.finished_at is None and (run.host != socket.gethostname() or psutil.pid_exists(run.pid))


def _failure(file: "RunFile") -> Text:
    said = file.refusal
    assert said
    return Text(
        f"{file.name}：{said.why.zh}。处理办法：{said.mend.zh}",
        f"{file.name}: {said.why.en}. What to do: {said.mend.en}",
    )


def _listed(heading: Text, entries: Sequence[Text]) -> Iterator[Text]:
    if not entries:
        return
    yield heading
    yield from (Text(f"  {entry.zh}", f"  {entry.en}") for entry in entries[:_LISTED])
    if (more := len(entries) - _LISTED) > 0:
        yield Text(f"  ……另有 {more} 个", f"  … {more} more")


_ENDS = {"done": Text("已完成", "done"), "interrupted": Text("被中断", "interrupted")}
_AT_WORK = Text("正在运行", "at work")
_KILLED = Text("中途被终止", "was killed")
