"""Calls to be kept, made by hand."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from qa_scorer.model import Call, CallData
from qa_scorer.store import Store
from tests.nights import data, scored_call

SETTINGS = "5e" * 32


def call(number: int = 0, *, agent_id: str = "1206", customer: str = "13800138000", at: datetime | None = None) -> Call:
    """An agent's `number`th call of the day, a sound of its own."""
    known = replace(data(agent_id, number, name="张丽", team="一班"), customer_number=customer)
    made = scored_call(f"{agent_id}/{number}.wav", replace(known, started_at=at) if at else known).call
    facts = replace(made.evidence.facts, sha256=f"{int(agent_id):032x}{number:032x}")
    return replace(made, evidence=replace(made.evidence, facts=facts))


def keep(store: Store, made: Call, data: CallData | None = None) -> int:
    """Keep a call as a run would. Returns its number."""
    evidence = store.keep_evidence(made.evidence, SETTINGS)
    return store.keep_call(made.name, Path("/recordings") / made.name, data or made.data, evidence)
