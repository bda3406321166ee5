"""What can be wrong with a rubric file, each fault with its line and in both languages."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qa_scorer.errors import RubricError
from qa_scorer.language import Text
from qa_scorer.rubric.file_format import ConditionInFile, RubricInFile, RuleInFile, SectionInFile
from qa_scorer.rubric.yaml_source import Place, Source

_WEIGHT_TOTAL = 100.0


def rubric_faults(source: Source, file: RubricInFile) -> Iterator[tuple[str, Text]]:
    total = sum(
        rule.weight * section.points_per_weight
        for section in file.sections
        for rule in section.rules
        if not rule.off and not rule.bonus
    )
    if abs(total - _WEIGHT_TOTAL) > 1e-6:
        yield (
            source.where(("sections",)),
            Text(f"各项分值之和是 {total:g}，应为 100", f"the weights add up to {total:g}, not 100"),
        )
    seen: set[str] = set()
    for section_index, section in enumerate(file.sections):
        for rule_index, rule in enumerate(section.rules):
            place = ("sections", section_index, "rules", rule_index)
            if rule.id in seen:
                yield source.where((*place, "id")), Text(f"规则 {rule.id} 重复", f"the rule {rule.id} stands twice")
            seen.add(rule.id)
            yield from _points_faults(source, rule, place)


def _points_faults(source: Source, rule: RuleInFile, place: Place) -> Iterator[tuple[str, Text]]:
    """A rule says what it costs; one for review only can neither cost points nor fail a call."""
    if "weight" not in rule.model_fields_set and not (rule.review or rule.deduct or rule.fatal):
        yield source.where(place), Text(f"{rule.id} 缺少 weight", f"{rule.id}: weight is missing")
    for key, points in (("weight", rule.weight), ("deduct", rule.deduct)):
        if rule.review and points:
            yield (
                source.where((*place, key)),
                Text(
                    f"{rule.id} 只供复核（review），{key} 应为 0", f"{rule.id} is for review only: its {key} must be 0"
                ),
            )
    if rule.review and rule.fatal:
        yield (
            source.where((*place, "fatal")),
            Text(f"{rule.id} 只供复核（review），不能一票否决", f"{rule.id} is for review only: it cannot be fatal"),
        )


def schema_faults(source: Source, problem: ValidationError, base: Place) -> Iterator[tuple[str, Text]]:
    for error in problem.errors(include_url=False):
        place = (*base, *error["loc"])
        key = str(place[-1]) if place else ""
        yield source.where(place), _schema_fault(key, error)


def _schema_fault(key: str, error: Any) -> Text:
    if error["type"] == "missing":
        return Text(f"缺少 {key}", f"{key} is missing")
    if error["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = near_miss(key, _known_keys())
        return Text(f"不认识的键 {key}{near.zh}", f"unknown key {key}{near.en}")
    said = getattr(error.get("ctx", {}).get("error"), "said", None)
    if isinstance(said, Text):
        return said
    wanted = _wanted(error["type"], error.get("ctx", {}))
    return Text(f"{key} 的值不对：{wanted or error['msg']}", f"{key} is not right: {error['msg']}")


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


def all_together(path: Path, faults: list[tuple[str, Text]]) -> RubricError:
    where = faults[0][0] if len(faults) == 1 else str(path)
    listed = [("" if len(faults) == 1 else f"\n  {at}: ", text) for at, text in faults]
    return RubricError(
        where=where,
        why=Text("；".join(at + text.zh for at, text in listed), "; ".join(at + text.en for at, text in listed)),
        mend=Text(
            "改好后用 qa-scorer rubric check 再查一遍",
            "mend it, then run: qa-scorer rubric check " + str(path),
        ),
    )
