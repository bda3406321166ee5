"""A written call -> Call: the evidence that the hearing half would have gathered of it."""

from collections.abc import Sequence
from dataclasses import replace

from qa_scorer.conversation.responses import responses
from qa_scorer.conversation.silences import silences
from qa_scorer.conversation.talkover import talkovers
from qa_scorer.hearing.spans import gaps, joined, total_s
from qa_scorer.model import AudioFacts, Call, Evidence, Role, SideMeasures, Span, Turn
from qa_scorer.rubric.dialogue_lines import DialogueLine
from qa_scorer.rubric.written_call import WrittenCall
from qa_scorer.rubric_trials.placed_lines import placed_lines
from qa_scorer.transcript.habit_words import habit_words_per_100
from qa_scorer.transcript.speech_rate import per_min

_TAIL_S = 1.0  # after the last turn, where no length is given
_PARTIES = (Role.AGENT, Role.CUSTOMER)


def as_call(written: WrittenCall, name: str, lines: Sequence[DialogueLine] | None = None) -> Call:
    """The call as the checks see it; who is not in the dialogue did not speak. `lines`: heard instead of its own."""
    turns = placed_lines(written.lines if lines is None else lines)
    duration_s = written.duration_s or max(turn.end_s for turn in turns) + _TAIL_S
    speech = {role: _speech(turns, role) for role in dict.fromkeys(turn.role for turn in turns)}
    everyone = joined(span for spans in speech.values() for span in spans)
    evidence = Evidence(
        facts=AudioFacts(sha256="", codec="written", sample_rate_hz=8000, channels=2, duration_s=duration_s),
        layout=written.layout,
        turns=turns,
        silences=silences(turns, speech, duration_s) if written.silences is None else written.silences,
        responses=responses(turns) if written.responses is None else written.responses,
        talkovers=talkovers(turns, speech) if written.talkovers is None else written.talkovers,
        line_sounds=written.line_sounds,
        non_talk_s=total_s(gaps(everyone, duration_s, 0)),
        sides=_sides(written, turns, speech, duration_s),
        role_confidence=written.role_confidence,
        verifications=written.verifications,
        recogniser="written",
    )
    return Call(name=name, data=written.call, evidence=evidence, baseline=written.baseline)


def _speech(turns: Sequence[Turn], role: Role) -> tuple[Span, ...]:
    return joined(Span(turn.start_s, turn.end_s) for turn in turns if turn.role is role)


def _sides(
    written: WrittenCall, turns: Sequence[Turn], speech: dict[Role, tuple[Span, ...]], duration_s: float
) -> tuple[SideMeasures, ...]:
    """One for each who speaks; of agent and customer the other as well, silent (as the hearing half does)."""
    heard = [*speech, *(role for role in _PARTIES if role not in speech and set(_PARTIES) & set(speech))]
    return tuple(_side(written, turns, role, speech.get(role, ()), duration_s) for role in heard)


def _side(
    written: WrittenCall, turns: Sequence[Turn], role: Role, speech: Sequence[Span], duration_s: float
) -> SideMeasures:
    own = [turn for turn in turns if turn.role is role]
    characters, speaking_s = sum(turn.characters for turn in own), sum(turn.end_s - turn.start_s for turn in own)
    words = [word for turn in own for word in turn.words]
    side = SideMeasures(
        role=role,
        talk_s=total_s(speech),
        speaking_s=speaking_s,
        characters=characters,
        speech_rate_gross_per_min=per_min(characters, duration_s),
        speech_rate_net_per_min=per_min(characters, speaking_s),
        articulation_rate_per_min=per_min(characters, total_s(speech)),
        habit_words_per_100=habit_words_per_100("".join(turn.text for turn in own), characters),
        word_probability=sum(word.probability for word in words) / len(words) if words else None,
    )
    given = getattr(written.measures, role.value, None)
    return replace(side, **{name: getattr(given, name) for name in given.model_fields_set}) if given else side
