"""Voices and their words -> who is who, and who did what when: the conversation on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.conversation.parties import Party, Spoken
from qa_scorer.conversation.responses import responses
from qa_scorer.conversation.roles import tell_roles
from qa_scorer.conversation.silences import silences
from qa_scorer.conversation.system_voice import system_heads
from qa_scorer.conversation.talkover import talkovers
from qa_scorer.conversation.turns import turns_of
from qa_scorer.hearing.spans import joined
from qa_scorer.language import Text
from qa_scorer.model import CallData, LineSound, Response, Role, Side, Silence, Span, Talkover, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`parties` speak in `turns`; a voice that was first a machine's is two parties."""

    parties: tuple[Party, ...]
    turns: tuple[Turn, ...]
    silences: tuple[Silence, ...]
    responses: tuple[Response, ...]
    talkovers: tuple[Talkover, ...]
    role_confidence: float
    remarks: tuple[Text, ...]


def follow(
    voices: Sequence[Spoken],
    line_sounds: Sequence[LineSound],
    duration_s: float,
    data: CallData,
    agent_channel: Side | None,
    told_apart: float = 1.0,
    told_roles: Sequence[Role] = (),
) -> Conversation:
    """Follow a call of `duration_s`; `told_apart`, 0..1: how sure it is that the voices are told apart right.

    `told_roles`: the role of each voice where a transcript says it, else unknown.
    """
    heads_s = system_heads(voices, line_sounds)
    people = [voice.between(head_s, duration_s + 1) for voice, head_s in zip(voices, heads_s, strict=True)]
    roles = tell_roles(people, data, agent_channel, told_apart, told_roles)
    machines = [
        Party(role=Role.SYSTEM, voice=place, spoken=voices[place].between(0.0, head_s))
        for place, head_s in enumerate(heads_s)
        if head_s
    ]
    parties = (
        *machines,
        *(Party(role=roles.of_voices[place], voice=place, spoken=spoken) for place, spoken in enumerate(people)),
    )
    turns = turns_of(parties)
    speech = _speech(parties)
    return Conversation(
        parties=parties,
        turns=turns,
        silences=silences(turns, speech, duration_s),
        responses=responses(turns),
        talkovers=talkovers(turns, speech),
        role_confidence=roles.confidence,
        remarks=roles.remarks,
    )


def _speech(parties: Sequence[Party]) -> dict[Role, tuple[Span, ...]]:
    return {
        role: joined(span for party in parties if party.role is role for span in party.spoken.speech)
        for role in dict.fromkeys(party.role for party in parties)
    }
