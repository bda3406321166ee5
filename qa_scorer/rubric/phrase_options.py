"""The alternatives within a phrase, (a|b), one by one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHOICE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Option:
    """One of several alternatives: the phrase with it alone in its brackets, and with all but it."""

    text: str  # may be empty: the brackets may be left out
    alone: str
    without: str


def options(phrase: str) -> Iterator[Option]:
    """Every alternative in `phrase`, from left to right; none where there is nothing to choose from."""
    for choice in _CHOICE.finditer(phrase):
        texts = choice[1].split("|")
        head, tail = phrase[: choice.start()], phrase[choice.end() :]
        for place, text in enumerate(texts) if len(texts) > 1 else ():
            others = "|".join(texts[:place] + texts[place + 1 :])
            yield Option(text, f"{head}{text}{tail}", f"{head}({others}){tail}")
