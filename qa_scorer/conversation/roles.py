"""Whose voice is whose: the agent is who talks like one.

What the call table or the command says of the channels holds, unless the words say the contrary so clearly that one
of the two must be wrong. Otherwise the words decide (greeting, job number, set phrases against how callers ask), and
who answered first. What stays in doubt is left unknown: every rule about the agent is then undetermined.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from qa_scorer.conversation.parties import Spoken
from qa_scorer.conversation.role_cues import AGENT, CUSTOMER
from qa_scorer.language import Text
from qa_scorer.model import CallData, Role, Side
from qa_scorer.wording.numbers import numbers_heard
from qa_scorer.wording.passage import Passage, passage
from qa_scorer.wording.phrases import best_hit
from qa_scorer.wording.script import fold

SURE: Final = 0.9  # under this the roles are unknown
_CONTRARY: Final = 0.99  # words as sure as this against what was said of the channels: one of them is wrong

_LEAST_BY_SOUND = 5  # characters a cue needs to be believed by its sound alone
_ALIKE = 0.85
_ENOUGH = 12.0  # a voice's cues say no more beyond this
_FIRST = 1.0  # who answers the telephone is the one who was called
_OWN_NUMBER = 4.0
_SCALE = 1.5  # weight over which the odds change by a factor of e
_ALONE = 4.0  # weight of cues from which a single voice is known
_APART = 8.0  # lead in cues that two voices have only when all of the agent's set phrases are in one of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """One role a voice, in their order. `confidence`, 0..1: that agent and customer are not mixed up."""

    of_voices: tuple[Role, ...]
    confidence: float
    remarks: tuple[Text, ...] = ()


def tell_roles(
    voices: Sequence[Spoken],
    data: CallData,
    agent_channel: Side | None,
    told_apart: float = 1.0,
    told_roles: Sequence[Role] = (),
) -> Roles:
    """The role of each of the voices, system voices taken out before.

    `agent_channel` is what the command line says, `told_roles` what a transcript says of each voice; `told_apart` the
    confidence, 0..1, that the voices are told apart right. Under `SURE` every voice is unknown.
    """
    given = data.agent_channel or agent_channel
    weights = [_weight(voice, data) for voice in voices]
    if given and all(voice.side for voice in voices):
        roles = tuple(Role.AGENT if voice.side == given else Role.CUSTOMER for voice in voices)
        return _as_given(roles, weights, 1.0, _SWAPPED[given])
    if told := _completed(told_roles):
        return _as_given(told, weights, told_apart, _SWAPPED_IN_TRANSCRIPT)
    if not any(voice.words for voice in voices):
        return Roles(of_voices=(Role.UNKNOWN,) * len(voices), confidence=0.0)
    roles, confidence = _alone(weights[0]) if len(voices) == 1 else _by_words(voices, weights, data)
    return _if_sure(roles, confidence * _confirmed(told_apart, weights))


def _completed(told: Sequence[Role]) -> tuple[Role, ...]:
    """The roles told; with two voices one of them tells the other. Empty where agent or customer is not told."""
    people = (Role.AGENT, Role.CUSTOMER)
    if len(told) == 2 and Role.UNKNOWN in told and (one := next((role for role in people if role in told), None)):
        other = people[1 - people.index(one)]
        return tuple(one if role is one else other for role in told)
    return tuple(told) if any(role in told for role in people) else ()


def _as_given(roles: tuple[Role, ...], weights: Sequence[float], confidence: float, swapped_remark: Text) -> Roles:
    agent, customer = (
        max((weight for weight, role in zip(weights, roles, strict=True) if role is wanted), default=0.0)
        for wanted in (Role.AGENT, Role.CUSTOMER)
    )
    swapped = _probability(customer - agent)
    if swapped < _CONTRARY:
        return _if_sure(roles, confidence)
    return Roles(of_voices=(Role.UNKNOWN,) * len(roles), confidence=1.0 - swapped, remarks=(swapped_remark,))


def _by_words(voices: Sequence[Spoken], weights: Sequence[float], data: CallData) -> tuple[tuple[Role, ...], float]:
    first = min(range(len(voices)), key=lambda v: voices[v].words[0].start_s if voices[v].words else float("inf"))
    answered = -_FIRST if data.direction == "outbound" else _FIRST
    totals = [weight + answered * (voice == first) for voice, weight in enumerate(weights)]
    agent = max(range(len(voices)), key=lambda voice: totals[voice])
    others = [voice for voice in range(len(voices)) if voice != agent]
    customer = max(others, key=lambda voice: sum(span.duration_s for span in voices[voice].speech))
    names = {agent: Role.AGENT, customer: Role.CUSTOMER}
    lead = totals[agent] - max(totals[voice] for voice in others)
    return tuple(names.get(voice, Role.UNKNOWN) for voice in range(len(voices))), _probability(lead)


def _alone(weight: float) -> tuple[tuple[Role, ...], float]:
    if abs(weight) < _ALONE:
        return (Role.UNKNOWN,), 0.0
    return (Role.AGENT if weight > 0 else Role.CUSTOMER,), _probability(abs(weight))


def _confirmed(told_apart: float, weights: Sequence[float]) -> float:
    """The confidence that voices are told apart, once it is known what they say.

    Of two voices, one that has all that agents say and the other none of it, are two: what sound left in doubt is
    mostly settled.
    """
    split = len(weights) == 2 and max(weights) - min(weights) >= _APART
    return 1.0 - (1.0 - told_apart) * (0.1 if split else 1.0)


def _if_sure(roles: tuple[Role, ...], confidence: float) -> Roles:
    if confidence >= SURE:
        return Roles(of_voices=roles, confidence=confidence)
    return Roles(of_voices=(Role.UNKNOWN,) * len(roles), confidence=confidence, remarks=(_UNSURE,))


def _weight(voice: Spoken, data: CallData) -> float:
    """How much more this voice talks like the agent (above 0) than like the customer."""
    said = passage([voice.as_turn()])
    agent = _cues(said, AGENT) + _OWN_NUMBER * _says(said, data.agent_id)
    return min(agent, _ENOUGH) - min(_cues(said, CUSTOMER), _ENOUGH)


def _cues(said: Passage, cues: Mapping[str, float]) -> float:
    return sum(weight for cue, weight in cues.items() if _is_said(said, cue))


def _is_said(said: Passage, cue: str) -> bool:
    if len(cue) < _LEAST_BY_SOUND:
        return fold(cue) in said.text
    return best_hit(said, (cue,), _ALIKE) is not None


def _says(said: Passage, agent_id: str) -> bool:
    digits = "".join(char for char in agent_id if char.isdecimal())
    return len(digits) >= 3 and any(digits in number.digits for number in numbers_heard(said))


def _probability(lead: float) -> float:
    return 1.0 / (1.0 + exp(-lead / _SCALE))


_UNSURE = Text(
    "分不准哪一位是坐席，有关坐席的项目不作判定",
    "who the agent is could not be told for sure: rules about the agent are left open",
)
_SWAPPED_IN_TRANSCRIPT = Text(
    "现成文本里的坐席从说的话看像是客户，请核对；有关坐席的项目不作判定",
    "whom the transcript calls the agent talks like the customer: please check; rules about the agent are left open",
)
_SWAPPED: dict[Side, Text] = {
    "left": Text(
        "指定坐席在左声道，但从说的话看坐席像在右声道，请核对；有关坐席的项目不作判定",
        "the agent is said to be on the left, but the words sound like it is the right: please check; rules about the "
        "agent are left open",
    ),
    "right": Text(
        "指定坐席在右声道，但从说的话看坐席像在左声道，请核对；有关坐席的项目不作判定",
        "the agent is said to be on the right, but the words sound like it is the left: please check; rules about the "
        "agent are left open",
    ),
}
