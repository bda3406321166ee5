"""Sound -> who spoke when: the hearing half on one page.

On real stereo a voice is a channel's; on a single channel voices are told apart by how they sound.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_scorer.hearing.activity import speech_spans
from qa_scorer.hearing.channels import tell_channels
from qa_scorer.hearing.echo import Echo, echo
from qa_scorer.hearing.leakage import without_leakage
from qa_scorer.hearing.line_sounds import line_sounds, speech_only
from qa_scorer.hearing.oddities import odd_leakage, odd_sound, odd_speech
from qa_scorer.hearing.sound import Samples, Sound
from qa_scorer.hearing.spans import overlap_s, total_s, without
from qa_scorer.hearing.speakers import tell_speakers
from qa_scorer.language import Text
from qa_scorer.model import ChannelLayout, LineSound, Side, Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voice:
    """One voice: the samples, shape (n,), of the channel it is on, and when it spoke.

    `clear` is its speech less what a longer stretch of another voice on the same channel lies over: nobody can
    tell there whose words are heard.
    """

    samples: Samples
    side: Side | None  # None on a single channel
    speech: tuple[Span, ...]
    clear: tuple[Span, ...]
    echo: Echo | None = None  # of the other channel's voice


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hearing:
    """`confidence`, 0..1: that the voices are told apart right; 1.0 where each has a channel of its own."""

    layout: ChannelLayout
    voices: tuple[Voice, ...]
    line_sounds: tuple[LineSound, ...]
    confidence: float = 1.0
    remarks: tuple[Text, ...] = ()


def hear(sound: Sound) -> Hearing:
    """Find out who spoke when. No speech: no voice on a single channel, two silent ones on stereo."""
    layout = tell_channels(sound)
    heard = _two_channels(sound) if layout is ChannelLayout.STEREO else _one_channel(sound, layout)
    odd = (*odd_sound(sound, layout), *odd_speech([voice.speech for voice in heard.voices]))
    return replace(heard, remarks=(*odd, *heard.remarks))


def _two_channels(sound: Sound) -> Hearing:
    left, right = sound.samples
    (spoken_left, left_sounds), (spoken_right, right_sounds) = _speech(left, "left"), _speech(right, "right")
    own_left, own_right = without_leakage(left, spoken_left, right), without_leakage(right, spoken_right, left)
    return Hearing(
        layout=ChannelLayout.STEREO,
        voices=(
            _without_echo("left", left, own_left, right, own_right),
            _without_echo("right", right, own_right, left, own_left),
        ),
        line_sounds=tuple(sorted((*left_sounds, *right_sounds), key=lambda found: found.span.start_s)),
        remarks=(
            *odd_leakage("left", total_s(spoken_left) - total_s(own_left)),
            *odd_leakage("right", total_s(spoken_right) - total_s(own_right)),
        ),
    )


def _without_echo(
    side: Side, samples: Samples, speech: tuple[Span, ...], other: Samples, others_speech: Sequence[Span]
) -> Voice:
    came_back = echo(samples, other, others_speech)
    own = without_leakage(samples, speech, other, came_back.delay_s) if came_back else speech
    return Voice(samples=samples, side=side, speech=own, clear=own, echo=came_back)


def _one_channel(sound: Sound, layout: ChannelLayout) -> Hearing:
    samples = sound.samples[1 if layout is ChannelLayout.RIGHT_ONLY else 0]
    speech, sounds = _speech(samples, None)
    told = tell_speakers(samples, speech)
    voices = tuple(
        Voice(samples=samples, side=None, speech=own, clear=_clear(own, [v for v in told.voices if v is not own]))
        for own in told.voices
    )
    return Hearing(layout=layout, voices=voices, line_sounds=sounds, confidence=told.confidence, remarks=told.remarks)


def _speech(samples: Samples, side: Side | None) -> tuple[tuple[Span, ...], tuple[LineSound, ...]]:
    """Speech activity less what is hold music or a tone, and these."""
    found = speech_spans(samples)
    sounds = tuple(LineSound(sound.kind, sound.span, side) for sound in line_sounds(samples, found))
    return speech_only(found, sounds), sounds


def _clear(own: Sequence[Span], others: Sequence[Sequence[Span]]) -> tuple[Span, ...]:
    over = [span for voice in others for span in voice]
    hidden = [o for o in over if any(overlap_s(s, [o]) and s.duration_s <= o.duration_s for s in own)]
    return without(own, hidden)
