"""A sample drawn for listening, as it was kept: how, from what, by whom, and how far it was listened to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledCall:
    """`reviews`: how many findings of it a reviewer has spoken of."""

    agent_id: str
    agent_name: str
    call_id: str
    name: str
    started_at: datetime | None
    reviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSample:
    """`population`: how many calls it was drawn from, named by `population_sha256`. The same seed draws it again."""

    number: int
    drawn_at: datetime
    method: str
    seed: int
    per_agent: int
    population: int
    population_sha256: str
    user: str
    calls: tuple[SampledCall, ...]
