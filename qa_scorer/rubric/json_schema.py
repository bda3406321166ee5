"""JSON Schema of a rubric file, for editors: every key, what it means, and for each check its own parameters."""

import json
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter

from qa_scorer.checks import check_names, find_check
from qa_scorer.rubric.dialogue_lines import HEAD
from qa_scorer.rubric.file_format import RubricInFile
from qa_scorer.rubric.manual_pages import manual_page

SCHEMA_FILE = "rubric.schema.json"

Schema = dict[str, Any]  # as JSON


def rubric_schema() -> Schema:
    """The schema of a whole rubric, or, where it has `extends:`, of what differs from the rubric that it names."""
    whole = RubricInFile.model_json_schema(ref_template="#/$defs/{model}")
    defs: Schema = whole.pop("$defs")
    rule = defs.pop("RuleInFile")
    rule["properties"]["fatal"] = {"enum": ["call", "section", True, False], "default": False}
    defs["Example"] = _example()
    for outcome in defs["ExamplesInFile"]["properties"].values():
        outcome["items"] = {"$ref": "#/$defs/Example"}
    defs["EveryRule"] = {"properties": rule["properties"]}
    rule["properties"] = {key: {"$ref": f"#/$defs/EveryRule/properties/{key}"} for key in rule["properties"]}
    defs["RuleInFile"] = {"oneOf": [_of_check(rule, name, defs) for name in check_names()]}
    defs["Difference"] = _anything_of(rule, defs["RuleInFile"]["oneOf"])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "qa-scorer rubric",
        "if": {"required": ["extends"]},
        "then": _extending(whole, defs),
        "else": whole,
        "$defs": defs,
    }


def _example() -> Schema:
    """A dialogue as text, as a mapping of turns, or a call with more than a dialogue."""
    turns = {"type": "object", "patternProperties": {f"^{_plain_groups(HEAD.pattern)}$": {"type": "string"}}}
    return {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/WrittenCall"}, {**turns, "additionalProperties": False}]}


def _plain_groups(pattern: str) -> str:
    """Named groups are Python's."""
    for name in HEAD.groupindex:
        pattern = pattern.replace(f"?P<{name}>", "")
    return pattern


def _of_check(rule: Schema, name: str, defs: Schema) -> Schema:
    """A rule whose `check` is `name`."""
    page = manual_page(name)
    params = TypeAdapter(find_check(name).params).json_schema(ref_template=f"#/$defs/{name}.{{model}}")
    for model, schema in params.pop("$defs", {}).items():
        defs[f"{name}.{model}"] = {**schema, "additionalProperties": False} if "properties" in schema else schema
    for key, schema in params["properties"].items():
        schema["description"] = page.parameters.get(key, "")
    check = {"check": {"const": name, "description": page.summary}}
    return {
        "title": name,
        "type": "object",
        "properties": {**rule["properties"], **check, **params["properties"]},
        "required": [*rule["required"], *params.get("required", [])],
        "additionalProperties": False,
    }


def _anything_of(rule: Schema, checks: list[Schema]) -> Schema:
    """What differs in a rule of the parent: its id and any of the keys."""
    keys: Schema = {key: {} for check in checks for key in check["properties"]}
    return {
        "type": "object",
        "properties": {**keys, **rule["properties"], "check": {"enum": list(check_names())}},
        "required": ["id"],
        "additionalProperties": False,
    }


def _extending(whole: Schema, defs: Schema) -> Schema:
    section = deepcopy(defs["SectionInFile"])
    section["required"] = ["id"]
    section["properties"]["rules"] = {"type": "array", "items": {"$ref": "#/$defs/Difference"}}
    defs["SectionDifference"] = section
    extending = deepcopy(whole)
    extending["properties"]["extends"] = {
        "type": "string",
        "description": "a shipped rubric, or a file beside this one",
    }
    extending["properties"]["sections"] = {"type": "array", "items": {"$ref": "#/$defs/SectionDifference"}}
    extending["required"] = ["extends", "id", "version", "title"]
    return extending


def schema_text() -> str:
    return json.dumps(rubric_schema(), ensure_ascii=False, indent=1) + "\n"
