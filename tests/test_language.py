"""What people read is in the language they asked for."""

import pytest

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
