"""What a night leaves for the morning beside the scorecards: `--summary`, `--metrics`, the log, the screen, the exit
code."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from qa_scorer.cli.metrics import write_metrics
from qa_scorer.cli.morning_summary import write_summary
from qa_scorer.cli.screen import not_scored, summary
from qa_scorer.errors import (
    EXIT_ALL_SCORED,
    EXIT_INTERRUPTED,
    EXIT_NONE_SCORED,
    EXIT_SOME_NOT_SCORED,
    InterruptedNight,
)
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.model import Night
    from qa_scorer.scorecards import Written


def summary_option(lang: Language) -> Any:
    """The default of a command's `summary_file: Path | None` parameter."""
    words = Text(
        "晨报写到这个文件，可作邮件正文：.html 或纯文本",
        "write a morning summary here, fit for an e-mail: .html or plain text",
    )
    return typer.Option(None, "--summary", help=words.read(lang))


def metrics_option(lang: Language) -> Any:
    """The default of a command's `metrics: Path | None` parameter."""
    words = Text("运行指标写到这个文件（Prometheus 文本格式）", "write the run's metrics here (Prometheus text)")
    return typer.Option(None, "--metrics", help=words.read(lang))


def log_format_option(lang: Language) -> Any:
    """The default of a command's `log_format: LogFormat` parameter."""
    return typer.Option("text", "--log-format", help=Text("日志格式", "form of the log").read(lang))


def quiet_option(lang: Language) -> Any:
    """The default of a command's `quiet: bool` parameter."""
    words = Text("只报告问题（定时任务用）", "only report problems (for cron)")
    return typer.Option(False, "--quiet", "-q", help=words.read(lang))


@contextmanager
def interruption_said(out: Path) -> Iterator[None]:
    """Ctrl-C while calls are scored or scorecards written: what becomes of them. Raises InterruptedNight."""
    try:
        yield
    except KeyboardInterrupt as interruption:
        raise InterruptedNight(where=str(out), why=_STOPPED, mend=_GO_ON) from interruption


def leave(
    night: "Night", written: "Written", log_path: Path, *, summary_file: Path | None, metrics: Path | None, quiet: bool,
    lang: Language,
) -> int:  # fmt: skip
    """Write and show all of it. Returns the exit code. Raises MachineError where a file cannot be written."""
    if summary_file:
        write_summary(summary_file, night, written, log_path, lang)
    if metrics:
        write_metrics(metrics, night, written.standings, _exit_code(night))
    if not quiet:
        typer.echo(summary(night, written, log_path, lang))
    elif night.unscored:
        typer.echo(not_scored(night, lang), err=True)
    return _exit_code(night)


def _exit_code(night: "Night") -> int:
    if night.interrupted:
        return EXIT_INTERRUPTED
    if not night.unscored:
        return EXIT_ALL_SCORED
    return EXIT_SOME_NOT_SCORED if night.scored else EXIT_NONE_SCORED


_STOPPED = Text(
    "被中断，评分表没有写完；听过的和评过分的都已保存",
    "interrupted before the scorecards were written; what was heard and scored is kept",
)
_GO_ON = Text("再运行同一命令，会从停下的地方继续", "run the same command again: it goes on where it stopped")
