"""Where the words of a call come from: a recogniser that hears it, or the transcript that is ready for it."""

import hashlib
from collections.abc import Sequence

import numpy as np

from qa_scorer.hearing.hear import Hearing, Voice
from qa_scorer.model import Role, VoiceWords
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.ready.lines import ReadyTranscript
from qa_scorer.transcript.ready.onto_voices import understood
from qa_scorer.transcript.recognise import recognise_sides
from qa_scorer.transcript.understood import Understood


def understand(hearing: Hearing, source: Engine | ReadyTranscript, before: Sequence[VoiceWords] = ()) -> Understood:
    """The words of every voice heard; a voice among those recognised `before` is not recognised again.

    Raises RecordingError for a transcript that does not fit, MachineError where the engine gives out.
    """
    if isinstance(source, ReadyTranscript):
        return understood(source, hearing)
    recognised = _recognised(source, hearing.voices, before)
    return Understood(
        hearing=hearing,
        words=tuple(voice.words for voice in recognised),
        roles=(Role.UNKNOWN,) * len(recognised),
        discarded=tuple(line for voice in recognised for line in voice.discarded),
        recognised=recognised,
    )


def _recognised(engine: Engine, voices: Sequence[Voice], before: Sequence[VoiceWords]) -> tuple[VoiceWords, ...]:
    sounds = [_sound_sha256(voice) for voice in voices]
    known = {voice.sound_sha256: voice for voice in before}
    new = {sound: voice for sound, voice in zip(sounds, voices, strict=True) if sound not in known}
    heard = recognise_sides(engine, [(voice.samples, voice.clear) for voice in new.values()])
    for sound, (words, discarded) in zip(new, heard, strict=True):
        known[sound] = VoiceWords(sound_sha256=sound, words=words, discarded=discarded)
    return tuple(known[sound] for sound in sounds)


def _sound_sha256(voice: Voice) -> str:
    """Of all that the recogniser is given of a voice."""
    digest = hashlib.sha256(np.array([(span.start_s, span.end_s) for span in voice.clear]).tobytes())
    digest.update(np.ascontiguousarray(voice.samples).data)
    return digest.hexdigest()
