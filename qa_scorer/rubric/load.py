"""A rubric file -> Rubric, or every fault of it at once."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qa_scorer.checks import check_names, find_check
from qa_scorer.errors import RubricError
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Rule, Section
from qa_scorer.rubric.file_format import RULE_KEYS, RubricInFile, RuleInFile, SectionInFile, TitleInFile
from qa_scorer.rubric.yaml_source import Place, Source, read_source

_WEIGHT_TOTAL = 100.0


def load_rubric(path: Path) -> Rubric:
    """Read and check the rubric at `path`. Raises RubricError, whose `why` lists every fault with its line."""
    source = read_source(path)
    try:
        file = RubricInFile.model_validate(source.data)
    except ValidationError as problem:
        raise _together(path, list(_schema_faults(source, problem, ()))) from problem
    faults: list[tuple[str, Text]] = []
    rules = [
        rule
        for section_index, section in enumerate(file.sections)
        for rule_index, rule_in_file in enumerate(section.rules)
        if (rule := _rule(source, section, rule_in_file, ("sections", section_index, "rules", rule_index), faults))
    ]
    faults.extend(_rubric_faults(source, file))
    if faults:
        raise _together(path, faults)
    return Rubric(
        id=file.id,
        version=file.version,
        title=_text(file.title),
        pass_mark=file.pass_mark,
        sections=tuple(Section(id=section.id, title=_text(section.title)) for section in file.sections),
        rules=tuple(rules),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _rule(
    source: Source, section: SectionInFile, rule: RuleInFile, place: Place, faults: list[tuple[str, Text]]
) -> Rule | None:
    if rule.check not in check_names():
        near = _near(rule.check, check_names())
        known = "、".join(check_names())
        faults.append(
            (
                source.where((*place, "check")),
                Text(f"没有 {rule.check} 这种检查{near.zh}（有：{known}）", f"there is no check {rule.check}{near.en}"),
            )
        )
        return None
    params = find_check(rule.check).params
    given = rule.model_extra or {}
    known_keys = [field.name for field in fields(params)]
    for key in given:
        if key not in known_keys:
            near = _near(key, (*known_keys, *RULE_KEYS))
            faults.append(
                (source.where((*place, key)), Text(f"不认识的键 {key}{near.zh}", f"unknown key {key}{near.en}"))
            )
    try:
        checked: object = TypeAdapter(params).validate_python({key: given[key] for key in given if key in known_keys})
    except ValidationError as problem:
        faults.extend(_schema_faults(source, problem, place))
        return None
    return Rule(
        id=rule.id,
        title=_text(rule.title),
        section=section.id,
        check=rule.check,
        params=checked,
        weight=rule.weight,
        fatal=rule.fatal,
        source=rule.source,
    )


def _rubric_faults(source: Source, file: RubricInFile) -> Iterator[tuple[str, Text]]:
    total = sum(rule.weight for section in file.sections for rule in section.rules)
    if abs(total - _WEIGHT_TOTAL) > 1e-6:
        yield (
            source.where(("sections",)),
            Text(f"各项分值之和是 {total:g}，应为 100", f"the weights add up to {total:g}, not 100"),
        )
    seen: set[str] = set()
    for section_index, section in enumerate(file.sections):
        for rule_index, rule in enumerate(section.rules):
            if rule.id in seen:
                place = ("sections", section_index, "rules", rule_index, "id")
                yield source.where(place), Text(f"规则 {rule.id} 重复", f"the rule {rule.id} stands twice")
            seen.add(rule.id)


def _schema_faults(source: Source, problem: ValidationError, base: Place) -> Iterator[tuple[str, Text]]:
    for error in problem.errors(include_url=False):
        place = (*base, *error["loc"])
        key = str(place[-1]) if place else ""
        yield source.where(place), _schema_fault(key, error)


def _schema_fault(key: str, error: Any) -> Text:
    if error["type"] == "missing":
        return Text(f"缺少 {key}", f"{key} is missing")
    if error["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
        near = _near(key, tuple(RubricInFile.model_fields) + tuple(SectionInFile.model_fields))
        return Text(f"不认识的键 {key}{near.zh}", f"unknown key {key}{near.en}")
    wanted = _wanted(error["type"], error.get("ctx", {}))
    return Text(f"{key} 的值不对：{wanted or error['msg']}", f"{key} is not right: {error['msg']}")


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


def _near(word: str, known: tuple[str, ...]) -> Text:
    match = get_close_matches(word, known, n=1)
    return Text(f"，是不是 {match[0]}？", f"; did you mean {match[0]}?") if match else Text("", "")


def _together(path: Path, faults: list[tuple[str, Text]]) -> RubricError:
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


def _text(title: TitleInFile) -> Text:
    return Text(title.zh, title.en)
