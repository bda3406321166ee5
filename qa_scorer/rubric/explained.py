"""A rule in words: what it asks, of whom and where, what counts, what it costs, and its examples."""

from collections.abc import Iterator, Mapping
from typing import Final

from qa_scorer.checks import find_check
from qa_scorer.checks._measures import GAUGES
from qa_scorer.language import Text
from qa_scorer.model import Outcome
from qa_scorer.rubric.file_format import ConditionInFile
from qa_scorer.rubric.key_words import KEYS, VALUES, WINDOW
from qa_scorer.rubric.load import RubricFile, WrittenRule
from qa_scorer.rubric.yaml_source import Plain

_CHOSEN: Final = ("role", "by", "excused_when_released_by", "needed", "direction", "days", "when", "measure")
_CHOICES: Final[dict[str, Text]] = VALUES | {str(measure): gauge.name for measure, gauge in GAUGES.items()}
_RANGES: Final = ("full", "none", "hours")
_NAMES: Final = ("name", "measure")  # of one of several elements, steps or bands
_NO_HEAD: Final = ("any_of",)
_OUTCOMES: Final = {
    Outcome.MET: Text("做到", "met"),
    Outcome.MISSED: Text("未做到", "missed"),
    Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
    Outcome.UNDETERMINED: Text("无法判定", "undetermined"),
}


def explained(file: RubricFile, written: WrittenRule) -> Iterator[Text]:
    """The rule line by line; all but the first are indented."""
    rule = written.rule
    yield _title(written)
    if rule.standard:
        yield _line(Text("要求", "asks"), rule.standard)
    if rule.method:
        yield _line(Text("怎么查", "checked"), rule.method)
    yield _line(Text("判断得怎样", "can be judged"), find_check(rule.check).reliability)
    for key, value in (written.in_file.model_extra or {}).items():
        yield from _told(key, value)
    for condition in (written.section.applies_when, written.in_file.applies_when):
        if condition:
            yield _line(Text("只用于", "only for"), _condition(condition))
    for head, other in ((Text("只看之后", "only after"), rule.after), (Text("只看之前", "only before"), rule.before)):
        if other:
            yield _line(head, Text(f"{other.title.zh}（{other.id}）", f"{other.title.en} ({other.id})"))
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
    points = f"{rule.weight:g} point{'' if rule.weight == 1 else 's'}"
    told = [Text(f"{rule.weight:g} 分", points)]
    if rule.bonus:
        told = [Text(f"附加分 {rule.weight:g}", f"a bonus of {points}")]
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


def _line(head: Text, words: Text) -> Text:
    return Text(f"  {head.zh}：{words.zh}", f"  {head.en}: {words.en}")


def _told(key: str, value: Plain) -> Iterator[Text]:
    """What a key holds: on its line, or a line each where it holds several things of several keys."""
    if isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
        yield Text(f"  {_words_for(key).zh}：", f"  {_words_for(key).en}:")
        yield from (Text(f"  {row.zh}", f"  {row.en}") for row in map(_row, value))
    else:
        yield _line(_words_for(key), _value(key, value))


def _row(value: Plain) -> Text:
    """`name: phrases; what else there is to it`."""
    assert isinstance(value, dict)  # all are where one is
    words = _joined("；", "; ", [_value(key, value[key]) if key in _NO_HEAD else _pair(key, value[key])
                                for key in value if key not in _NAMES])  # fmt: skip
    names = [_value(key, value[key]) for key in _NAMES if key in value]
    return _line(names[0], words) if names else Text(f"  {words.zh}", f"  {words.en}")


def _value(key: str, value: Plain) -> Text:
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        words = [_value(key, inner) for inner in value]
        return _joined(" 到 ", " to ", words) if key in _RANGES else _joined(" / ", " / ", words)
    if isinstance(value, bool):
        return Text("是" if value else "否", "yes" if value else "no")
    if value is None:
        return Text("不限", "no limit")
    if isinstance(value, str) and key in _CHOSEN:
        return _CHOICES.get(value, Text(value, value))
    return Text(*[f"{value:g}" if isinstance(value, float) else str(value)] * 2)


def _mapping(value: Mapping[str, Plain]) -> Text:
    if value.keys() <= WINDOW.keys():
        return _joined("，", ", ", [_bound(name, bound) for name, bound in value.items()])
    if value.keys() == {"zh", "en"}:
        return Text(str(value["zh"]), str(value["en"]))
    return _joined("；", "; ", [_pair(name, inner) for name, inner in value.items()])


def _bound(name: str, bound: Plain) -> Text:
    return Text(WINDOW[name].zh.format(bound), WINDOW[name].en.format(bound))


def _pair(key: str, inner: Plain) -> Text:
    head, words = _words_for(key), _value(key, inner)
    return Text(f"{head.zh} {words.zh}", f"{head.en} {words.en}")


def _words_for(key: str) -> Text:
    """A key that has no words of its own is said as it is written."""
    return KEYS.get(key, Text(key, key))


def _joined(zh: str, en: str, told: list[Text]) -> Text:
    return Text(zh.join(text.zh for text in told), en.join(text.en for text in told))


def _condition(condition: ConditionInFile) -> Text:
    return _value("", condition.model_dump(exclude_defaults=True))
