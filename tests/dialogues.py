"""Calls written by hand as small dialogues, for tests that need neither audio nor a model."""

from collections.abc import Sequence
from dataclasses import replace

from qa_scorer.model import (
    AudioFacts,
    Baseline,
    Call,
    CallData,
    ChannelLayout,
    Evidence,
    LineSound,
    Response,
    Role,
    SideMeasures,
    Silence,
    Talkover,
    Turn,
    Verification,
    Word,
)

_SECONDS_A_CHARACTER = 0.2


def said(role: str, start_s: float, text: str, probability: float = 0.95) -> Turn:
    """A turn whose characters take a fifth of a second each."""
    words = tuple(
        Word(
            text=char,
            start_s=start_s + place * _SECONDS_A_CHARACTER,
            end_s=start_s + (place + 1) * _SECONDS_A_CHARACTER,
            probability=probability,
        )
        for place, char in enumerate(text)
    )
    return Turn(role=Role(role), start_s=start_s, end_s=start_s + len(text) * _SECONDS_A_CHARACTER, words=words)


def sound(role: str, start_s: float, end_s: float) -> Turn:
    """A turn of which no word was understood."""
    return Turn(role=Role(role), start_s=start_s, end_s=end_s)


def call_of(
    turns: Sequence[Turn],
    *,
    data: CallData | None = None,
    silences: Sequence[Silence] = (),
    responses: Sequence[Response] = (),
    talkovers: Sequence[Talkover] = (),
    line_sounds: Sequence[LineSound] = (),
    sides: Sequence[SideMeasures] | None = None,
    layout: ChannelLayout = ChannelLayout.STEREO,
    role_confidence: float = 1.0,
    baseline: Baseline | None = None,
    duration_s: float = 60.0,
    declared_s: float | None = None,
) -> Call:
    """A call of these turns; its sides are those that speak unless given."""
    if sides is None:
        sides = [
            SideMeasures(role=role, talk_s=sum(t.end_s - t.start_s for t in turns if t.role is role))
            for role in dict.fromkeys(turn.role for turn in turns)
        ]
    facts = AudioFacts(
        sha256="0" * 64, codec="pcm", sample_rate_hz=8000, channels=2, duration_s=duration_s, declared_s=declared_s
    )
    evidence = Evidence(
        facts=facts,
        layout=layout,
        turns=tuple(turns),
        silences=tuple(silences),
        responses=tuple(responses),
        talkovers=tuple(talkovers),
        line_sounds=tuple(line_sounds),
        sides=tuple(sides),
        role_confidence=role_confidence,
    )
    data = data or CallData(agent_id="1206", agent_name="张丽")
    return Call(name="call.wav", data=data, evidence=evidence, baseline=baseline)


def verified(call: Call, *verifications: Verification) -> Call:
    """The same call after the recogniser's second opinion."""
    return replace(call, evidence=replace(call.evidence, verifications=verifications))
