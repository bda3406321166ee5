"""Casts a set of calls: the shipped set from `shipped.yaml`, any other from its seed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import yaml

from making.bank import HERE, Bank
from making.script import Agent, Hold, Plan, Speaker

SHIPPED_SEED = 0
FIRST_DAY = datetime(2026, 11, 18)
DAYS = 2
SET_SIZE = 20
FORMATS = (
    "alaw-stereo",
    "mulaw-stereo",
    "alaw-stereo",
    "mulaw-stereo",
    "pcm-stereo",
    "alaw-mono",
    "pcm-mono",
    "mp3-stereo",
    "opus-stereo",
    "amr-mono",
    "m4a-stereo",
)
HOLDS: tuple[Hold, ...] = ("short", "short", "short", "none", "long", "dead")
OPENINGS = ("opening.greeting", "opening.identity", "opening.offer")
CLOSINGS = ("closing.anything_else", "closing.thanks", "closing.farewell", "conduct.thanks_reply")
ELSEWHERE = ("complaint.empathy", "complaint.deadline", "conduct.hold_return")
FAULTS = ("scolding", "arrogance", "buck_passing", "rude_address", "commands", "insult")


def cast(seed: int, count: int | None, bank: Bank) -> list[Plan]:
    """The plans of a set. `count` None: all of the shipped set, or SET_SIZE of another; fewer are its first ones."""
    if seed == SHIPPED_SEED:
        return list(_shipped(bank))[:count]
    wanted = SET_SIZE if count is None else count
    return list(_drawn(seed, max(wanted, SET_SIZE), bank))[:wanted]


def _shipped(bank: Bank) -> Iterator[Plan]:
    agents = {agent.id: agent for agent in bank.agents}
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / "shipped.yaml").read_text(encoding="utf-8"))
    for number, row in enumerate(rows, start=1):
        listed = {
            "call_id": f"C{number:04d}",
            "agent": agents[row["agent"]],
            "skips": frozenset(row.get("skips", ())),
            "exchanges": tuple(row.get("exchanges", ())),
        }
        yield Plan(**(row | listed))


def _drawn(seed: int, count: int, bank: Bank) -> Iterator[Plan]:
    rng = Random(f"cast {seed}")
    agents = _with_new_voices(bank, rng)
    scenarios = _dealt(sorted(bank.scenarios), count, rng)
    formats = _dealt(list(FORMATS), count, rng)
    for number in range(1, count + 1):
        agent = rng.choice(agents)
        yield Plan(
            call_id=f"S{seed}{number:03d}",
            scenario=scenarios[number - 1],
            agent=agent,
            customer_voice=rng.choice([voice for voice in (*bank.women, *bank.men) if voice != agent.voice]),
            surname=rng.choice(bank.surnames),
            started_at=FIRST_DAY + timedelta(days=rng.randrange(DAYS), seconds=rng.randrange(8 * 3600, 20 * 3600)),
            audio=formats[number - 1],
            skips=_skips(rng),
            wrong_number=rng.random() < 0.12,
            exchanges=_exchanges(bank, rng),
            hold=rng.choice(HOLDS),
            released_by=_releaser(rng),
            vip=rng.random() < 0.15,
            agent_side="right" if rng.random() < 0.15 else "left",
            agent_speed=rng.uniform(0.8, 1.3),
            customer_speed=rng.uniform(0.85, 1.15),
            agent_dbov=rng.uniform(-30, -22),
            customer_dbov=rng.uniform(-32, -22),
            snr_db=rng.uniform(15, 40),
            crosstalk_db=rng.uniform(35, 55),
        )


def _with_new_voices(bank: Bank, rng: Random) -> list[Agent]:
    """Each agent keeps one voice through a set, another than in other sets; all eight voices get their turn."""
    women, men = rng.sample(bank.women, len(bank.women)), rng.sample(bank.men, len(bank.men))
    return [
        Agent(id=agent.id, name=agent.name, team=agent.team, voice=(women if agent.voice in women else men).pop())
        for agent in bank.agents
    ]


def _dealt(choices: list[str], count: int, rng: Random) -> list[str]:
    """`count` of the choices, each as often as the others, give or take one."""
    rounds = -(-count // len(choices))
    return [each for _ in range(rounds) for each in rng.sample(choices, len(choices))][:count]


def _skips(rng: Random) -> frozenset[str]:
    """What an agent leaves out: in 45 of 100 calls nothing of the opening and closing, otherwise one to three."""
    skips = {"opening.desk"} if rng.random() < 0.35 else set()
    skips |= {tag for tag in ELSEWHERE if rng.random() < 0.25}
    if rng.random() < 0.55:
        skips |= set(rng.sample([rng.choice(OPENINGS), *CLOSINGS], rng.randint(1, 3)))
    return frozenset(skips)


def _exchanges(bank: Bank, rng: Random) -> tuple[str, ...]:
    faults = [rng.choice(FAULTS)] if rng.random() < 0.4 else []
    temptations = sorted(set(bank.exchanges) - set(FAULTS))
    tempted = rng.sample(temptations, rng.choice((0, 1, 1, 2)))
    return tuple(rng.sample(faults + tempted, len(faults) + len(tempted)))


def _releaser(rng: Random) -> Speaker:
    return "customer" if rng.random() < 0.7 else "agent"
