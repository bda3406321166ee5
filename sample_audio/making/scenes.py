"""Scenes: whole calls written by hand, in pairs of an agent who does it right and one who does not.

One file each in `scenes/`: `topic`, `call_type`, `cast` (keys of `Plan`), `slots`, `lines`, and under `outcomes` (met,
missed, not_applicable: rule ids) what the scene makes certain about the rules. `judged` are the sections of whose rules
`outcomes.py` judges by the tags as well.

A line is `{say: tag or tags}` (a wording of `phrases.yaml`), `{agent: words}` or `{customer: words}` (a list is a
choice), with `is:` tags and `gap_s`, `announced`, `cuts_in`, `level_db`, `pitch_semitones`, `pace` of `Line`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import yaml

from making.bank import HERE, Bank
from making.casting import SHIPPED_SEED
from making.dialogues import PACE_S, ended, slots_of
from making.outcomes import Outcome
from making.script import Line, Phrase, Plan

OPENING = ("opening.greeting", "opening.desk", "opening.identity", "opening.offer")
SPOKEN_HOW = ("announced", "cuts_in", "level_db", "pitch_semitones", "pace")
JUDGED = ("opening", "forbidden")
_FIRST = datetime(2026, 11, 20, 9, 5)
FORMATS = ("opus-stereo", "alaw-stereo", "mulaw-stereo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    name: str
    topic: str
    call_type: str
    cast: Mapping[str, Any]
    slots: Mapping[str, tuple[str, ...]]
    lines: tuple[Mapping[str, Any], ...]
    outcomes: Mapping[str, Outcome]
    judged: tuple[str, ...]


def load() -> tuple[Scene, ...]:
    return tuple(
        _scene(path.stem, path.read_text(encoding="utf-8")) for path in sorted((HERE / "scenes").glob("*.yaml"))
    )


def _scene(name: str, text: str) -> Scene:
    content: dict[str, Any] = yaml.safe_load(text)
    return Scene(
        name=name,
        topic=content["topic"],
        call_type=content["call_type"],
        cast=content.get("cast", {}),
        slots={slot: tuple(values) for slot, values in content.get("slots", {}).items()},
        lines=tuple(content["lines"]),
        outcomes={rule: outcome for outcome, rules in content["outcomes"].items() for rule in rules},
        judged=tuple(content.get("judged", JUDGED)),
    )


def cast(scenes: tuple[Scene, ...], seed: int, bank: Bank) -> Iterator[Plan]:
    """One call a scene: as the scene casts it, or by another seed with other voices, levels, noise and format."""
    agents = {agent.id: agent for agent in bank.agents}
    for number, scene in enumerate(scenes, start=1):
        rng = Random(f"scene {seed} {scene.name}")
        given = dict(scene.cast)
        agent = agents[given.pop("agent", "1206")]
        plan = Plan(
            call_id=f"T{seed or ''}{number:03d}",
            scenario=scene.name,
            agent=agent,
            surname=rng.choice(bank.surnames),
            **{
                "audio": "opuslow-stereo",
                "customer_voice": rng.choice([v for v in (*bank.women, *bank.men) if v != agent.voice]),
                "started_at": _FIRST + timedelta(minutes=17 * number),
                **given,
            },
        )
        yield plan if seed == SHIPPED_SEED else _recast(plan, bank, rng)


def _recast(plan: Plan, bank: Bank, rng: Random) -> Plan:
    """Levels, noise and speed move from where the scene put them: a scene may need a faint or a noisy line."""
    same = bank.women if plan.agent.voice in bank.women else bank.men
    agent = replace(plan.agent, voice=same[(same.index(plan.agent.voice) + 1) % len(same)])
    return replace(
        plan,
        agent=agent,
        customer_voice=rng.choice([voice for voice in (*bank.women, *bank.men) if voice != agent.voice]),
        audio=rng.choice(FORMATS),
        agent_speed=plan.agent_speed * rng.uniform(0.92, 1.08),
        customer_speed=plan.customer_speed * rng.uniform(0.92, 1.08),
        agent_dbov=plan.agent_dbov + rng.uniform(-2, 2),
        customer_dbov=plan.customer_dbov + rng.uniform(-2, 2),
        snr_db=plan.snr_db + rng.uniform(-5, 0) * (plan.snr_db > 20),
    )


def compose(scene: Scene, plan: Plan, bank: Bank, rng: Random) -> tuple[Line, ...]:
    slots = slots_of(plan, bank, rng) | {slot: rng.choice(values) for slot, values in scene.slots.items()}
    lines: list[Line] = []
    for written in scene.lines:
        line = _line(written, plan, bank, slots, rng)
        if lines and lines[-1].speaker == line.speaker and not {"gap_s", *SPOKEN_HOW} & set(written):
            lines[-1] = replace(lines[-1], phrases=(*lines[-1].phrases, *line.phrases))
        else:
            lines.append(line)
    return tuple(ended(line) for line in lines)


def _line(written: Mapping[str, Any], plan: Plan, bank: Bank, slots: Mapping[str, str], rng: Random) -> Line:
    speaker = "customer" if "customer" in written else "agent"
    return Line(
        speaker=speaker,
        phrases=tuple(
            replace(phrase, text=phrase.text.format_map(slots))
            for phrase in _phrases(written, speaker, plan, bank, rng)
        ),
        gap_s=written.get("gap_s", rng.uniform(*PACE_S)),
        **{how: written[how] for how in SPOKEN_HOW if how in written},
    )


def _phrases(written: Mapping[str, Any], speaker: str, plan: Plan, bank: Bank, rng: Random) -> Iterator[Phrase]:
    if "say" in written:
        for tag in OPENING if written["say"] == "opening" else _listed(written["say"]):
            variant = "vip" if plan.vip else "morning" if plan.started_at.hour < 12 else ""
            family = f"{tag}@{variant}" if f"{tag}@{variant}" in bank.phrases else tag
            yield Phrase(text=rng.choice(bank.phrases[family]), tags=(tag,))
    else:
        yield Phrase(text=rng.choice(_listed(written[speaker])), tags=_listed(written.get("is", ())))


def _listed(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
