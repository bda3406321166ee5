"""Words that had to be said: said, not said, or not sure, with what the recogniser's second opinion could settle."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.checks._second_opinion import heard
from qa_scorer.model import Call, Doubt, Outcome, Role
from qa_scorer.wording import EVERYWHERE, Found, Window

_SAID = {Outcome.MET: True, Outcome.MISSED: False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """`said` None: not sure. `found` is what was heard of it, if anything."""

    said: bool | None
    found: Found | None = None
    doubts: tuple[Doubt, ...] = ()


def required(call: Call, role: Role | None, phrases: Sequence[str], within: Window = EVERYWHERE) -> Requirement:
    """Whether `role` said one of `phrases` (by words, by sound, or by the second opinion) in `within`."""
    said = heard(call, role, phrases, within)
    return Requirement(said=_SAID.get(said.outcome), found=said.found, doubts=said.doubts)
