"""`qa-scorer config`: a settings file for `run --config` written, shown and checked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.settings_file import faults_of, is_list, options, read_settings, run_of
from qa_scorer.errors import EXIT_USAGE, UsageError
from qa_scorer.language import Language, Text

_EXAMPLES = {"recordings": ["recordings"], "out": "reports"}


def config_app(lang: Language) -> typer.Typer:
    """The commands `init`, `show` and `check`."""
    app = typer.Typer(help=_HELP.read(lang), no_args_is_help=True, rich_markup_mode=None)
    lang_given = lang_option(lang)
    file = typer.Argument(help=Text("设置文件", "settings file").read(lang))

    @app.command(help=Text("写一份列出全部选项的设置文件", "write a settings file that lists every option").read(lang))
    def init(
        context: typer.Context, path: Annotated[Path, file] = Path("night.toml"), lang: Language = lang_given
    ) -> None:
        if path.exists():
            raise UsageError(where=str(path), why=_EXISTS, mend=_ANOTHER_NAME)
        path.write_text("\n".join(_sample(run_of(context), lang)) + "\n", "utf-8")
        typer.echo(Text(f"已写好 {path}，请修改后使用", f"{path} is written; change it to suit you").read(lang))

    @app.command(help=Text("显示每个选项的值和出处", "show every option's value and where it is from").read(lang))
    def show(
        context: typer.Context, path: Annotated[Path, file] = Path("night.toml"), lang: Language = lang_given
    ) -> None:
        run = run_of(context)
        settings = {setting.parameter: setting for setting in read_settings(path, run)}
        default = Text("默认", "default").read(lang)
        for name, option in options(run.command).items():
            setting = settings.get(option.name)
            value, source = (setting.value, f"{path}:{setting.line}") if setting else (option.default, default)
            typer.echo(f"{name:<16} {_toml(value) if value is not None else '-':<40}  {source}")

    @app.command(
        help=Text("检查设置文件；有错误时退出码为 2", "check a settings file; exit code 2 if it is wrong").read(lang)
    )
    def check(
        context: typer.Context, path: Annotated[Path, file] = Path("night.toml"), lang: Language = lang_given
    ) -> None:
        faults = faults_of(path, run_of(context))
        for fault in faults:
            typer.echo(fault.read(lang), err=True)
        if faults:
            raise typer.Exit(EXIT_USAGE)
        typer.echo(Text(f"{path}：没有错误", f"{path}: no faults").read(lang))

    return app


def _sample(run: typer.Context, lang: Language) -> Iterator[str]:
    yield Text(
        "# qa-scorer run --config 的设置；路径从本文件所在的文件夹算起；命令行优先",
        "# settings for qa-scorer run --config; paths start from this file's folder; the command line goes first",
    ).read(lang)
    for name, option in options(run.command).items():
        yield ""
        yield f"# {option.help}"
        example = _EXAMPLES.get(name)
        value = option.default if example is None else example
        if value is None:
            value = ["…"] if is_list(option) else "…"
        yield f"{'# ' if example is None else ''}{name} = {_toml(value)}"


def _toml(value: Any) -> str:
    """JSON's texts, numbers, booleans and lists are TOML's."""
    return json.dumps(value, ensure_ascii=False)


_HELP = Text("run 的设置文件：写样例、查看、检查", "settings files for run: write one, show, check")
_CHECK = Text("检查设置文件；有错误时退出码为 2", "check a settings file; exit code 2 if it is wrong")
_EXISTS = Text("这个文件已经有了，没有覆盖", "it exists already and was left alone")
_ANOTHER_NAME = Text("换一个文件名，或先移走它", "give another name, or move it away first")
