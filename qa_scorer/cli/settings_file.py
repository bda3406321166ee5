"""The settings file of `run`, such as night.toml: the options' own names, one a line; the command line goes before it.

    recordings = ["D:/calls/2026-11-18"]
    out = "reports"
    agent-channel = "left"

Paths are taken from the folder that the file lies in: a timer may start the night anywhere.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import typer

from qa_scorer.cli.mistyped import mistyped
from qa_scorer.errors import UsageError, system_reason
from qa_scorer.language import Text

_NOT_IN_FILE: Final = frozenset({"config", "help"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the file: what it sets, to what, and where it stands."""

    parameter: str
    value: Any
    line: int


def options(command: Any) -> Mapping[str, Any]:
    """What can stand in the file: every option of `command` and its argument, by the name it is written with."""
    every = {parameter.opts[0].lstrip("-"): parameter for parameter in command.params}
    return {name: parameter for name, parameter in every.items() if name not in _NOT_IN_FILE}


def read_settings(path: Path, context: typer.Context) -> tuple[Setting, ...]:
    """The settings in `path`, checked as the command line is. Raises UsageError at the first fault."""
    faults: list[UsageError] = []
    settings = tuple(_settings(path, context, faults))
    if faults:
        raise faults[0]
    return settings


def faults_of(path: Path, context: typer.Context) -> list[UsageError]:
    """Everything that is wrong with the file."""
    faults: list[UsageError] = []
    try:
        list(_settings(path, context, faults))
    except UsageError as unreadable:
        return [unreadable]
    return faults


def use_settings(context: typer.Context, path: Path | None) -> Path | None:
    """The callback of `--config`: what the file says becomes the default of the command's options."""
    if path:
        context.default_map = {setting.parameter: setting.value for setting in read_settings(path, context)}
    return path


def use_settings_of_run(context: typer.Context, path: Path | None) -> Path | None:
    """The same for another command that shares some of `run`'s options."""
    if path:
        own = {parameter.name for parameter in context.command.params}
        settings = read_settings(path, run_of(context))
        context.default_map = {each.parameter: each.value for each in settings if each.parameter in own}
    return path


def as_used(context: typer.Context) -> dict[str, object]:
    """What a command runs with, option by option, wherever it was given: as the store keeps it of each run."""
    return {name: _as_written(value) for name, value in context.params.items() if value is not None}


def _as_written(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_as_written(each) for each in value]
    return value if isinstance(value, bool | int | float) else str(value)


def run_of(context: typer.Context) -> typer.Context:
    """A context of the command `run`, whose options are the file's."""
    root: Any = context.find_root()
    return typer.Context(root.command.commands["run"], info_name="run", parent=root)


def _settings(path: Path, context: typer.Context, faults: list[UsageError]) -> Iterator[Setting]:
    text = _read(path)
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise _not_toml(path, str(problem)) from problem
    known = options(context.command)
    for name, value in written.items():
        line = _line_of(text, name)
        if name not in known:
            faults.append(_unknown(path, line, name, list(known)))
        elif why := _wrong(known[name], value, context):
            faults.append(UsageError(where=f"{path}:{line}", why=why, mend=_see_help(name)))
        else:
            yield Setting(known[name].name, _from_here(known[name], value, path.parent), line)


def _wrong(option: Any, value: Any, context: typer.Context) -> Text | None:
    """Why `value` is none for that option."""
    name, annotation = option.opts[0].lstrip("-"), option.type_descriptor.annotation
    if annotation is bool and not isinstance(value, bool):
        return Text(f"{name} 要写 true 或 false", f"{name} must be true or false")
    if is_list(option) != isinstance(value, list):
        bracket = Text('要写成列表，如 ["…"]', 'must be a list, as in ["…"]')
        single = Text("只能是一个值", "must be a single value")
        shape = bracket if is_list(option) else single
        return Text(f"{name} {shape.zh}", f"{name} {shape.en}")
    try:
        option.process_value(context, _as_typed(value))
    except typer.TyperException as problem:
        return mistyped(problem.format_message().rstrip("."))
    return None


def _as_typed(value: Any) -> Any:
    """As it would have been typed: a number is written without quotes in the file, and on the command line too."""
    if isinstance(value, list):
        return [_as_typed(each) for each in value]
    return value if isinstance(value, bool) else str(value)


def _from_here(option: Any, value: Any, folder: Path) -> Any:
    if "Path" not in str(option.type_descriptor.annotation):
        return _as_typed(value)
    if isinstance(value, list):
        return [str(folder / each) for each in value]
    return str(folder / value)


def is_list(option: Any) -> bool:
    """Whether it can be given several times, and so stands in the file as a list."""
    return option.nargs == -1 or bool(getattr(option, "multiple", False))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as problem:
        why = Text(f"读不了（{system_reason(problem).zh}）", f"it cannot be read ({system_reason(problem).en})")
        mend = Text("检查路径；qa-scorer config init 会写一份样例", "check the path; qa-scorer config init writes one")
        raise UsageError(where=str(path), why=why, mend=mend) from problem
    except UnicodeDecodeError as problem:
        why = Text("不是 UTF-8 编码", "it is not UTF-8")
        raise UsageError(where=str(path), why=why, mend=Text("用 UTF-8 保存", "save it as UTF-8")) from problem


def _line_of(text: str, name: str) -> int:
    """Where `name` is set, or the section of that name begins."""
    begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if begins.match(line)), 1)


def _not_toml(path: Path, problem: str) -> UsageError:
    place = re.search(r"line (\d+), column (\d+)", problem)
    return UsageError(
        where=f"{path}:{place[1]}:{place[2]}" if place else str(path),
        why=Text(f"不是 TOML（{problem}）", f"it is not TOML ({problem})"),
        mend=Text(
            "每行写成 选项 = 值，文字加引号，Windows 路径用 / 或单引号",
            "write NAME = VALUE, text in quotes, Windows paths with / or in single quotes",
        ),
    )


def _unknown(path: Path, line: int, name: str, known: list[str]) -> UsageError:
    near = get_close_matches(name.replace("_", "-").lower(), known, n=1)
    return UsageError(
        where=f"{path}:{line}",
        why=Text(f"没有“{name}”这个选项", f"there is no option {name!r}"),
        mend=Text(f"如果是指 {near[0]}，请照此改正", f"write {near[0]}, if that is what you mean")
        if near
        else Text("用 qa-scorer config init 看全部选项", "see all options with qa-scorer config init"),
    )


def _see_help(name: str) -> Text:
    return Text(f"qa-scorer run --help 里有 {name} 的说明", f"see {name} in qa-scorer run --help")
