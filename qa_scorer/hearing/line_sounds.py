"""What is neither speech nor silence on a telephone line: ringing, busy tone, keys, music, steady noise."""

from collections.abc import Sequence

from qa_scorer.hearing.cadence import signals
from qa_scorer.hearing.music import music_spans
from qa_scorer.hearing.noise import noise_spans
from qa_scorer.hearing.ridges import ridges
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.spans import overlap_s, without
from qa_scorer.hearing.tones import Tone, bursts
from qa_scorer.model import LineSound, LineSoundKind, Span

_LASTING_S = 3.0  # no note in a piece of music stands alone for so long


def line_sounds(samples: Samples, speech: Sequence[Span]) -> tuple[LineSound, ...]:
    """Everything of the kind in one channel, shape (n,), in order of start.

    `speech` is what the speech detector found there; where it took music or a tone for speech, the sounds overlap it.
    """
    tones = _tones(samples, speech)
    sure = [sound for sound in tones if _is_sure(sound)]
    heard = ridges(samples)
    music = music_spans(heard, speech, [sound.span for sound in sure])
    sounds = [LineSound(LineSoundKind.MUSIC, span) for span in music]
    sounds += [sound for sound in tones if sound in sure or _stands_alone(sound.span, music, speech)]
    noise = noise_spans(heard, [*speech, *(sound.span for sound in sounds)])
    sounds += [LineSound(LineSoundKind.NOISE, span) for span in noise]
    return tuple(sorted(sounds, key=lambda sound: sound.span.start_s))


def speech_only(speech: Sequence[Span], sounds: Sequence[LineSound]) -> tuple[Span, ...]:
    """The spans of speech less what is music or tone; noise under speech leaves it speech."""
    return without(speech, (sound.span for sound in sounds if sound.kind is not LineSoundKind.NOISE))


def _tones(samples: Samples, speech: Sequence[Span]) -> list[LineSound]:
    found = bursts(samples)
    digits = [LineSound(LineSoundKind.DTMF, burst.span) for burst in found if burst.tone is Tone.DIGIT]
    others = [LineSound(LineSoundKind.TONE, burst.span) for burst in found if burst.tone is Tone.OTHER]
    return [*signals([burst for burst in found if burst.tone is Tone.PROGRESS], speech), *digits, *others]


def _is_sure(sound: LineSound) -> bool:
    """Whether it cannot be a note of music."""
    return sound.kind in (LineSoundKind.DTMF, LineSoundKind.BUSY_TONE) or sound.span.duration_s >= _LASTING_S


def _stands_alone(tone: Span, music: Sequence[Span], speech: Sequence[Span]) -> bool:
    """A tone in music is a note; one that was taken for speech is a voice."""
    return not overlap_s(tone, music) and overlap_s(tone, speech) < tone.duration_s / 2
