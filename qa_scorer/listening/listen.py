"""One recording -> Evidence, on one page: decode, hear who spoke when, get its words, follow the conversation.

How a party sounded is measured last: a recorded prompt on the agent's channel is not the agent's voice, and that only
the words tell.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from threadpoolctl import ThreadpoolController

from qa_scorer.conversation.follow import follow
from qa_scorer.conversation.parties import Spoken
from qa_scorer.errors import RecordingError
from qa_scorer.hearing.decode import decode
from qa_scorer.hearing.hear import hear
from qa_scorer.hearing.outline import outlines
from qa_scorer.hearing.sound import Sound
from qa_scorer.hearing.spans import gaps, joined, total_s
from qa_scorer.language import Text
from qa_scorer.listening.second_opinions import second_opinions
from qa_scorer.listening.sides import measured_sides
from qa_scorer.listening.terms import with_terms
from qa_scorer.listening.understand import understand
from qa_scorer.model import CallData, Doubt, Evidence, Recording, Side, VoiceWords
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.forced_decoding import AsksAgain
from qa_scorer.transcript.ready.folder import ReadyTranscripts
from qa_scorer.transcript.ready.lines import ReadyTranscript
from qa_scorer.transcript.word_source import WordSource

DoubtsOf = Callable[[Evidence], Sequence[Doubt]]


def listen(
    recording: Recording,
    source: WordSource,
    agent_channel: Side | None = None,
    doubts_of: DoubtsOf | None = None,
    tell_length: Callable[[float], None] = lambda duration_s: None,
) -> Evidence:
    """Hear one recording, its words recognised or read. The call table's `agent_channel` beats the one given, that
    one what a transcript says of the roles; with none of them the words decide.

    `doubts_of` says what is doubtful in the evidence; an engine that can be asked again answers it (verifications).
    `tell_length` is told the seconds of sound once they are decoded: the work still to be done grows with them.
    Raises RecordingError if the file cannot be decoded, its transcript not be used, or nobody is understood in it.
    """
    words_from = source.of(recording) if isinstance(source, ReadyTranscripts) else source
    sound = decode(recording)
    tell_length(sound.duration_s)
    with blas_of_one_thread():
        evidence = listen_to(
            sound, recording.call, words_from, agent_channel, doubts_of, source.terms, recording.recognised
        )
    if not any(turn.words for turn in evidence.turns):
        raise RecordingError(where=recording.name, why=_NOBODY, mend=_WHICH_LINE)
    return evidence


def listen_to(
    sound: Sound,
    data: CallData,
    source: Engine | ReadyTranscript,
    agent_channel: Side | None = None,
    doubts_of: DoubtsOf | None = None,
    terms: Sequence[str] = (),
    before: Sequence[VoiceWords] = (),
) -> Evidence:
    """All that is heard in a decoded recording. No words in it: no turn has any.

    `terms` are a site's own; what was recognised `before` in one of its voices is not recognised again.
    """
    understood = understand(hear(sound), source, before)
    hearing = understood.hearing
    talk = follow(
        [
            Spoken(speech=voice.speech, words=words, side=voice.side)
            for voice, words in zip(hearing.voices, understood.words, strict=True)
        ],
        hearing.line_sounds,
        sound.duration_s,
        data,
        agent_channel,
        hearing.confidence,
        understood.roles,
    )
    everyone = joined(span for voice in hearing.voices for span in voice.speech)
    evidence = Evidence(
        facts=replace(sound.facts, remarks=(*sound.facts.remarks, *hearing.remarks, *talk.remarks)),
        layout=hearing.layout,
        turns=talk.turns,
        silences=talk.silences,
        responses=talk.responses,
        talkovers=talk.talkovers,
        line_sounds=hearing.line_sounds,
        non_talk_s=total_s(gaps(everyone, sound.duration_s, 0)),
        sides=measured_sides(hearing, talk, sound.duration_s, source),
        role_confidence=talk.role_confidence,
        discarded=understood.discarded,
        outlines=outlines(sound),
        recogniser=source.name,
        terms=tuple(terms),
        recognised=understood.recognised,
    )
    if not isinstance(source, AsksAgain):
        return evidence
    sounds = {party.role: hearing.voices[party.voice].samples for party in talk.parties}
    evidence = replace(evidence, turns=with_terms(evidence.turns, terms, sounds, source.second_opinion))
    if doubts_of is None:
        return evidence
    answers = second_opinions(doubts_of(evidence), evidence.turns, sounds, source.second_opinion)
    return replace(evidence, verifications=tuple(answers))


def blas_of_one_thread() -> AbstractContextManager[object]:
    """numpy's OpenBLAS multiplies in another order with another number of threads, and rounds differently.

    That tiny difference in the spectrum changed words and their probability by a few percent: the same recording would
    have been heard differently on a machine of other cores, or beside other workers. The products here are small.
    """
    limiter: AbstractContextManager[object] = ThreadpoolController().select(internal_api="openblas").limit(limits=1)
    return limiter


_NOBODY = Text(
    "没有听到能听懂的话，只有静音、噪声、音乐或提示音", "no words in it, only silence, noise, music or tones"
)
_WHICH_LINE = Text("听一下这个录音，检查录音系统接的线路", "listen to it, and check which line the recorder taps")
