"""Where the words of a call come from: a recogniser that hears it, or the transcript that is ready for it."""

from qa_scorer.hearing.hear import Hearing
from qa_scorer.model import Role
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.ready.lines import ReadyTranscript
from qa_scorer.transcript.ready.onto_voices import understood
from qa_scorer.transcript.recognise import recognise_sides
from qa_scorer.transcript.understood import Understood


def understand(hearing: Hearing, source: Engine | ReadyTranscript) -> Understood:
    """The words of every voice heard.

    Raises RecordingError for a transcript that does not fit, MachineError where the engine gives out.
    """
    if isinstance(source, ReadyTranscript):
        return understood(source, hearing)
    heard = recognise_sides(source, [(voice.samples, voice.clear) for voice in hearing.voices])
    return Understood(
        hearing=hearing,
        words=tuple(words for words, _ in heard),
        roles=(Role.UNKNOWN,) * len(heard),
        discarded=tuple(line for _, thrown_away in heard for line in thrown_away),
    )
