"""What the YAML parser says is wrong with a file, said so that a person can do something about it."""

import re
from pathlib import Path
from typing import Final

import yaml

from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault

_LOOK: Final = Text(
    "检查该行和上一行的缩进、引号、括号和冒号", "check indentation, quotes, brackets and colons there and above"
)
_TAB: Final = (Text("缩进里有制表符（Tab）", "a tab in the indentation"), Text("缩进用空格", "indent by spaces"))
_CONTROL: Final = (
    Text("含有控制字符", "it holds a control character"),
    Text("确认选对了文件", "check that this is the right file"),
)
_KNOWN: Final = {  # by the parser's words; what it says besides is shown as it says it
    "mapping values are not allowed in this context": (
        Text("这里不该有冒号", "a colon where none can be"),
        Text("含冒号的文字加引号；检查缩进", "put text that has a colon in it in quotes; check the indentation"),
    ),
    "did not find expected key": (Text("这里应是一个键", "a key has to stand here"), _LOOK),
    "could not find expected ':'": (Text("少了冒号", "a colon is missing"), _LOOK),
    "did not find expected '-' indicator": (Text("这里应以“- ”开头", "“- ” has to stand here"), _LOOK),
    "did not find expected ',' or ']'": (Text("方括号里少了逗号或 ]", "a comma or ] is missing"), _LOOK),
    "did not find expected ',' or '}'": (Text("花括号里少了逗号或 }", "a comma or } is missing"), _LOOK),
    "found unexpected end of stream": (Text("引号没有结束", "a quotation mark has no end"), _LOOK),
}
_TAB_FIRST = re.compile(r" *\t")
_CONTROL_CHARACTER = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def not_yaml(path: Path, text: str, problem: yaml.YAMLError) -> Fault:
    """What the parser found wrong in the `text` of the file at `path`."""
    line, column = _line_and_column(text, problem)
    what, mend = _what_and_mend(text, line, problem)
    return Fault(
        where=f"{path}:{line}:{column}",
        code="yaml",
        what=Text(f"不是正确的 YAML：{what.zh}", f"not valid YAML: {what.en}"),
        mend=mend,
    )


def _line_and_column(text: str, problem: yaml.YAMLError) -> tuple[int, int]:
    if mark := getattr(problem, "problem_mark", None):
        return mark.line + 1, mark.column + 1
    before = text[: found.start()] if (found := _CONTROL_CHARACTER.search(text)) else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _what_and_mend(text: str, line: int, problem: yaml.YAMLError) -> tuple[Text, Text]:
    if _CONTROL_CHARACTER.search(text):
        return _CONTROL
    if _TAB_FIRST.match("".join(text.splitlines()[line - 1 : line])):
        return _TAB
    said = getattr(problem, "problem", None) or str(problem)
    return _KNOWN.get(said, (Text(said, said), _LOOK))
