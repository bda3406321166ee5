"""What leaves the house: a night in which everything people said, and the customers' numbers, are masked.

Masking happens here, once, before anything is written, so that no writer can forget it. File names stay as they are:
they are the link to the recording.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa_scorer.figures.call_summary import is_listed
from qa_scorer.figures.history import EarlierPromise, History
from qa_scorer.figures.night_figures import NightCount, NightFigures
from qa_scorer.language import Text
from qa_scorer.model import (
    Answer,
    Call,
    Discarded,
    Evidence,
    Item,
    Night,
    ScoredCall,
    ScoredCalls,
    Talkover,
    Turn,
    UnscoredCall,
    Word,
)
from qa_scorer.scorecards.masking import hide_digits, mask
from qa_scorer.wording.pattern import plainly


def masked_night(night: Night) -> Night:
    """`night` as it may be read outside. A turn keeps its whole text as a single word: numbers run across words."""
    return replace(
        night,
        scored=_MaskedCalls(night.scored),
        unscored=tuple(_unscored(call) for call in night.unscored),
    )


def counted(night: Night, history: History) -> NightFigures:
    """The figures of a night not masked yet: callers are compared by their whole numbers, all else is masked."""
    count = NightCount(night.rubric)
    for scored in night.scored:
        count.add(_to_be_counted(scored), caller=scored.call.data.customer_number)
    for recording in night.unscored:
        count.add_unscored(_unscored(recording))
    return count.figures(_masked_history(history))


def _masked_history(history: History) -> History:
    """Its promises and appeals masked; callers' numbers are compared and never written."""
    promises = tuple(_masked_promise(entry) for entry in history.promises)
    appeals = tuple(replace(each, reason=mask(each.reason), answer=mask(each.answer)) for each in history.appeals)
    return replace(history, promises=promises, appeals=appeals)


def _masked_promise(entry: EarlierPromise) -> EarlierPromise:
    data = replace(entry.call.data, customer_number=mask(entry.call.data.customer_number))
    promise = replace(entry.promise, words=mask(entry.promise.words))
    return EarlierPromise(call=replace(entry.call, data=data), promise=promise)


@dataclass(frozen=True, slots=True)
class _MaskedCalls:
    """Each call is masked when its turn comes: a night need not fit into memory."""

    calls: ScoredCalls

    def __iter__(self) -> Iterator[ScoredCall]:
        return map(_scored, self.calls)

    def __len__(self) -> int:
        return len(self.calls)

    def of_agent(self, agent_id: str) -> "_MaskedCalls":
        return _MaskedCalls(self.calls.of_agent(agent_id))


def _scored(scored: ScoredCall) -> ScoredCall:
    items = tuple(_item(item) for item in scored.scorecard.items)
    return replace(scored, call=_call(scored.call), scorecard=replace(scored.scorecard, items=items))


def _to_be_counted(scored: ScoredCall) -> ScoredCall:
    """Masked where its figures keep what was said: the listed findings, and the turns. The rest is not kept."""
    items = tuple(_item(item) if is_listed(item.finding) else item for item in scored.scorecard.items)
    return replace(scored, call=_call(scored.call), scorecard=replace(scored.scorecard, items=items))


def _unscored(call: UnscoredCall) -> UnscoredCall:
    return replace(call, data=replace(call.data, customer_number=mask(call.data.customer_number)))


def _call(call: Call) -> Call:
    data = replace(call.data, customer_number=mask(call.data.customer_number))
    return replace(call, data=data, evidence=_evidence(call.evidence))


def _evidence(evidence: Evidence) -> Evidence:
    return replace(
        evidence,
        turns=tuple(_turn(turn) for turn in evidence.turns),
        talkovers=tuple(_talkover(talkover) for talkover in evidence.talkovers),
        discarded=tuple(_discarded(words) for words in evidence.discarded),
    )


def _turn(turn: Turn) -> Turn:
    probability = min((word.probability for word in turn.words), default=0.0)
    whole = Word(text=mask(turn.text), start_s=turn.start_s, end_s=turn.end_s, probability=probability)
    return replace(turn, words=(whole,))


def _talkover(talkover: Talkover) -> Talkover:
    """Its words are cut out of a turn: half a number would show what the turn hides."""
    return replace(talkover, words=hide_digits(talkover.words))


def _discarded(words: Discarded) -> Discarded:
    return replace(words, text=mask(words.text))


def _item(item: Item) -> Item:
    machine = item.finding.machine
    finding = replace(item.finding, answer=_answer(item.finding.answer), machine=_answer(machine) if machine else None)
    return replace(item, finding=finding)


def _answer(answer: Answer) -> Answer:
    reason = Text(zh=mask(plainly(answer.reason.zh)), en=mask(plainly(answer.reason.en)))
    return replace(answer, quote=mask(answer.quote), reason=reason)
