"""What can be wrong with a rubric file, each fault with its line and in both languages."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.rubric.fault import Fault
from qa_scorer.rubric.file_format import ConditionInFile, RubricInFile, RuleInFile, SectionInFile
from qa_scorer.rubric.yaml_source import Place, Source

_WEIGHT_TOTAL = 100.0
_PATTERNS = {  # what pydantic checks with an expression, said in words
    "id": Text("小写字母、数字和下划线，规则写成“部分.名称”", "small letters, digits and _; a rule is “section.name”")
}


def rubric_faults(source: Source, file: RubricInFile) -> Iterator[Fault]:
    """Faults of the rubric as a whole."""
    total = sum(
        rule.weight * section.points_per_weight
        for section in file.sections
        for rule in section.rules
        if not rule.off and not rule.bonus
    )
    if abs(total - _WEIGHT_TOTAL) > 1e-6:
        yield Fault(
            where=source.where(("sections",)),
            code="weights",
            what=Text(f"各项分值之和是 {total:g}，应为 100", f"the weights add up to {total:g}, not 100"),
            mend=_shared_out(total),
        )
    seen: set[str] = set()
    for section_index, section in enumerate(file.sections):
        for rule_index, rule in enumerate(section.rules):
            place = ("sections", section_index, "rules", rule_index)
            if rule.id in seen:
                yield Fault(
                    where=source.where((*place, "id")),
                    code="duplicate-rule",
                    what=Text(f"规则 {rule.id} 重复", f"the rule {rule.id} stands twice"),
                    mend=Text("改一个编号，或删去一条", "give one of them another id, or take it out"),
                )
            seen.add(rule.id)
            yield from _points_faults(source, rule, place)


def _shared_out(total: float) -> Text:
    off = abs(total - _WEIGHT_TOTAL)
    if total > _WEIGHT_TOTAL:
        return Text(f"从某些 weight 中减去 {off:g} 分", f"take {off:g} points from some of the weights")
    return Text(f"把 {off:g} 分加到某些 weight 上", f"give {off:g} points more to some of the weights")


def _points_faults(source: Source, rule: RuleInFile, place: Place) -> Iterator[Fault]:
    """A rule says what it costs; one for review only can neither cost points nor fail a call."""
    if "weight" not in rule.model_fields_set and not (rule.review or rule.deduct or rule.fatal):
        yield Fault(
            where=source.where(place),
            code="missing-key",
            what=Text(f"{rule.id} 缺少 weight", f"{rule.id}: weight is missing"),
            mend=Text("写上分值；不计分写 weight: 0", "write its points; weight: 0 if it has none"),
        )
    for key, points in (("weight", rule.weight), ("deduct", rule.deduct)):
        if rule.review and points:
            yield _only_reviewed(source.where((*place, key)), rule, Text(f"{key} 应为 0", f"its {key} must be 0"))
    if rule.review and rule.fatal:
        yield _only_reviewed(source.where((*place, "fatal")), rule, Text("不能一票否决", "it cannot be fatal"))


def _only_reviewed(where: str, rule: RuleInFile, wrong: Text) -> Fault:
    return Fault(
        where=where,
        code="review-points",
        what=Text(f"{rule.id} 只供复核（review），{wrong.zh}", f"{rule.id} is for review only: {wrong.en}"),
        mend=Text("删去这一行，或去掉 review", "take this line out, or review"),
    )


def no_such_rule(source: Source, place: Place, name: str, known: tuple[str, ...]) -> Fault:
    near = near_miss(name, known)
    return Fault(
        where=source.where(place),
        code="no-such-rule",
        what=Text(f"不能以 {name} 为准{near.zh}", f"it cannot go by {name}{near.en}"),
        mend=Text(
            "写同一评分表里另一条规则的编号，而且那一条自己不以别的为准",
            "name another rule of the rubric that does not go by a third one",
        ),
    )


def unknown_check(source: Source, place: Place, name: str, known: tuple[str, ...]) -> Fault:
    near = near_miss(name, known)
    return Fault(
        where=source.where((*place, "check")),
        code="unknown-check",
        what=Text(f"没有 {name} 这种检查{near.zh}", f"there is no check {name}{near.en}"),
        mend=Text(f"写其中一种：{'、'.join(known)}", f"write one of: {', '.join(known)}"),
    )


def schema_faults(
    source: Source, problem: ValidationError, rule: Place = (), keys: tuple[str, ...] = ()
) -> Iterator[Fault]:
    """What pydantic found in the file, or in the parameters of the rule at `rule`, which have these `keys`."""
    for error in problem.errors(include_url=False):
        place = (*rule, *error["loc"][1 if rule else 0 :])
        key = str(place[-1]) if place else ""
        yield _schema_fault(source.where(place), key, error, (*keys, *_known_keys()))


def _schema_fault(where: str, key: str, error: Any, known: tuple[str, ...]) -> Fault:
    if not key:
        return Fault(where=where, code="value", what=_NO_RUBRIC, mend=_BEGIN_WITH)
    if error["type"] == "missing":
        what, mend = Text(f"缺少 {key}", f"{key} is missing"), Text(f"补上 {key}", f"write {key}: and what it is")
        return Fault(where=where, code="missing-key", what=what, mend=mend)
    if error["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = near_miss(key, known)
        what = Text(f"不认识的键 {key}{near.zh}", f"unknown key {key}{near.en}")
        mend = Text("改正或删去这个键；检查缩进", "correct it or take it out; check its indentation")
        return Fault(where=where, code="unknown-key", what=what, mend=mend)
    return Fault(where=where, code="value", what=_not_right(key, error), mend=_HOW_TO_WRITE)


def _not_right(key: str, error: Any) -> Text:
    problem = error.get("ctx", {}).get("error")
    if isinstance(problem, WrongValue):
        said = problem.said
        return Text(f"{key}：{said.zh}", f"{key}: {said.en}") if key.isidentifier() else said
    if error["type"] == "string_pattern_mismatch" and key in _PATTERNS:
        wanted = _PATTERNS[key]
        return Text(f"{key} 的值不对：应为{wanted.zh}", f"{key} is not right: it must be {wanted.en}")
    wanted_zh = _wanted(error["type"], error.get("ctx", {}))
    return Text(f"{key} 的值不对：{wanted_zh or error['msg']}", f"{key} is not right: {error['msg']}")


_NO_RUBRIC = Text(
    "不是评分表：应有 id、version、title、pass_mark、sections 等键",
    "no rubric: it has to have the keys id, version, title, pass_mark and sections",
)
_BEGIN_WITH = Text("用 qa-scorer rubric new 可写出一个带说明的", "`qa-scorer rubric new` writes one to begin with")
_HOW_TO_WRITE = Text(
    "按 qa-scorer rubric explain 或编辑器的提示改写", "rewrite it as `qa-scorer rubric explain` or your editor shows it"
)


def _known_keys() -> tuple[str, ...]:
    models = (RubricInFile, SectionInFile, RuleInFile, ConditionInFile)
    return tuple(key for model in models for key in model.model_fields)


def _wanted(kind: str, limits: dict[str, Any]) -> str:
    """In Chinese what pydantic says in English; empty for what it rarely says."""
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"应不小于 {limits['ge']:g}" if "ge" in limits else f"应不大于 {limits['le']:g}"
    if kind in ("literal_error", "enum"):
        return f"应为 {limits['expected']}"
    kinds = {
        "tuple": "应为列表，写成 [甲, 乙]", "list": "应为列表，写成 [甲, 乙]", "string": "应为文字",
        "int": "应为整数", "float": "应为数字", "bool": "应为 true 或 false",
        "dataclass": "应为一组键值", "model": "应为一组键值", "too": "内容太少或太多",
    }  # fmt: skip
    return kinds.get(kind.split("_")[0], "")


def near_miss(word: str, known: tuple[str, ...]) -> Text:
    match = get_close_matches(word, known, n=1)
    return Text(f"，是不是 {match[0]}？", f"; did you mean {match[0]}?") if match else Text("", "")
