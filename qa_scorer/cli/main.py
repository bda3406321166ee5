"""The commands in one app, in the reader's language, and every failure as one line and an exit code."""

import logging
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from qa_scorer import __version__
from qa_scorer.cli.config import config_app
from qa_scorer.cli.doctor.command import add_doctor
from qa_scorer.cli.log import log_file, log_to_user_folder
from qa_scorer.cli.mistyped import mistyped
from qa_scorer.cli.models import models_app
from qa_scorer.cli.options import lang_option
from qa_scorer.cli.rescore import add_rescore
from qa_scorer.cli.review import review_app
from qa_scorer.cli.rubric import rubric_app
from qa_scorer.cli.run import add_run
from qa_scorer.cli.sample import add_sample
from qa_scorer.cli.status import add_status
from qa_scorer.cli.store import store_app
from qa_scorer.cli.transcribe import add_transcribe
from qa_scorer.errors import EXIT_INTERRUPTED, EXIT_OUR_BUG, EXIT_USAGE, QaScorerError
from qa_scorer.language import Language, Text, language_of_locale

_ABOUT = Text(
    "离线通话录音质检评分：听录音、按评分表逐条检查、给每位坐席写出 Excel 评分表。\n\n"
    "退出码：0 全部评分；1 测试、阈值或校验未通过；2 用法、评分表或通话清单有误（什么都没做）；"
    "3 部分录音未能评分；4 全部未能评分；5 机器问题（模型、磁盘）；70 程序错误；130 被中断。",
    "Offline quality-assurance scoring of call recordings: listens, asks every rule of a rubric, and writes Excel "
    "scorecards per agent.\n\n"
    "Exit codes: 0 all scored; 1 a test, threshold or verification failed; 2 usage, rubric or call table wrong "
    "(nothing done); 3 some recordings not scored; 4 none scored; 5 the machine (model, disk); 70 our bug; "
    "130 interrupted.",
)


def build_app(lang: Language) -> typer.Typer:
    """All commands, with their help in `lang`."""
    app = typer.Typer(
        help=_ABOUT.read(lang), no_args_is_help=True, add_completion=False, rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    add_run(app, lang)
    add_rescore(app, lang)
    add_transcribe(app, lang)
    add_sample(app, lang)
    add_status(app, lang)
    add_doctor(app, lang)
    app.add_typer(rubric_app(lang), name="rubric")
    app.add_typer(review_app(lang), name="review")
    app.add_typer(store_app(lang), name="store")
    app.add_typer(models_app(lang), name="models")
    app.add_typer(config_app(lang), name="config")

    lang_given = lang_option(lang)

    @app.callback()
    def whole(lang: Language = lang_given) -> None:
        """`--lang` may stand before the command as well."""

    @app.command(help=Text("显示版本号", "show the version").read(lang))
    def version(lang: Language = lang_given) -> None:
        typer.echo(f"qa-scorer {__version__}")

    return app


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _make_screen_forgiving()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # systemd stops a night as Ctrl-C does
    logging.getLogger().addHandler(logging.NullHandler())  # until there is a log file, nothing goes to the screen
    sys.exit(_run(given, _language_wanted(given)))


def _run(arguments: list[str], lang: Language) -> int:
    try:
        code = build_app(lang)(arguments, prog_name="qa-scorer", standalone_mode=False)
        if code == EXIT_INTERRUPTED:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except QaScorerError as problem:
        logging.getLogger(__name__).error("%s", problem)
        return _say(problem.read(lang), problem.exit_code)
    except typer.TyperException as problem:
        what = mistyped(problem.format_message())
        words = Text(f"命令写得不对：{what.zh}（加 --help 看用法）", f"{what.en} (add --help to see the usage)")
        return _say(words.read(lang), EXIT_USAGE)
    except (KeyboardInterrupt, typer.Abort):
        return _say(Text("已中断", "interrupted").read(lang), EXIT_INTERRUPTED)
    except Exception as bug:
        return _report_bug(bug, lang)


def _report_bug(bug: Exception, lang: Language) -> int:
    path = log_file() or log_to_user_folder()
    logging.getLogger(__name__).critical("our bug", exc_info=bug)
    words = Text(
        f"程序内部错误（{type(bug).__name__}），详情在日志里，请发给我们：{path}",
        f"an error of ours ({type(bug).__name__}); the details are in the log, please send it to us: {path}",
    )
    return _say(words.read(lang), EXIT_OUR_BUG)


def _say(words: str, code: int) -> int:
    typer.echo(words, err=True)
    return code


def _language_wanted(arguments: list[str]) -> Language:
    """`--lang` is looked for before anything is parsed, because the help itself depends on it."""
    for index, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or (arguments[index + 1] if index + 1 < len(arguments) else "")
            if value in ("zh", "en"):
                return "zh" if value == "zh" else "en"
    return language_of_locale()


def _make_screen_forgiving() -> None:
    """A screen that cannot show a character shows a question mark; it does not end the night."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
