"""A ready transcript put to the voices that were heard: whose words are whose, and who is agent where it says so.

On stereo a voice is a channel's. A speaker of the transcript is the voice of the channel it names, else the voice
that speaks while it does. On a single channel the transcript's speakers, where it has several, are the voices: its
recogniser told them apart already, and we only know when somebody spoke.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Final

from qa_scorer.errors import RecordingError
from qa_scorer.hearing.hear import Hearing, Voice
from qa_scorer.hearing.spans import joined, overlap_s
from qa_scorer.language import Text
from qa_scorer.model import Role, Word
from qa_scorer.transcript.ready.lines import ReadyLine, ReadyTranscript, Speaker
from qa_scorer.transcript.ready.share_out_speech import voices_of
from qa_scorer.transcript.understood import Understood

_TOLD_APART: Final = 0.9  # that a recogniser's speakers on one channel are told apart right: as good as ours when sure
_FITS: Final = 0.5  # less of the lines' time over speech than this, and the transcript is of another call
_CLEARLY: Final = 2.0  # a line without a speaker is clearly a voice's that speaks so much more of it than any other
_DOUBT: Final = 0.5  # by this the words of another line become less sure


def understood(transcript: ReadyTranscript, hearing: Hearing) -> Understood:
    """Raises RecordingError for a transcript whose times do not fit the recording. No voice: no words."""
    told = [speaker for speaker in transcript.speakers if speaker.told]
    if len(told) > 1 and hearing.voices and all(voice.side is None for voice in hearing.voices):
        hearing = replace(hearing, voices=voices_of(told, transcript.lines, hearing.voices), confidence=_TOLD_APART)
        whose = {speaker: place for place, speaker in enumerate(told)}
    else:
        whose = _matched(transcript, told, hearing.voices)
    return _shared_out(transcript, hearing, whose)


def _shared_out(transcript: ReadyTranscript, hearing: Hearing, whose: Mapping[Speaker, int]) -> Understood:
    words: list[list[Word]] = [[] for _ in hearing.voices]
    said_s = fitting_s = 0.0
    for line in transcript.lines if hearing.voices else ():
        place, sure = (whose[line.speaker], 1.0) if line.speaker in whose else _nearest(line, hearing.voices)
        words[place].extend(replace(word, probability=word.probability * sure) for word in line.words)
        said_s += line.span.duration_s
        fitting_s += overlap_s(line.span, hearing.voices[place].speech)
    if fitting_s < _FITS * said_s:
        raise _does_not_fit(transcript)
    return Understood(
        hearing=hearing,
        words=tuple(tuple(sorted(own, key=lambda word: word.start_s)) for own in words),
        roles=tuple(_role([s for s, place in whose.items() if place == voice]) for voice in range(len(hearing.voices))),
    )


def _matched(transcript: ReadyTranscript, told: Sequence[Speaker], voices: Sequence[Voice]) -> dict[Speaker, int]:
    """The voice of each speaker: of the channel it names; of the others, no more than there are voices, each another
    voice so that they fit best together, or else each the one that fits it best."""
    sides = {voice.side: place for place, voice in enumerate(voices)}
    whose = {speaker: sides[speaker.side] for speaker in told if speaker.side and speaker.side in sides}
    rest = [speaker for speaker in told if speaker not in whose]
    if not rest or not voices:
        return whose
    fit = {speaker: _fit(transcript, speaker, voices) for speaker in rest}
    free = [place for place in range(len(voices)) if place not in whose.values()]
    if len(rest) <= len(free):
        best = max(
            permutations(free, len(rest)),
            key=lambda places: sum(fit[speaker][place] for speaker, place in zip(rest, places, strict=True)),
        )
        return whose | dict(zip(rest, best, strict=True))
    return whose | {speaker: max(range(len(voices)), key=fit[speaker].__getitem__) for speaker in rest}


def _fit(transcript: ReadyTranscript, speaker: Speaker, voices: Sequence[Voice]) -> list[float]:
    """How many seconds each voice speaks while the speaker does."""
    spans = joined(line.span for line in transcript.lines if line.speaker == speaker)
    return [sum(overlap_s(span, voice.speech) for span in spans) for voice in voices]


def _nearest(line: ReadyLine, voices: Sequence[Voice]) -> tuple[int, float]:
    """The voice that speaks most of the line, and by how much to lower the words' probability."""
    over = [overlap_s(line.span, voice.speech) for voice in voices]
    place = max(range(len(voices)), key=over.__getitem__)
    others = max((over[other] for other in range(len(voices)) if other != place), default=0.0)
    return place, 1.0 if over[place] > 0 and over[place] >= _CLEARLY * others else _DOUBT


def _role(speakers: Sequence[Speaker]) -> Role:
    """The one role they have; a machine on the agent's channel leaves it the agent's."""
    roles = {speaker.role for speaker in speakers} - {Role.UNKNOWN}
    people = roles - {Role.SYSTEM}
    return next(iter(people or roles)) if len(people or roles) == 1 else Role.UNKNOWN


def _does_not_fit(transcript: ReadyTranscript) -> RecordingError:
    return RecordingError(
        where=transcript.where,
        why=Text(
            f"现成文本 {transcript.where} 的时间与录音对不上，多半是另一通电话的，或左右声道写反了",
            f"the times in the transcript {transcript.where} do not fit the recording: most likely it is of another "
            "call, or its channels are swapped",
        ),
        mend=Text("换成这个录音的文本", "put the transcript of this recording there"),
    )
