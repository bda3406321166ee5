"""Calls drawn to be listened to, so that anybody can draw the same ones again and see what they were drawn from.

by random   each call of an agent has the same chance
by risk     the most telling ones first: a fatal item, a verdict left to a person, the widest interval, the lowest score
by rule     those that between them show the most rules not yet shown, missed or undetermined (greedy set cover)

Equal ones are put in order by chance, by the seed. The population is named by a hash of its sounds and names, in order.
"""

import getpass
import hashlib
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from random import Random
from typing import Literal

from qa_scorer.model import Outcome, ScoredCall, Verdict
from qa_scorer.store import Store

Method = Literal["random", "risk", "rule"]
Numbered = tuple[int, ScoredCall]  # a call by its number in the store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    method: Method
    seed: int
    per_agent: int
    population: int
    population_sha256: str
    calls: tuple[Numbered, ...]


def draw(calls: Iterable[Numbered], *, method: Method, seed: int, per_agent: int) -> Sample:
    """`per_agent` calls of each agent, or all where there are fewer."""
    whole = sorted(calls, key=lambda each: (each[1].call.data.agent_id, each[1].call.name, each[0]))
    drawn: list[Numbered] = []
    for agent_id, own in groupby(whole, key=lambda each: each[1].call.data.agent_id):
        shuffled = list(own)
        Random(f"{seed} {agent_id}").shuffle(shuffled)
        drawn += _chosen(shuffled, method, per_agent)
    names = "\n".join(f"{each.call.evidence.facts.sha256} {each.call.name}" for _, each in whole)
    return Sample(
        method=method,
        seed=seed,
        per_agent=per_agent,
        population=len(whole),
        population_sha256=hashlib.sha256(names.encode("utf-8", "surrogateescape")).hexdigest(),
        calls=tuple(drawn),
    )


def _chosen(shuffled: Sequence[Numbered], method: Method, most: int) -> Sequence[Numbered]:
    if method == "risk":
        return sorted(shuffled, key=lambda each: _risk(each[1]), reverse=True)[:most]
    return _showing_most_rules(shuffled, most) if method == "rule" else shuffled[:most]


def _risk(scored: ScoredCall) -> tuple[bool, bool, float, float]:
    card = scored.scorecard
    low = 100 - (card.score if card.score is not None else card.low)
    return bool(card.fatal_items), card.verdict is Verdict.NEEDS_PERSON, card.high - card.low, low


def _showing_most_rules(shuffled: Sequence[Numbered], most: int) -> Sequence[Numbered]:
    left, chosen, shown = list(shuffled), list[Numbered](), set[str]()
    while left and len(chosen) < most:
        best = max(left, key=lambda each: len(_telling(each[1]) - shown))
        left.remove(best)
        chosen.append(best)
        shown |= _telling(best[1])
    return chosen


def _telling(scored: ScoredCall) -> set[str]:
    wanted = (Outcome.MISSED, Outcome.UNDETERMINED)
    return {item.rule.id for item in scored.scorecard.items if item.finding.answer.outcome in wanted}


def keep_sample(store: Store, sample: Sample) -> int:
    """Keep that it was drawn, when and by whom. Returns its number."""
    with store.together():
        number = store.db.execute(
            "INSERT INTO samples (drawn_at, method, seed, per_agent, population, population_sha256, host, user)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                datetime.now().isoformat(timespec="seconds"), sample.method, sample.seed, sample.per_agent,
                sample.population, sample.population_sha256, platform.node(), getpass.getuser(),
            ),
        ).fetchone()[0]  # fmt: skip
        places = ((number, place, call) for place, (call, _) in enumerate(sample.calls, 1))
        store.db.executemany("INSERT INTO sampled_calls VALUES (?, ?, ?)", places)
    return int(number)
