"""Makes synthetic Mandarin call-centre calls with their truth. What it needs and gives: README.md beside it.

python sample_audio/make_samples.py --voices DIR [--scenes] [--seed N] [--calls K] [--out DIR] [--noise DB]
"""

import argparse
import csv
import zlib
from dataclasses import replace
from pathlib import Path
from random import Random

from making import bank, casting, dialogues, files, outcomes, scenes, staging, telephone, truth
from making.script import Line, Plan
from making.voices import Kokoro, Utterance

HERE = Path(__file__).parent
PACE_JITTER = 0.05  # nobody keeps one speed
COLUMNS = ("file", "call_id", "agent_id", "agent_name", "team", "started_at", "desk", "call_type", "topic", "vip",
           "customer_number", "direction", "released_by", "ring_s", "agent_channel")  # fmt: skip


def main() -> None:
    options = _arguments()
    sayings = bank.load()
    acted = {scene.name: scene for scene in scenes.load()} if options.scenes else {}
    plans = (
        list(scenes.cast(tuple(acted.values()), options.seed, sayings))[: options.calls]
        if acted
        else casting.cast(options.seed, options.calls, sayings)
    )
    if options.noise is not None:
        plans = [replace(plan, snr_db=options.noise) for plan in plans]
    (options.out / "truth").mkdir(parents=True, exist_ok=True)
    kokoro = Kokoro(options.voices)
    rows = []
    for plan in plans:
        rows.append(_make(plan, acted.get(plan.scenario), sayings, kokoro, options.seed, options.out))
        _write_calls(options.out / "calls.csv", rows)  # each time: a set cut short is a set all the same


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make synthetic Mandarin call-centre calls with their truth.")
    parser.add_argument("--voices", type=Path, required=True, metavar="DIR", help="folder where npm install was run")
    parser.add_argument("--scenes", action="store_true", help="the scenes of making/scenes instead of drawn calls")
    parser.add_argument("--seed", type=int, default=casting.SHIPPED_SEED, help="0: the shipped set (default)")
    parser.add_argument("--calls", type=int, metavar="K", help="how many (default: all of the shipped set, else 20)")
    parser.add_argument("--out", type=Path, default=HERE, metavar="DIR", help="default: beside this file")
    parser.add_argument("--noise", type=float, metavar="DB", help="speech over line noise, for all calls alike")
    return parser.parse_args()


def _make(
    plan: Plan, scene: scenes.Scene | None, sayings: bank.Bank, kokoro: Kokoro, seed: int, out: Path
) -> dict[str, str]:
    """One call: its sound and its truth written, its row of the call table returned."""
    rng = Random(f"{seed} {plan.call_id}")
    lines = scenes.compose(scene, plan, sayings, rng) if scene else dialogues.compose(plan, sayings, rng)
    stage = staging.stage(
        lines, lambda line: _say(line, plan, kokoro, rng), rng, lead_s=plan.lead_s, tail_s=plan.tail_s
    )
    sides = telephone.both_sides(stage, plan, zlib.crc32(f"{seed} {plan.call_id}".encode()))
    told = scene or sayings.scenarios[plan.scenario]
    file = f"{plan.stem}.{files.ending(plan.audio)}"
    row = _row(file, plan, told, rng)
    story = (
        outcomes.Story(plan=plan, stage=stage, complaint=False, given=scene.outcomes, judged=scene.judged)
        if scene
        else outcomes.Story(plan=plan, stage=stage, complaint=sayings.scenarios[plan.scenario].complaint)
    )
    truth.write(out / "truth" / f"{plan.stem}.json", story, seed=seed, call=row)
    if plan.audio.endswith("mono"):
        channels = [telephone.mixed(sides)]
    else:
        channels = [sides["agent"], sides["customer"]][:: 1 if plan.agent_side == "left" else -1]
    files.write(out / file, channels, plan.audio)
    print(file, f"{stage.duration_s:.1f} s", flush=True)
    return row


def _say(line: Line, plan: Plan, kokoro: Kokoro, rng: Random) -> Utterance:
    agent = line.speaker == "agent"
    speed = (plan.agent_speed if agent else plan.customer_speed) * rng.uniform(1 - PACE_JITTER, 1 + PACE_JITTER)
    voice = plan.agent.voice if agent else plan.customer_voice
    said = kokoro.say(line.text, voice=voice, speed=speed * line.pace)
    return said.shifted(line.pitch_semitones) if line.pitch_semitones else said


def _row(file: str, plan: Plan, told: scenes.Scene | bank.Scenario, rng: Random) -> dict[str, str]:
    values = (
        file, plan.call_id, plan.agent.id, plan.agent.name, plan.agent.team, f"{plan.started_at:%Y-%m-%d %H:%M:%S}",
        plan.desk or ("贵宾专线" if plan.vip else "普通热线"), told.call_type, told.topic, "是" if plan.vip else "否",
        f"1300000{rng.randrange(10_000):04d}", plan.direction, plan.released_by, f"{rng.uniform(2, 9):.1f}",
        "" if plan.audio.endswith("mono") else plan.agent_side,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _write_calls(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    main()
