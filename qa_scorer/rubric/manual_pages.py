"""The manual page of a check, read from the docstring of its module: what it asks, and what each parameter means."""

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module

from qa_scorer.checks import find_check

_PARAMETER = re.compile(r" {4}(\w+(?:(?:,| /) \w+)*)(.*)")


@dataclass(frozen=True, slots=True)
class ManualPage:
    """`parameters` tells of each key what it means; keys that stand together share their words."""

    summary: str
    parameters: dict[str, str]


@cache
def manual_page(check: str) -> ManualPage:
    page = import_module(f"qa_scorer.checks.{check}").__doc__ or ""
    summary, _, rest = page.partition("\n")
    _, _, block = rest.partition("\nParameters\n")
    names = {field.name for field in fields(find_check(check).params)}
    return ManualPage(summary.strip(), _parameters(block.split("\n\n")[0], names))


def _parameters(block: str, names: set[str]) -> dict[str, str]:
    """Lines of `    name   what it means`, and lines that go on from there."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in block.splitlines():
        start = _PARAMETER.fullmatch(line)
        keys = [key for key in re.split(r",? /? ?", start[1]) if key in names] if start else []
        if start and keys:
            words = [start[2].strip()]
            found |= dict.fromkeys(keys, words)
        else:
            words.append(line.strip())
    return {name: " ".join(filter(None, told)) for name, told in found.items()}
