"""Which turns a question looks at: one role's, within a stretch of the call."""

from dataclasses import dataclass

from qa_scorer.model import Call, Role, Turn
from qa_scorer.wording.passage import Passage, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """`first_turns` / `last_turns` count the role's own turns with words; `first_s` / `last_s` are seconds of the
    call. With none of them the whole call is looked at."""

    first_turns: int | None = None
    last_turns: int | None = None
    first_s: float | None = None
    last_s: float | None = None


EVERYWHERE = Window()


def turns_within(call: Call, role: Role, window: Window) -> tuple[Turn, ...]:
    """The turns of `role` that lie in `window`, in order."""
    turns = [turn for turn in call.evidence.turns if turn.role is role and turn.words]
    if window.first_turns is not None:
        turns = turns[: window.first_turns]
    if window.last_turns is not None:
        turns = turns[max(len(turns) - window.last_turns, 0) :]
    if window.first_s is not None:
        turns = [turn for turn in turns if turn.start_s < window.first_s]
    if window.last_s is not None:
        turns = [turn for turn in turns if turn.end_s > call.evidence.facts.duration_s - window.last_s]
    return tuple(turns)


def passage_within(call: Call, role: Role, window: Window) -> Passage:
    return passage(turns_within(call, role, window))
