"""A rule in words: what it asks, of whom and where, what counts, what it costs, and its examples."""

from collections.abc import Iterator, Mapping
from typing import Final

from qa_scorer.language import Text
from qa_scorer.model import Outcome, Rule
from qa_scorer.rubric.file_format import ConditionInFile
from qa_scorer.rubric.load import RubricFile, WrittenRule
from qa_scorer.rubric.manual_pages import manual_page
from qa_scorer.rubric.yaml_source import Plain

_SIDES: Final = {"agent": Text("坐席", "the agent"), "customer": Text("客户", "the customer")}
_KEYS: Final = {
    "any_of": Text("说了任何一句即可", "any one of these will do"),
    "all_of": Text("每一句都要说", "all of these"),
    "in_order": Text("按次序说", "in this order"),
    "none_of": Text("一句也不能说", "none of these"),
    "then": Text("随后要说其中一句", "then one of these has to follow"),
    "when": Text("出现这种情况时", "when this happens"),
    "except_in": Text("在这些话里不算", "but not as part of"),
    "whole_turn": Text("整句只有它时才算", "only as a whole turn"),
    "settled_by": Text("随后这样说就不算", "unless one of these follows"),
    "within": Text("范围", "where"),
    "role": Text("谁说", "said by"),
    "by": Text("谁说", "said by"),
    "steps": Text("步骤", "steps"),
    "measure": Text("测量", "measure"),
    "full": Text("满分范围", "full points within"),
    "none": Text("超出则零分", "no points beyond"),
    "bands": Text("测量和范围", "measures and bands"),
}
_WINDOW: Final = {
    "first_turns": Text("前 {} 句", "the first {} turns"),
    "last_turns": Text("最后 {} 句", "the last {} turns"),
    "first_s": Text("前 {} 秒", "the first {} s"),
    "last_s": Text("最后 {} 秒", "the last {} s"),
    "first_percent": Text("通话的前 {}%", "the first {} % of the call"),
    "last_percent": Text("通话的最后 {}%", "the last {} % of the call"),
    "after_s": Text("{} 秒以后", "after {} s"),
    "before_s": Text("{} 秒以前", "before {} s"),
}
_OUTCOMES: Final = {
    Outcome.MET: Text("做到", "met"),
    Outcome.MISSED: Text("未做到", "missed"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Outcome.UNDETERMINED: Text("未判定", "undetermined"),
}


def explained(file: RubricFile, written: WrittenRule) -> Iterator[Text]:
    """The rule line by line; all but the first are indented."""
    rule = written.rule
    yield _title(written)
    for head, words in ((Text("要求", "asks"), rule.standard), (Text("怎么查", "checked"), _method(rule))):
        if words:
            yield _line(head, words)
    for key, value in (written.in_file.model_extra or {}).items():
        yield _line(_KEYS.get(key, Text(key, key)), _value(key, value))
    for condition in (written.section.applies_when, written.in_file.applies_when):
        if condition:
            yield _line(Text("只用于", "only for"), _condition(condition))
    if rule.advice:
        yield _line(Text("应当这样说", "say instead"), rule.advice)
    if rule.source:
        yield _line(Text("出处", "source"), Text(rule.source, rule.source))
    yield _line(Text("写在", "stands at"), Text(*[file.source.where((*written.place, "id"))] * 2))
    for outcome, name in _OUTCOMES.items():
        for example in written.in_file.examples.of(outcome):
            said = " / ".join(line.strip() for line in example.dialogue.splitlines() if line.strip())
            yield _line(Text(f"例子·{name.zh}", f"example, {name.en}"), Text(said, said))


def overview(file: RubricFile) -> Iterator[Text]:
    """The whole rubric, a line a rule."""
    rubric = file.rubric
    yield Text(
        f"{rubric.title.zh}（{rubric.id} {rubric.version}），及格线 {rubric.pass_mark:g}",
        f"{rubric.title.en} ({rubric.id} {rubric.version}), pass mark {rubric.pass_mark:g}",
    )
    section = ""
    for written in file.rules:
        if written.section.id != section:
            section, title = written.section.id, written.section.title
            yield Text(f"\n{title.zh}", f"\n{title.en}")
        words = _title(written)
        yield Text(f"  {words.zh}", f"  {words.en}")
    yield Text("\n加上规则编号看详情，例如", "\nadd the id of a rule to see more, such as")
    yield Text(*[f"  qa-scorer rubric explain {file.source.path} {file.rules[0].rule.id}"] * 2)


def _title(written: WrittenRule) -> Text:
    rule, costs = written.rule, _costs(written)
    return Text(f"{rule.id}  {rule.title.zh}（{costs.zh}）", f"{rule.id}  {rule.title.en} ({costs.en})")


def _costs(written: WrittenRule) -> Text:
    rule = written.rule
    told = [Text(f"{rule.weight:g} 分", f"{rule.weight:g} points")]
    if rule.bonus:
        told = [Text(f"附加分 {rule.weight:g}", f"a bonus of {rule.weight:g} points")]
    if rule.review:
        told = [Text("只供人工复核，不扣分", "for review only, costs nothing")]
    if rule.deduct:
        told.append(Text(f"未做到另扣 {rule.deduct:g} 分", f"a miss takes {rule.deduct:g} more off"))
    if rule.fatal == "call":
        told.append(Text("一票否决：整通不合格", "fatal: a miss fails the call"))
    if rule.fatal == "section":
        told.append(Text("一票否决：本部分零分", "fatal: a miss leaves the section without points"))
    if written.in_file.off:
        told.append(Text("停用", "off"))
    return Text("，".join(text.zh for text in told), ", ".join(text.en for text in told))


def _method(rule: Rule) -> Text:
    if rule.method:
        return rule.method
    return Text(rule.check, manual_page(rule.check).summary)


def _line(head: Text, words: Text) -> Text:
    return Text(f"  {head.zh}：{words.zh}", f"  {head.en}: {words.en}")


def _value(key: str, value: Plain) -> Text:
    if isinstance(value, Mapping):
        if value.keys() <= _WINDOW.keys():
            return _joined("，", ", ", [_bound(name, bound) for name, bound in value.items()])
        return _joined("；", "; ", [_pair(name, inner) for name, inner in value.items()])
    if isinstance(value, list | tuple):
        return _joined(" / ", " / ", [_value(key, inner) for inner in value])
    if isinstance(value, str) and value in _SIDES and key in ("role", "by", "excused_when_released_by"):
        return _SIDES[value]
    if isinstance(value, bool):
        return Text("是" if value else "否", "yes" if value else "no")
    if value is None:
        return Text("不限", "no limit")
    return Text(*[f"{value:g}" if isinstance(value, float) else str(value)] * 2)


def _bound(name: str, bound: Plain) -> Text:
    return Text(_WINDOW[name].zh.format(bound), _WINDOW[name].en.format(bound))


def _pair(name: str, inner: Plain) -> Text:
    head, words = _KEYS.get(name, Text(name, name)), _value(name, inner)
    return Text(f"{head.zh} {words.zh}", f"{head.en} {words.en}")


def _joined(zh: str, en: str, told: list[Text]) -> Text:
    return Text(zh.join(text.zh for text in told), en.join(text.en for text in told))


def _condition(condition: ConditionInFile) -> Text:
    return _value("", condition.model_dump(exclude_defaults=True))
