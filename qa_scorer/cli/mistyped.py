"""What Typer says of a command line that it cannot read, which is English only, in both languages."""

import re
from typing import Final

from qa_scorer.language import Text

# What it says, and the same in Chinese; \1 and \2 are what stands in the brackets. The first that fits counts.
_SAID: Final = (
    (r"Missing \w+ '(.+?)'\.?(?: .*)?", r"缺少 \1"),
    (r"No such option: (\S+)", r"没有 \1 这个选项"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有 \1 这个选项，是不是 \2？"),
    (r"No such command '(.+?)'\.", r"没有 \1 这个命令"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"没有 \1 这个命令，是不是 \2？"),
    (r"Option '(.+?)' requires an argument\.", r"\1 后面要写一个值"),
    (r"Got unexpected extra argument\S* \((.+)\)", r"多出来的内容：\1"),
    (r"Invalid value for '(.+?)': (?:Value error, )?'(.*)' is not one of (.+?)\.?", r"\1 只能是 \3 之一，不能是 \2"),
    (r"Invalid value for '(.+?)': Input should be a valid number.*", r"\1 要写数字"),
    (r"Invalid value for '(.+?)': Input should be a valid integer.*", r"\1 要写整数"),
    (r"Invalid value for '(.+?)': Input should be greater than or equal to (\S+)", r"\1 不能小于 \2"),
    (r"Invalid value for '(.+?)': .* does not match the formats? '%Y-%m-%d'\.?", r"\1 要写成 2026-11-18 这样的日期"),
)  # fmt: skip


def mistyped(said: str) -> Text:
    """In Chinese as far as it is known; else as it is."""
    for pattern, words in _SAID:
        if found := re.fullmatch(pattern, said):
            return Text(found.expand(words).replace("'", ""), said.replace("Value error, ", ""))
    return Text(said, said)
