"""Who cut in on whom.

Talkover is what contact-centre analysis counts as interruptions and talk time at once (Amazon Connect Contact Lens:
"interruptions", "talk over"): one party begins while the other is speaking, and for a while both speak. It is

- a BACKCHANNEL where the one who began gave a listener's sign (嗯, 对, 好的: see `backchannels`) and did not take the
  floor. Words decide; where there are none, or the recogniser hardly believed them: at most 1 s, and the other went on;
- an INTERRUPTION from 1 s of both at once. Whether the interrupted fell silent first is told apart (`other_stopped`);
- an OVERLAP otherwise: under 1 s at once, as at the end of a turn that the next one does not wait for; both beginning
  as good as at once, where nobody cut in on anybody; and a listener's sign after which its speaker goes on.

A listener's sign, however long, is never an interruption.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qa_scorer.conversation.backchannels import LONGEST_S, is_sign, misheard
from qa_scorer.hearing.spans import joined, total_s
from qa_scorer.model import Role, Span, Talkover, TalkoverKind, Turn, Word

# Someone who draws breath is still speaking: whoever begins in so short a pause begins before the other has ended.
BREATH_S: Final = 0.5

LEAST_S: Final = 0.1  # less at once is within the error of the edges of speech activity: no talkover
INTERRUPTION_S: Final = 1.0
AT_ONCE_S: Final = 0.3  # faster than anyone reacts to a voice: who began second did not yet hear the first

_WORD_OFF_S = 0.25  # how far beside the speech a recogniser may put a word


@dataclass(frozen=True, slots=True)
class _Party:
    """`utterances`: the stretches of its speech with pauses of up to `BREATH_S` in them."""

    role: Role
    speech: Sequence[Span]
    utterances: tuple[Span, ...]
    words: tuple[Word, ...]

    def said(self, utterance: Span) -> tuple[Word, ...]:
        """The words that have their middle in the utterance or close beside it."""
        first = bisect_left(self.words, utterance.start_s - _WORD_OFF_S, key=_middle_s)
        last = bisect_right(self.words, utterance.end_s + _WORD_OFF_S, key=_middle_s)
        return self.words[first:last]

    def speaking_at(self, time_s: float) -> Span | None:
        """The utterance that began before `time_s` and ends after it."""
        place = bisect_left(self.utterances, time_s, key=_start_s) - 1
        return self.utterances[place] if place >= 0 and self.utterances[place].end_s > time_s else None

    def speaks_after(self, time_s: float) -> float:
        """When it is next heard after `time_s`; endless where it is not."""
        place = bisect_right(self.utterances, time_s, key=_end_s)
        return max(time_s, self.utterances[place].start_s) if place < len(self.utterances) else float("inf")


def talkovers(turns: Sequence[Turn], speech: Mapping[Role, Sequence[Span]]) -> tuple[Talkover, ...]:
    """Every talkover of agent and customer, by start; none where the roles are unknown.

    `speech`: the speech activity of each role, in order; the words are those of the turns. Times are those between
    which both are heard.
    """
    agent, customer = (_party(role, turns, speech.get(role, ())) for role in (Role.AGENT, Role.CUSTOMER))
    found = [*_cut_in(agent, customer), *_cut_in(customer, agent)]
    return tuple(sorted(found, key=lambda talkover: talkover.start_s))


def _party(role: Role, turns: Sequence[Turn], speech: Sequence[Span]) -> _Party:
    words = sorted((word for turn in turns if turn.role is role for word in turn.words), key=_middle_s)
    return _Party(role, speech, joined(speech, gap_s=BREATH_S), tuple(words))


def _cut_in(interrupter: _Party, interrupted: _Party) -> Iterator[Talkover]:
    for own in interrupter.utterances:
        other = interrupted.speaking_at(own.start_s)
        if other is None:
            continue
        at_once = _at_once(interrupter.speech, interrupted.speech, Span(own.start_s, min(own.end_s, other.end_s)))
        if total_s(at_once) < LEAST_S:
            continue
        words = interrupter.said(own)
        yield Talkover(
            kind=_kind(own, other, total_s(at_once), words, _keeps_floor(interrupter, interrupted, own)),
            interrupter=interrupter.role,
            interrupted=interrupted.role,
            start_s=at_once[0].start_s,
            end_s=at_once[-1].end_s,
            other_stopped=other.end_s < own.end_s,
            words="".join(word.text for word in words).strip(),
        )


def _kind(own: Span, other: Span, at_once_s: float, words: Sequence[Word], keeps_floor: bool) -> TalkoverKind:
    """`keeps_floor`: the interrupted is heard again before the interrupter is."""
    sign = is_sign("".join(word.text for word in words))
    short = misheard(words) and own.duration_s <= LONGEST_S and other.end_s > own.end_s
    if (sign and keeps_floor) or short:
        return TalkoverKind.BACKCHANNEL
    if sign or at_once_s < INTERRUPTION_S or own.start_s - other.start_s < AT_ONCE_S:
        return TalkoverKind.OVERLAP
    return TalkoverKind.INTERRUPTION


def _keeps_floor(interrupter: _Party, interrupted: _Party, own: Span) -> bool:
    return interrupted.speaks_after(own.end_s) < interrupter.speaks_after(own.end_s)


def _at_once(one: Sequence[Span], other: Sequence[Span], within: Span) -> list[Span]:
    """The stretches of `within` in which both speak."""
    found = []
    for a in _touching(one, within):
        for b in _touching(other, within):
            start_s, end_s = max(a.start_s, b.start_s, within.start_s), min(a.end_s, b.end_s, within.end_s)
            if end_s > start_s:
                found.append(Span(start_s, end_s))
    return found


def _touching(spans: Sequence[Span], within: Span) -> Sequence[Span]:
    return spans[bisect_right(spans, within.start_s, key=_end_s) : bisect_left(spans, within.end_s, key=_start_s)]


def _start_s(span: Span) -> float:
    return span.start_s


def _end_s(span: Span) -> float:
    return span.end_s


def _middle_s(word: Word) -> float:
    return (word.start_s + word.end_s) / 2
