"""The measurements of one call that a reader compares between calls. None: not measured, or of nobody knows whom."""

from dataclasses import dataclass, fields
from statistics import quantiles

from qa_scorer.call_figures import (
    dead_air,
    holds,
    level_over_customer_db,
    level_over_own_db,
    longest_response_s,
    longest_s,
    median_response_s,
    non_talk_ratio,
    pitch_over_own_semitones,
    talk_ratio,
    talkovers,
    total_s,
)
from qa_scorer.model import Call, Evidence, Role, SideMeasures, TalkoverKind

LEAST_CALLS = 5  # of fewer a range says nothing

Figure = float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMeasures:
    """Of the agent where nothing else is said."""

    agent_talk_ratio: Figure
    customer_talk_ratio: Figure
    non_talk_ratio: Figure
    rate_gross_per_min: Figure
    rate_net_per_min: Figure
    articulation_per_min: Figure
    level_dbfs: Figure
    loudness_lufs: Figure
    over_customer_db: Figure
    over_own_db: Figure
    sudden_rises: Figure
    clipping_ratio: Figure
    agent_snr_db: Figure
    customer_snr_db: Figure
    over_own_semitones: Figure
    pitch_range_semitones: Figure
    response_median_s: Figure
    response_longest_s: Figure
    dead_air_longest_s: Figure
    dead_air_s: Figure
    hold_s: Figure
    agent_interruptions: Figure
    agent_interruptions_s: Figure
    customer_interruptions: Figure
    customer_interruptions_s: Figure
    agent_backchannels: Figure
    role_confidence: Figure


MEASURES = tuple(field.name for field in fields(CallMeasures))


@dataclass(frozen=True, slots=True)
class Range:
    """Where the middle 80 % of the calls lie (10th to 90th percentile), and the median."""

    low: float
    median: float
    high: float


def call_measures(call: Call) -> CallMeasures:
    agent, customer = call.evidence.side(Role.AGENT), call.evidence.side(Role.CUSTOMER)
    evidence = call.evidence if call.evidence.roles_known else None
    return CallMeasures(
        agent_talk_ratio=talk_ratio(call, Role.AGENT),
        customer_talk_ratio=talk_ratio(call, Role.CUSTOMER),
        non_talk_ratio=non_talk_ratio(call),
        rate_gross_per_min=agent.speech_rate_gross_per_min if agent else None,
        rate_net_per_min=agent.speech_rate_net_per_min if agent else None,
        articulation_per_min=agent.articulation_rate_per_min if agent else None,
        level_dbfs=agent.level_dbfs if agent else None,
        loudness_lufs=agent.loudness_lufs if agent else None,
        over_customer_db=level_over_customer_db(call),
        over_own_db=level_over_own_db(call),
        sudden_rises=len(agent.sudden_rises) if agent else None,
        clipping_ratio=agent.clipping_ratio if agent else None,
        agent_snr_db=agent.snr_db if agent else None,
        customer_snr_db=_snr_db(customer),
        over_own_semitones=pitch_over_own_semitones(call),
        pitch_range_semitones=agent.pitch_range_semitones if agent else None,
        response_median_s=median_response_s(evidence) if evidence else None,
        response_longest_s=longest_response_s(evidence) if evidence else None,
        dead_air_longest_s=longest_s(dead_air(evidence)) if evidence else None,
        dead_air_s=total_s(dead_air(evidence)) if evidence else None,
        hold_s=total_s(holds(call.evidence)),
        agent_interruptions=_interruptions(evidence, Role.AGENT),
        agent_interruptions_s=_interruptions_s(evidence, Role.AGENT),
        customer_interruptions=_interruptions(evidence, Role.CUSTOMER),
        customer_interruptions_s=_interruptions_s(evidence, Role.CUSTOMER),
        agent_backchannels=len(talkovers(evidence, Role.AGENT, TalkoverKind.BACKCHANNEL)) if evidence else None,
        role_confidence=call.evidence.role_confidence,
    )


def _snr_db(side: SideMeasures | None) -> Figure:
    return side.snr_db if side else None


def _interruptions(evidence: Evidence | None, role: Role) -> Figure:
    return len(talkovers(evidence, role, TalkoverKind.INTERRUPTION)) if evidence else None


def _interruptions_s(evidence: Evidence | None, role: Role) -> Figure:
    return total_s(talkovers(evidence, role, TalkoverKind.INTERRUPTION)) if evidence else None


def usual_range(values: list[float]) -> Range | None:
    """None of fewer than five."""
    if len(values) < LEAST_CALLS:
        return None
    tenths = quantiles(values, n=10, method="inclusive")
    return Range(tenths[0], tenths[4], tenths[8])
