"""A command line that cannot be read is told in the reader's language."""

import pytest

from qa_scorer.cli.mistyped import mistyped
from qa_scorer.language import Text
from tests.command import qa_scorer

_MISTYPED = {
    "run": "缺少 recordings",
    "run calls": "缺少 --out",
    "run calls --out": "--out 后面要写一个值",
    "run calls --out r --audio loud": "--audio 只能是 copy, link, none 之一，不能是 loud",
    "run calls --out r --settle x": "--settle 要写数字",
    "run calls --out r --settle -1": "--settle 不能小于 0",
    "status --last x": "--last 要写整数",
    "run calls --out r -z": "没有 -z 这个选项",
    "rum": "没有 rum 这个命令，是不是 run？",
    "rescore --out r --since 2026": "--since 要写成 2026-11-18 这样的日期",
    "version 2": "多出来的内容：2",
}


@pytest.mark.parametrize("line", _MISTYPED)
def test_it_is_told_in_chinese(line: str) -> None:
    done = qa_scorer(*line.split(), lang="zh")
    assert (done.returncode, done.stderr) == (2, f"命令写得不对：{_MISTYPED[line]}（加 --help 看用法）\n")


def test_and_in_english() -> None:
    done = qa_scorer("run", "calls", "--out", "r", "--audio", "loud")
    assert done.stderr.startswith("Invalid value for '--audio': 'loud' is not one of 'copy', 'link', 'none'")


def test_what_may_be_meant_is_told() -> None:
    told = mistyped("No such option: --oot (Possible options: --export, --out)")
    assert told.zh == "没有 --oot 这个选项，是不是 --export, --out？"


def test_what_is_not_known_is_told_as_it_is() -> None:
    assert mistyped("Something new.") == Text("Something new.", "Something new.")
