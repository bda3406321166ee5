"""Who said what, in order: the turns of a call as the registers read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from qa_scorer.model import Call, Role


@dataclass(frozen=True, slots=True)
class Said:
    role: Role
    start_s: float
    text: str


def said(call: Call) -> tuple[Said, ...]:
    """The turns of agent and customer that have words."""
    return tuple(
        Said(turn.role, turn.start_s, turn.text)
        for turn in call.evidence.turns
        if turn.role in (Role.AGENT, Role.CUSTOMER) and turn.text
    )


def spoken_by(turns: Iterable[Said], role: Role) -> Iterable[Said]:
    return (turn for turn in turns if turn.role is role)
