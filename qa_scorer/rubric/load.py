"""A rubric file -> Rubric, or every fault of it at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, overload

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from qa_scorer.checks import check_names, find_check
from qa_scorer.language import Text
from qa_scorer.model import Rubric, Rule, Section
from qa_scorer.rubric.extends import read_whole
from qa_scorer.rubric.fault import Fault, FaultyRubric
from qa_scorer.rubric.faults import no_such_rule, rubric_faults, schema_faults, unknown_check
from qa_scorer.rubric.file_format import RULE_KEYS, RubricInFile, RuleInFile, SectionInFile, TitleInFile
from qa_scorer.rubric.phrase_faults import phrase_faults
from qa_scorer.rubric.rule_parts import condition_parts, rule_parts
from qa_scorer.rubric.shipped import rubric_named
from qa_scorer.rubric.yaml_source import Place, Plain, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRule:
    """A rule, and what stands in the file for it. `place` is the way to `data` in the source."""

    rule: Rule
    section: SectionInFile
    in_file: RuleInFile
    data: Mapping[str, Plain]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSection:
    """A section, and what stands in the file for it. `place` is the way to `data` in the source."""

    in_file: SectionInFile
    data: Mapping[str, Plain]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricFile:
    """A rubric with its file. `rules`: those that are off too."""

    rubric: Rubric
    in_file: RubricInFile
    source: Source
    sections: tuple[WrittenSection, ...]
    rules: tuple[WrittenRule, ...]


def load_rubric(path: Path) -> Rubric:
    """Read and check the rubric at `path`, or the shipped one of that name. Raises FaultyRubric with every fault."""
    return load_rubric_file(path).rubric


def load_rubric_file(path: Path) -> RubricFile:
    """The rubric at `path`, or the shipped one of that name, with what stands in its file.

    Raises FaultyRubric with every fault and its line.
    """
    source, sha256 = read_whole(rubric_named(path))
    try:
        file = RubricInFile.model_validate(source.data)
    except ValidationError as problem:
        raise FaultyRubric(path, list(schema_faults(source, problem))) from problem
    faults: list[Fault] = []
    sections = tuple(_written_sections(source, file))
    for section in sections:
        faults.extend(phrase_faults(source, section.place, condition_parts(section.data)))
    written = [rule for section in sections for rule in _written_rules(source, section, faults)]
    rules = tuple(_going_by_others(source, written, faults))
    faults.extend(rubric_faults(source, file))
    if faults:
        raise FaultyRubric(path, faults)
    asked = tuple(rule.rule for rule in rules if not rule.in_file.off)
    with_rules = {rule.section for rule in asked}
    rubric = Rubric(
        id=file.id,
        version=file.version,
        title=_text(file.title),
        pass_mark=file.pass_mark,
        sections=tuple(
            Section(id=section.id, title=_text(section.title)) for section in file.sections if section.id in with_rules
        ),
        rules=asked,
        sha256=sha256,
        least_call_s=file.least_call_s,
    )
    return RubricFile(rubric=rubric, in_file=file, source=source, sections=sections, rules=rules)


def rewritten(written: WrittenRule, data: Mapping[str, Plain]) -> Rule | None:
    """The rule that would come of other `data` in its place; None where that is no rule."""
    try:
        in_file = RuleInFile.model_validate(data)
        rule = _rule(written.section, in_file, _params(in_file))
        return replace(rule, after=written.rule.after, before=written.rule.before)
    except ValidationError:
        return None


def in_section(written: WrittenRule, data: Mapping[str, Plain]) -> Rule | None:
    """The rule as it would be were its section written so; None where that is no section."""
    try:
        section = SectionInFile.model_validate(data)
    except ValidationError:
        return None
    rule = _rule(section, written.in_file, written.rule.params)
    return replace(rule, after=written.rule.after, before=written.rule.before)


def _written_sections(source: Source, file: RubricInFile) -> Iterator[WrittenSection]:
    for index, section in enumerate(file.sections):
        data: Any = source.data["sections"][index]  # type: ignore[call-overload,index]  # as validated
        yield WrittenSection(in_file=section, data=data, place=("sections", index))


def _written_rules(source: Source, section: WrittenSection, faults: list[Fault]) -> Iterator[WrittenRule]:
    for index, in_file in enumerate(section.in_file.rules):
        place = (*section.place, "rules", index)
        if in_file.check not in check_names():
            faults.append(unknown_check(source, place, in_file.check, check_names()))
            continue
        try:
            rule = _rule(section.in_file, in_file, _params(in_file))
        except ValidationError as problem:
            faults.extend(schema_faults(source, problem, place, (*_keys(in_file.check), *RULE_KEYS)))
            continue
        rows: Any = section.data["rules"]
        faults.extend(phrase_faults(source, place, rule_parts(in_file.check, rows[index])))
        yield WrittenRule(rule=rule, section=section.in_file, in_file=in_file, data=rows[index], place=place)


def _going_by_others(source: Source, rules: list[WrittenRule], faults: list[Fault]) -> Iterator[WrittenRule]:
    """The rules, those that are asked after or before what another one found with that one."""
    by_id = {written.rule.id: written for written in rules}
    for written in rules:
        others = [written.in_file.after_rule, written.in_file.before_rule]
        for key, name in zip(("after_rule", "before_rule"), others, strict=True):
            other = by_id.get(name)
            third = other and (other is written or other.in_file.after_rule or other.in_file.before_rule)
            if name and (other is None or third):
                faults.append(no_such_rule(source, (*written.place, key), name, tuple(by_id)))
        after, before = (by_id[name].rule if name in by_id else None for name in others)
        yield replace(written, rule=replace(written.rule, after=after, before=before)) if after or before else written


def _keys(check: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields(find_check(check).params))


def _params(rule: RuleInFile) -> object:
    """The check's `Params`. Raises ValidationError, whose places begin with `params`."""
    read: Any = _reader(rule.check).model_validate({"params": rule.model_extra or {}})
    params: object = read.params
    return params


@cache
def _reader(check: str) -> type[BaseModel]:
    """A model around the check's `Params`: its ban on unknown keys holds for all that is nested in them."""
    return create_model(check, __config__=ConfigDict(extra="forbid"), params=(find_check(check).params, ...))


def _rule(section: SectionInFile, rule: RuleInFile, params: object) -> Rule:
    return Rule(
        id=rule.id,
        title=_text(rule.title),
        section=section.id,
        check=rule.check,
        params=params,
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
