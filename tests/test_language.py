"""What people read is in the language they asked for."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from qa_scorer.cli.main import build_app
from qa_scorer.errors import system_reason
from qa_scorer.language import Text
from tests.command import qa_scorer


@pytest.mark.parametrize("command", [(), ("run",), ("rubric", "check"), ("models", "list")])
def test_help_is_in_chinese_and_in_english(command: tuple[str, ...]) -> None:
    chinese, english = (qa_scorer(*command, "--help", lang=lang).stdout for lang in ("zh", "en"))
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese)
    assert not any("\u4e00" <= char <= "\u9fff" for char in english)


def test_the_option_beats_the_locale() -> None:
    assert "正确" in qa_scorer("rubric", "check", "--lang", "zh", lang="en").stdout
    assert "right" in qa_scorer("rubric", "check", "--lang=en", lang="zh").stdout


def test_an_unknown_option_is_a_usage_error_with_advice() -> None:
    done = qa_scorer("run", "--no-such-option")
    assert done.returncode == 2
    assert "--help" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"), [(("run",), "recordings"), (("run", "x", "--out", "y", "--engine", "z"), "z")]
)
def test_a_command_that_is_not_right_is_told_once_in_the_language(arguments: tuple[str, ...], words: str) -> None:
    done = qa_scorer(*arguments, lang="zh")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "命令写得不对" in done.stderr
    assert words in done.stderr


def test_an_error_is_told_once_and_in_the_language() -> None:
    done = qa_scorer("run", "no-such-folder", "--out", "reports/none", lang="zh")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "处理办法" in done.stderr


def test_the_language_may_stand_before_the_command() -> None:
    assert "正确" in qa_scorer("--lang", "zh", "rubric", "check", lang="en").stdout


def commands(command: Any) -> Iterator[Any]:
    for below in getattr(command, "commands", {}).values():
        yield from commands(below)
    if not getattr(command, "commands", None):
        yield command


def test_every_command_takes_the_language() -> None:
    every = list(commands(get_command(build_app("en"))))
    assert len(every) > 25
    assert [
        each.name for each in every if "--lang" not in {name for option in each.params for name in option.opts}
    ] == []


def test_what_the_system_says_is_said_in_chinese_where_there_is_a_word_for_it(tmp_path: Path) -> None:
    with pytest.raises(OSError) as missing:
        (tmp_path / "none").read_text("utf-8")
    assert system_reason(missing.value) == Text("没有这个文件或文件夹", "No such file or directory")
    assert system_reason(OSError(errno.EDOM, "odd")) == Text("odd", "odd")
