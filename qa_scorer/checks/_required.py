"""Words that had to be said: said, not said, or not sure, with what the recogniser's second opinion could settle."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.model import Call, Doubt, Role
from qa_scorer.wording import DOUBT, EVERYWHERE, SURE, Found, Window, find

_SAID_FROM, _NOT_SAID_UNDER = 0.8, 0.2  # the second opinion's probability
_SHORT, _SHORT_DOUBT = 3, 0.7  # of three syllables, two are too little to doubt by
_BLANKS = "{(|"  # a phrase with one of these stands for several: there is no single one to ask about


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """`said` None: not sure. `found` is what was heard of it, if anything."""

    said: bool | None
    found: Found | None = None
    doubts: tuple[Doubt, ...] = ()


def required(
    call: Call,
    role: Role | None,
    phrases: Sequence[str],
    within: Window = EVERYWHERE,
    *,
    sure_from: float = SURE,
    doubt_from: float = DOUBT,
) -> Requirement:
    """Whether `role` said one of `phrases` (by words or by sound) in `within`."""
    found = find(call, role, phrases, within, at_least=doubt_from)
    if found is None or (len(found.phrase) <= _SHORT and found.likeness < min(_SHORT_DOUBT, sure_from)):
        return Requirement(said=False)
    if found.likeness >= sure_from:
        return Requirement(said=True, found=found)
    doubts = doubts_of(found, role)
    for doubt in doubts:
        opinion = next((each.probability for each in call.evidence.verifications if each.doubt == doubt), None)
        if opinion is not None and not _NOT_SAID_UNDER <= opinion < _SAID_FROM:
            return Requirement(said=opinion >= _SAID_FROM, found=found)
    return Requirement(said=None, found=found, doubts=doubts)


def doubts_of(found: Found, role: Role | None) -> tuple[Doubt, ...]:
    if any(mark in found.phrase for mark in _BLANKS):
        return ()
    return (Doubt(phrase=found.phrase, role=role or found.turn.role, start_s=found.start_s, end_s=found.end_s),)
