"""Figures that follow from the measures of a call: shares, differences, medians and sums. None where not known."""

import math
from collections.abc import Iterable
from statistics import median
from typing import Protocol

from qa_scorer.model import Call, Evidence, Role, SideMeasures, Silence, Talkover, TalkoverKind, Turn

LEAST_RATED_S = 1.0  # a speech rate over less than this is noise


class Lasting(Protocol):
    @property
    def duration_s(self) -> float: ...


def total_s(stretches: Iterable[Lasting]) -> float:
    return sum(stretch.duration_s for stretch in stretches)


def longest_s(stretches: Iterable[Lasting]) -> float:
    """The length of the longest; 0 of none."""
    return max((stretch.duration_s for stretch in stretches), default=0.0)


def turn_rate_per_min(turn: Turn) -> float | None:
    """Characters over the turn's time, its pauses in it."""
    seconds = turn.end_s - turn.start_s
    return 60 * turn.characters / seconds if seconds >= LEAST_RATED_S else None


def talk_ratio(call: Call, role: Role) -> float | None:
    """A party's talk time over the length of the call; where both speak at once both count."""
    side = call.evidence.side(role)
    return _ratio(side.talk_s, call.evidence) if side else None


def non_talk_ratio(call: Call) -> float | None:
    return _ratio(call.evidence.non_talk_s, call.evidence)


def level_over_customer_db(call: Call) -> float | None:
    """The agent's level less the customer's."""
    return _difference(_level(call.evidence.side(Role.AGENT)), _level(call.evidence.side(Role.CUSTOMER)))


def level_over_own_db(call: Call) -> float | None:
    """The agent's level less the agent's own usual one."""
    return _difference(_level(call.evidence.side(Role.AGENT)), call.baseline.level_dbfs if call.baseline else None)


def pitch_over_own_semitones(call: Call) -> float | None:
    """The agent's median pitch over the agent's own usual one: 12 log2 of their ratio, above 0 when higher."""
    side = call.evidence.side(Role.AGENT)
    hz, own_hz = side.pitch_median_hz if side else None, call.baseline.pitch_median_hz if call.baseline else None
    return 12 * math.log2(hz / own_hz) if hz and own_hz else None


def median_response_s(evidence: Evidence) -> float | None:
    """The agent's median response time; None where the agent never followed the customer."""
    waits = _waits_s(evidence, Role.AGENT)
    return median(waits) if waits else None


def longest_response_s(evidence: Evidence, role: Role = Role.AGENT) -> float | None:
    """The longest that `role` let the other wait for an answer."""
    return max(_waits_s(evidence, role), default=None)


def dead_air(evidence: Evidence) -> list[Silence]:
    """The silences that the agent owed and that nobody had announced."""
    return [found for found in evidence.silences if found.owed_by is Role.AGENT and not found.announced]


def holds(evidence: Evidence) -> list[Silence]:
    """The silences somebody had announced."""
    return [found for found in evidence.silences if found.announced]


def talkovers(evidence: Evidence, interrupter: Role, kind: TalkoverKind) -> list[Talkover]:
    return [found for found in evidence.talkovers if found.interrupter is interrupter and found.kind is kind]


def _waits_s(evidence: Evidence, role: Role) -> list[float]:
    return [response.wait_s for response in evidence.responses if response.role is role]


def _ratio(seconds: float, evidence: Evidence) -> float | None:
    return seconds / evidence.facts.duration_s if evidence.facts.duration_s else None


def _level(side: SideMeasures | None) -> float | None:
    return side.level_dbfs if side else None


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other
