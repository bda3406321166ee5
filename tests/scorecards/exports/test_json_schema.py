"""scorecards.json is what its published schema says, and the schema names every key that is written."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from qa_scorer.scorecards import write_night
from tests.nights import BASELINE, data, night, rubric, scored_call, small_night, unscored_call
from tests.scorecards.conftest import Both

Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schema() -> Schema:
    text = (files("qa_scorer.scorecards.exports") / "scorecards.schema.json").read_text("utf-8")
    content: Schema = json.loads(text)
    return content


def closed(schema: Any) -> Any:
    """The schema without room for keys that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(value) for key, value in schema.items()}
    return shut | {"unevaluatedProperties": False} if "properties" in schema or "allOf" in schema else shut


def faults(schema: Schema, content: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(content)]


def test_it_is_a_schema(schema: Schema) -> None:
    Draft202012Validator.check_schema(schema)


def test_a_night_in_either_language_keeps_to_it(schema: Schema, both: Both) -> None:
    for written in both.values():
        assert faults(schema, json.loads(written.json_file.read_text("utf-8"))) == []


def test_it_names_every_key_that_is_written(schema: Schema, tmp_path: Path) -> None:
    """A new key of scorecards.json has to be written down in scorecards.schema.json too."""
    everything = night(
        [*small_night().scored, scored_call("9/x.wav", data("9"), baseline=BASELINE)],
        [unscored_call("y.wav", data("9", 1))],
        of=rubric(),
    )
    content = json.loads(write_night(everything, tmp_path, "en", with_pages=False).json_file.read_text("utf-8"))
    open_rules = {**schema["$defs"], "team_rule": {"allOf": schema["$defs"]["team_rule"]["allOf"]}}
    shut = closed({**schema, "$defs": open_rules})
    shut["$defs"]["rule_figures"].pop("unevaluatedProperties")  # part of another object
    shut["$defs"]["team_rule"]["allOf"][1].pop("unevaluatedProperties")
    assert faults(shut, content) == []


def test_what_is_not_right_is_found(schema: Schema, both: Both) -> None:
    content = json.loads(both["en"].json_file.read_text("utf-8"))
    content["calls"][0]["verdict"] = "perhaps"
    del content["calls"][1]["findings"][0]["outcome"]
    assert len(faults(schema, content)) == 2
