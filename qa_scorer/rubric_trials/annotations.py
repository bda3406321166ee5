"""Faults as machines read them: JSON, the annotations of GitHub Actions, SARIF 2.1.0 for code scanning."""

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from qa_scorer import __version__
from qa_scorer.language import Language
from qa_scorer.rubric.fault import Fault

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_data(fault: Fault) -> dict[str, Any]:
    """The fault for a JSON file, both languages in it."""
    file, line, column = fault.place
    return {
        "file": file,
        "line": line,
        "column": column,
        "code": fault.code,
        "what": {"zh": fault.what.zh, "en": fault.what.en},
        "mend": {"zh": fault.mend.zh, "en": fault.mend.en},
    }


def as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_github(faults: Sequence[Fault], lang: Language) -> str:
    """One workflow command a fault, shown beside the line in a pull request.

    Source: docs.github.com, "Workflow commands for GitHub Actions": what has to be escaped, and how.
    """
    return "\n".join(_workflow_command(fault, lang) for fault in faults)


def _workflow_command(fault: Fault, lang: Language) -> str:
    file, line, column = fault.place
    message = _escaped(f"{fault.what.read(lang)}\n{fault.mend.read(lang)}")
    name = _escaped(_in_repository(file)).replace(":", "%3A").replace(",", "%2C")
    return f"::error file={name},line={line},col={column},title={fault.code}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_sarif(faults: Sequence[Fault], lang: Language) -> str:
    """One run of the tool, a result a fault (OASIS, "Static Analysis Results Interchange Format" 2.1.0)."""
    codes = sorted({fault.code for fault in faults})
    driver = {
        "name": "qa-scorer",
        "version": __version__,
        "rules": [{"id": code, "name": "".join(word.title() for word in code.split("-"))} for code in codes],
    }
    results = [_result(fault, codes.index(fault.code), lang) for fault in faults]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return as_json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(fault: Fault, rule_index: int, lang: Language) -> dict[str, Any]:
    file, line, column = fault.place
    location = {
        "artifactLocation": {"uri": _uri(file)},
        "region": {"startLine": line, "startColumn": column},
    }
    return {
        "ruleId": fault.code,
        "ruleIndex": rule_index,
        "level": "error",
        "message": {"text": f"{fault.what.read(lang)}\n{fault.mend.read(lang)}"},
        "locations": [{"physicalLocation": location}],
    }


def _uri(file: str) -> str:
    path = Path(_in_repository(file))
    return path.as_uri() if path.is_absolute() else PurePosixPath(*path.parts).as_posix()


def _in_repository(file: str) -> str:
    """Relative to the folder the command runs in where it lies below that, so that its lines are found there."""
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file
