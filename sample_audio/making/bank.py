"""The bank of what can be said: YAML files beside this module. A new scenario is one new file in `scenarios/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from making.script import Agent, Phrase, Speaker

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a scenario or exchange: a side's wordings to choose from, or a `mark` ("hold" or "spot")."""

    speaker: Speaker = "agent"
    wordings: tuple[Phrase, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    id: str
    topic: str
    call_type: str
    complaint: bool
    slots: Mapping[str, tuple[str, ...]]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """`phrases`: wordings by tag (with `@variant`); `exchanges`: by name, each a choice of step lists."""

    phrases: Mapping[str, tuple[str, ...]]
    exchanges: Mapping[str, tuple[tuple[Step, ...], ...]]
    scenarios: Mapping[str, Scenario]
    agents: tuple[Agent, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


def load() -> Bank:
    people, exchanges = _read("people.yaml"), _read("exchanges.yaml")
    files = sorted((HERE / "scenarios").glob("*.yaml"))
    return Bank(
        phrases={tag: tuple(wordings) for tag, wordings in _read("phrases.yaml").items()},
        exchanges={name: tuple(_steps(steps) for steps in choice) for name, choice in exchanges.items()},
        scenarios={file.stem: _scenario(file.stem, _read(f"scenarios/{file.name}")) for file in files},
        agents=tuple(Agent(**agent) for agent in people["agents"]),
        women=tuple(people["women"]),
        men=tuple(people["men"]),
        surnames=tuple(people["surnames"]),
    )


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return content


def _scenario(name: str, content: dict[str, Any]) -> Scenario:
    return Scenario(
        id=name,
        topic=content["topic"],
        call_type=content["call_type"],
        complaint=content.get("complaint", False),
        slots={slot: tuple(values) for slot, values in content.get("slots", {}).items()},
        steps=_steps(content["lines"]),
    )


def _steps(lines: list[dict[str, Any]]) -> tuple[Step, ...]:
    return tuple(_step(line) for line in lines)


def _step(line: dict[str, Any]) -> Step:
    """`{agent: words or list of words, is: tag or list of tags}`, `{customer: …}`, `{hold: …}` or `{spot: …}`."""
    tags = _listed(line.get("is", ()))
    for speaker in ("agent", "customer"):
        if speaker in line:
            wordings = tuple(Phrase(text=text, tags=tags) for text in _listed(line[speaker]))
            return Step(speaker="agent" if speaker == "agent" else "customer", wordings=wordings)
    return Step(mark="hold" if "hold" in line else "spot")


def _listed(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
