"""Sound -> who spoke when and how it sounded: the whole hearing half on one page."""

from dataclasses import dataclass

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.channels import Channels, tell_channels
from qa_scorer.hearing.leakage import without_leakage
from qa_scorer.hearing.line_sounds import line_sounds, speech_only
from qa_scorer.hearing.loudness import Loudness, loudness
from qa_scorer.hearing.sound import Samples, Sound
from qa_scorer.hearing.spans import gaps, total_s
from qa_scorer.language import Text
from qa_scorer.model import Role, Side, Span

LEAST_SILENCE_S = 1.0

_ONE_SIDE_REMARKS = {
    Channels.SAME_TWICE: Text(
        "两个声道是同一路声音，按单声道处理，分不清谁在说话",
        "both channels carry the same sound: treated as mono, who spoke cannot be told",
    ),
    Channels.LEFT_ONLY: Text(
        "右声道没有声音，按单声道处理，分不清谁在说话",
        "the right channel is dead: treated as mono, who spoke cannot be told",
    ),
    Channels.RIGHT_ONLY: Text(
        "左声道没有声音，按单声道处理，分不清谁在说话",
        "the left channel is dead: treated as mono, who spoke cannot be told",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSide:
    """One side of a call: its samples (shape (n,)), when it spoke, how loud."""

    role: Role
    samples: Samples
    speech: tuple[Span, ...]
    loudness: Loudness


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """`silences` are the stretches of at least a second in which no side speaks; `non_talk_s` is all such time."""

    sides: tuple[HeardSide, ...]
    silences: tuple[Span, ...]
    non_talk_s: float
    remarks: tuple[Text, ...]


def hear(sound: Sound, agent_channel: Side = "left") -> Hearing:
    """Find out who spoke when. On one channel the only side's role is unknown."""
    channels = tell_channels(sound)
    if channels is Channels.STEREO:
        left, right = sound.samples
        spoken_left, spoken_right = _speech(left), _speech(right)
        roles = (Role.AGENT, Role.CUSTOMER) if agent_channel == "left" else (Role.CUSTOMER, Role.AGENT)
        sides: tuple[HeardSide, ...] = (
            _side(roles[0], left, without_leakage(left, spoken_left, right)),
            _side(roles[1], right, without_leakage(right, spoken_right, left)),
        )
    else:
        only = sound.samples[1 if channels is Channels.RIGHT_ONLY else 0]
        sides = (_side(Role.UNKNOWN, only, _speech(only)),)
    spoken = [span for side in sides for span in side.speech]
    return Hearing(
        sides=sides,
        silences=gaps(spoken, sound.duration_s, LEAST_SILENCE_S),
        non_talk_s=total_s(gaps(spoken, sound.duration_s, 0)),
        remarks=(_ONE_SIDE_REMARKS[channels],) if channels in _ONE_SIDE_REMARKS else (),
    )


def _speech(samples: Samples) -> tuple[Span, ...]:
    """Speech activity less what is hold music or a tone."""
    found = speech_spans(samples)
    return speech_only(found, line_sounds(samples, found))


def _side(role: Role, samples: Samples, speech: tuple[Span, ...]) -> HeardSide:
    return HeardSide(role=role, samples=samples, speech=speech, loudness=loudness(samples, speech))
