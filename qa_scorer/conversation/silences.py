"""The silences of a call: who should have spoken, and whether anyone had asked to wait."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from qa_scorer.conversation.questions import asks
from qa_scorer.hearing.spans import gaps, joined
from qa_scorer.model import Role, Silence, Span, Turn
from qa_scorer.wording.hold_phrases import WITHIN_S, asked_to_wait

LEAST_S: Final = 1.0  # shorter ones are pauses in talk


def silences(turns: Sequence[Turn], speech: Mapping[Role, Sequence[Span]], duration_s: float) -> tuple[Silence, ...]:
    """Every stretch of at least a second of a call of `duration_s` in which nobody speaks, machines included.

    A silence is owed by the agent after the customer's words, at the head of the call, and after words of the agent's
    own that asked nothing: the agent leads the call. After a question of the agent's the customer owes the answer, and
    in the midst of a turn its speaker owes the rest. At the tail, beside a machine's words, and where the roles are
    unknown, nobody does. `turns` are ordered by start.
    """
    quiet = gaps(joined(span for spans in speech.values() for span in spans), duration_s, LEAST_S)
    around = _Around(turns)
    return tuple(_silence(span, around) for span in quiet)


class _Around:
    """Finds the turns beside a moment."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns = turns
        self._starts = [turn.start_s for turn in turns]
        self._last = list(accumulate(turns, _later))

    def last_begun(self, time_s: float) -> Turn | None:
        """Of the turns that began before `time_s` the one that ended last."""
        place = bisect_left(self._starts, time_s)
        return self._last[place - 1] if place else None

    def next_begun(self, time_s: float) -> Turn | None:
        place = bisect_left(self._starts, time_s)
        return self.turns[place] if place < len(self.turns) else None

    def lately(self, until_s: float, within_s: float) -> Sequence[Turn]:
        """The turns that began before `until_s`, from the first that may reach into the time `within_s` before it."""
        end = bisect_left(self._starts, until_s)
        start = bisect_left(self._last, until_s - within_s, hi=end, key=lambda turn: turn.end_s)
        return self.turns[start:end]


def _later(one: Turn, other: Turn) -> Turn:
    return other if other.end_s >= one.end_s else one


def _silence(span: Span, around: _Around) -> Silence:
    middle_s = (span.start_s + span.end_s) / 2  # the edges of a turn may lie a little inside
    last, following = around.last_begun(middle_s), around.next_begun(middle_s)
    if last and last.end_s > middle_s:
        following = last  # a pause within one turn
    return Silence(
        start_s=span.start_s,
        end_s=span.end_s,
        after=last.role if last else None,
        before=following.role if following else None,
        owed_by=_owed_by(last, following),
        announced=asked_to_wait(around.lately(span.start_s, WITHIN_S), span.start_s),
    )


def _owed_by(last: Turn | None, following: Turn | None) -> Role | None:
    parties = {turn.role for turn in (last, following) if turn}
    if following is None or parties & {Role.UNKNOWN, Role.SYSTEM}:
        return None
    if last is following:
        return following.role
    if last and last.role is Role.AGENT and asks(last):
        return Role.CUSTOMER
    return Role.AGENT
