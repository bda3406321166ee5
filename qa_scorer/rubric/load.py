"""A rubric file -> Rubric, or every fault of it at once."""

from dataclasses import fields
from pathlib import Path
from typing import overload

from pydantic import TypeAdapter, ValidationError

from qa_scorer.checks import check_names, find_check
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Rule, Section
from qa_scorer.rubric.extends import read_whole
from qa_scorer.rubric.faults import all_together, near_miss, rubric_faults, schema_faults
from qa_scorer.rubric.file_format import RULE_KEYS, RubricInFile, RuleInFile, SectionInFile, TitleInFile
from qa_scorer.rubric.yaml_source import Place, Source


def load_rubric(path: Path) -> Rubric:
    """Read and check the rubric at `path`. Raises RubricError, whose `why` lists every fault with its line."""
    source, sha256 = read_whole(path)
    try:
        file = RubricInFile.model_validate(source.data)
    except ValidationError as problem:
        raise all_together(path, list(schema_faults(source, problem, ()))) from problem
    faults: list[tuple[str, Text]] = []
    rules = [
        rule
        for section_index, section in enumerate(file.sections)
        for rule_index, rule_in_file in enumerate(section.rules)
        if (rule := _rule(source, section, rule_in_file, ("sections", section_index, "rules", rule_index), faults))
        and not rule_in_file.off
    ]
    asked = {rule.section for rule in rules}
    faults.extend(rubric_faults(source, file))
    if faults:
        raise all_together(path, faults)
    return Rubric(
        id=file.id,
        version=file.version,
        title=_text(file.title),
        pass_mark=file.pass_mark,
        sections=tuple(
            Section(id=section.id, title=_text(section.title)) for section in file.sections if section.id in asked
        ),
        rules=tuple(rules),
        sha256=sha256,
        least_call_s=file.least_call_s,
    )


def _rule(
    source: Source, section: SectionInFile, rule: RuleInFile, place: Place, faults: list[tuple[str, Text]]
) -> Rule | None:
    if rule.check not in check_names():
        near = near_miss(rule.check, check_names())
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
            near = near_miss(key, (*known_keys, *RULE_KEYS))
            faults.append(
                (source.where((*place, key)), Text(f"不认识的键 {key}{near.zh}", f"unknown key {key}{near.en}"))
            )
    try:
        checked: object = TypeAdapter(params).validate_python({key: given[key] for key in given if key in known_keys})
    except ValidationError as problem:
        faults.extend(schema_faults(source, problem, place))
        return None
    return Rule(
        id=rule.id,
        title=_text(rule.title),
        section=section.id,
        check=rule.check,
        params=checked,
        weight=rule.weight * (1.0 if rule.bonus else section.points_per_weight),
        deduct=rule.deduct,
        bonus=rule.bonus,
        fatal=rule.fatal,
        review=rule.review,
        applies_when=tuple(given.condition() for given in (section.applies_when, rule.applies_when) if given),
        source=rule.source,
        standard=_text(rule.standard),
        method=_text(rule.method) or find_check(rule.check).method,
        advice=_text(rule.advice),
    )


@overload
def _text(title: TitleInFile) -> Text: ...
@overload
def _text(title: TitleInFile | None) -> Text | None: ...
def _text(title: TitleInFile | None) -> Text | None:
    return None if title is None else Text(title.zh, title.en)
