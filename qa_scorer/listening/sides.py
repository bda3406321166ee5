"""The figures of each party: what it said, set against how long, and how it sounded."""

from collections.abc import Iterator, Sequence

from qa_scorer.conversation.follow import Conversation
from qa_scorer.hearing.hear import Hearing, Voice
from qa_scorer.hearing.how_it_sounded import Sounded, how_it_sounded
from qa_scorer.hearing.spans import joined, total_s
from qa_scorer.model import LineSoundKind, PerSecond, Role, SideMeasures, Span, Word
from qa_scorer.transcript.engine import Engine
from qa_scorer.transcript.habit_words import habit_words_per_100
from qa_scorer.transcript.ready.lines import ReadyTranscript
from qa_scorer.transcript.speech_rate import characters_per_second, per_min
from qa_scorer.transcript.spoken_language import spoken_language

_Source = Engine | ReadyTranscript


def measured_sides(hearing: Hearing, talk: Conversation, call_s: float, source: _Source) -> tuple[SideMeasures, ...]:
    """One for each party of a call of `call_s`; of agent and customer, who was not heard did not speak."""
    return (*_heard(hearing, talk, call_s, source), *_silent({party.role for party in talk.parties}))


def _heard(hearing: Hearing, talk: Conversation, call_s: float, source: _Source) -> Iterator[SideMeasures]:
    for party in talk.parties:
        voice, speech, words = hearing.voices[party.voice], party.spoken.speech, party.spoken.words
        turns = [turn for turn in talk.turns if turn.role is party.role]
        talk_s, speaking_s = total_s(speech), sum(turn.end_s - turn.start_s for turn in turns)
        characters = sum(turn.characters for turn in turns)
        sounded = _sounded(hearing, voice, speech)
        yield SideMeasures(
            role=party.role,
            talk_s=talk_s,
            side=voice.side,
            speaking_s=speaking_s,
            level_dbfs=sounded.level_dbfs,
            level_range_db=sounded.level_range_db,
            loudness_lufs=sounded.loudness_lufs,
            clipping_ratio=sounded.clipping_ratio,
            snr_db=sounded.snr_db,
            echo_db=voice.echo.level_db if voice.echo else None,
            sudden_rises=sounded.sudden_rises,
            pitch_median_hz=sounded.pitch_median_hz,
            pitch_range_semitones=sounded.pitch_range_semitones,
            characters=characters,
            speech_rate_gross_per_min=per_min(characters, call_s),
            speech_rate_net_per_min=per_min(characters, speaking_s),
            articulation_rate_per_min=per_min(characters, talk_s),
            word_probability=_mean_probability(words),
            habit_words_per_100=habit_words_per_100("".join(word.text for word in words), characters),
            language=None if isinstance(source, ReadyTranscript) else spoken_language(source, voice.samples, speech),
            per_second=PerSecond(
                level_dbfs=sounded.level_per_second,
                pitch_hz=sounded.pitch_per_second,
                characters=characters_per_second(words, call_s),
            ),
        )


def _silent(heard: set[Role]) -> Iterator[SideMeasures]:
    for role, other in ((Role.CUSTOMER, Role.AGENT), (Role.AGENT, Role.CUSTOMER)):
        if other in heard and role not in heard:
            yield SideMeasures(role=role, talk_s=0.0)


def _sounded(hearing: Hearing, voice: Voice, speech: Sequence[Span]) -> Sounded:
    voices = [span for other in hearing.voices for span in other.speech]
    sounds = [s.span for s in hearing.line_sounds if s.side == voice.side and s.kind is not LineSoundKind.NOISE]
    return how_it_sounded(voice.samples, speech, joined([*voices, *sounds]))


def _mean_probability(words: Sequence[Word]) -> float | None:
    characters = sum(len(word.text) for word in words)
    return sum(word.probability * len(word.text) for word in words) / characters if characters else None
