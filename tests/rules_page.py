"""docs/rules.md: every standard, its rule, its check and how well it can be judged, from the shipped rubrics.

`python -m tests.rules_page` writes it again; a test sees that it is up to date.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from qa_scorer.language import Language, Text
from qa_scorer.rubric import shipped_rubric
from qa_scorer.rubric.load import RubricFile, WrittenRule, load_rubric_file
from qa_scorer.rubric.shipped import shipped_names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
_MAIN = "telecom_hotline"
_HEAD = Text(
    "# 标准与规则\n\n由自带的评分表生成（`python -m tests.rules_page`）。分值是 telecom_hotline 的；"
    "复核：不扣分，交人工；关：随表提供，默认不问。来源：H 行业客服手册，M 移动热线规范，T 电信服务培训，"
    "C 呼叫中心标准，U 网络运营商服务管理办法，+ 自加。",
    "# Standards and rules\n\nMade from the shipped rubrics (`python -m tests.rules_page`). The points are those of "
    "telecom_hotline; review: costs nothing, a person decides; off: shipped, but not asked. Sources: H industry "
    "handbook, M mobile hotline conduct rules, T telecom service training, C call-centre standard, U network "
    "operator's service management rules, + our own addition. [中文](#标准与规则)",
)
_COLUMNS = Text(
    "| 标准 | 规则 | 来源 | 分值 | 检查 | 怎样检查 | 判断得怎样 |",
    "| standard | rule | from | points | check | how | how well |",
)
_DIFFERENT = Text("## {} 里不同的规则", "## What differs in {}")
_CALLS_ONLY = Text("只用于部分通话", "certain calls only")


def page() -> str:
    main = load_rubric_file(shipped_rubric(_MAIN))
    others = [load_rubric_file(shipped_rubric(name)) for name in shipped_names() if name != _MAIN]
    return "\n".join(line for lang in ("en", "zh") for line in _part(main, others, lang)) + "\n"  # type: ignore[arg-type]


def _part(main: RubricFile, others: list[RubricFile], lang: Language) -> Iterator[str]:
    yield _HEAD.read(lang)
    yield from _table(main.rules, lang)
    theirs = {written.rule.id: written for written in main.rules}
    for other in others:
        yield _DIFFERENT.read(lang).format(other.rubric.id)
        yield from _table([rule for rule in other.rules if _differs(rule, theirs.get(rule.rule.id))], lang)


def _differs(written: WrittenRule, base: WrittenRule | None) -> bool:
    return base is None or (written.rule, written.in_file.off) != (base.rule, base.in_file.off)


def _table(rules: "tuple[WrittenRule, ...] | list[WrittenRule]", lang: Language) -> Iterator[str]:
    yield ""
    yield _COLUMNS.read(lang)
    yield "|---|---|---|---|---|---|---|"
    for written in rules:
        rule, check = written.rule, import_module(f"qa_scorer.checks.{written.rule.check}")
        how = (rule.method or check.METHOD).read(lang)
        cells = (f"`{rule.id}`", rule.title.read(lang), rule.source, _points(written, lang), f"`{rule.check}`", how,
                 _reliability(written, check.RELIABILITY, lang))  # fmt: skip
        yield "| " + " | ".join(cells) + " |"
    yield ""


def _points(written: WrittenRule, lang: Language) -> str:
    rule, words = written.rule, list[Text]()
    if rule.bonus:
        words.append(Text("加分", "bonus"))
    if rule.fatal:
        words.append(Text("一票否决", "fatal"))
    if rule.review:
        words.append(Text("复核", "review"))
    if written.in_file.off:
        words.append(Text("关", "off"))
    return ", ".join([*([] if rule.review else [f"{rule.weight:g}"]), *(word.read(lang) for word in words)])


def _reliability(written: WrittenRule, check: Text, lang: Language) -> str:
    only = [_CALLS_ONLY.read(lang)] if written.rule.applies_when else []
    return ("；" if lang == "zh" else "; ").join([check.read(lang), *only])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
