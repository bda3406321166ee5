"""Words that were never said, by which it is seen that a worker takes the words it is told."""

from collections.abc import Mapping
from dataclasses import replace

from qa_scorer.model import Call, Evidence, Recording, VoiceWords

_NEVER_SAID = "别"


def in_other_words(recording: Recording, heard: Mapping[str, Call]) -> Recording:
    """The recording with what was recognised in it, but for the texts."""
    voices = heard[recording.name].evidence.recognised
    return replace(recording, recognised=tuple(map(_other, voices)))


def holds_no_other(evidence: Evidence) -> bool:
    return {word.text for turn in evidence.turns for word in turn.words} == {_NEVER_SAID}


def _other(voice: VoiceWords) -> VoiceWords:
    return replace(voice, words=tuple(replace(word, text=_NEVER_SAID) for word in voice.words))
