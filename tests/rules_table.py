"""The README's table of every standard: its rule, its check and how well it can be judged, from the shipped rubrics.

`python -m tests.rules_table` writes it again; a test sees that it is up to date.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from qa_scorer.checks import find_check
from qa_scorer.rubric import shipped_rubric
from qa_scorer.rubric.load import RubricFile, WrittenRule, load_rubric_file

README = Path(__file__).resolve().parents[1] / "README.md"
_RUBRICS: Final = {"hotline": "telecom_hotline", "VIP": "vip_desk", "message": "message_desk"}
_TABLE = re.compile(r"(?<=<!-- made by python -m tests.rules_table -->\n\n).*?(?=\n\n</details>)", re.DOTALL)


def table() -> str:
    """A row a standard, in the order of the rubric."""
    files = [load_rubric_file(shipped_rubric(name)) for name in _RUBRICS.values()]
    return "\n".join(_rows(files))


def shown(readme: str) -> str:
    """The table that stands in the README."""
    found = _TABLE.search(readme)
    assert found, "the README has no place for the table"
    return found.group()


def _rows(files: list[RubricFile]) -> Iterator[str]:
    yield f"| standard and rule | what it asks | {' | '.join(_RUBRICS)} | check | how well it can be judged |"
    yield "|---|---|---|---|---|---|---|"
    desks = [{written.rule.id: written for written in file.rules} for file in files]
    for main in files[0].rules:
        rule, reliability = main.rule, find_check(main.rule.check).reliability
        points = [_points(desk[rule.id], main) for desk in desks]
        cells = [f"`{rule.id}`", f"{rule.title.en} {rule.title.zh}", *points, f"`{rule.check}`", reliability.en]
        yield f"| {' | '.join(cells)} |"


def _points(written: WrittenRule, main: WrittenRule) -> str:
    """What the rule costs at that desk; a star where it looks for something else there than at the hotline."""
    if written.in_file.off:
        return "off"
    rule = written.rule
    star = "\\*" if (rule.params, rule.applies_when) != (main.rule.params, main.rule.applies_when) else ""
    if rule.review:
        return f"review{star}"
    return f"{rule.weight:g}{star}{', bonus' if rule.bonus else ''}{', fatal' if rule.fatal else ''}"


if __name__ == "__main__":
    README.write_text(_TABLE.sub(lambda _: table(), README.read_text(encoding="utf-8")), encoding="utf-8")
