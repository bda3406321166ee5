"""Which part of a call a question looks at: one role's turns, within a stretch of the call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from qa_scorer.errors import WrongValue
from qa_scorer.model import Call, Role, Turn
from qa_scorer.wording.passage import Passage, passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """All that is given must hold; with none of it the whole call is looked at.

    `first_turns`, `last_turns` count the role's own turns with words. `first_s`, `last_s` are seconds of the call and
    `first_percent`, `last_percent` a share of its length: a turn counts that touches them. `after_s`, `before_s` are
    times of the call, and to the word: of a turn that goes on past them only the words on this side count.
    """

    first_turns: int | None = None
    last_turns: int | None = None
    first_s: float | None = None
    last_s: float | None = None
    first_percent: float | None = None
    last_percent: float | None = None
    after_s: float | None = None
    before_s: float | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and (value < 0 or (field.name.endswith("_percent") and value > 100)):
                zh, en = ("在 0 到 100 之间", "0 to 100") if value > 100 else ("不小于 0", "0 or more")
                raise WrongValue(f"{field.name} 应{zh}，写的是 {value:g}", f"{field.name} must be {en}, not {value:g}")


EVERYWHERE = Window()


def turns_within(call: Call, role: Role | None, window: Window) -> tuple[Turn, ...]:
    """The turns of `role` (None: of anybody) that lie in `window`, in order, every one with words."""
    turns = [turn for turn in call.evidence.turns if role in (None, turn.role) and turn.words]
    if window.first_turns is not None:
        turns = turns[: window.first_turns]
    if window.last_turns is not None:
        turns = turns[max(len(turns) - window.last_turns, 0) :]
    first_s, last_s = _edges_s(window, call.evidence.facts.duration_s)
    turns = [turn for turn in turns if turn.start_s < first_s and turn.end_s > last_s]
    return tuple(_between(turns, window.after_s, window.before_s))


def passage_within(call: Call, role: Role | None, window: Window) -> Passage:
    return _passage_within(SameCall(call), role, window)


@dataclass(frozen=True, slots=True, eq=False)
class SameCall:
    """A call to be told from others at a glance: by its evidence and call data being these very ones."""

    call: Call

    def __hash__(self) -> int:
        return id(self.call.evidence)

    def __eq__(self, other: object) -> bool:
        mine, theirs = self.call, other.call if isinstance(other, SameCall) else None
        return theirs is not None and mine.evidence is theirs.evidence and mine.data is theirs.data


@lru_cache(maxsize=128)  # many rules ask the same of one call
def _passage_within(this: SameCall, role: Role | None, window: Window) -> Passage:
    return passage(turns_within(this.call, role, window))


def _edges_s(window: Window, call_s: float) -> tuple[float, float]:
    """Before which time a turn must begin, and after which it must end."""
    ends = [window.first_s, _share_s(window.first_percent, call_s)]
    lasts = [window.last_s, _share_s(window.last_percent, call_s)]
    first_s = min((end for end in ends if end is not None), default=float("inf"))
    last_s = min((last for last in lasts if last is not None), default=float("inf"))
    return first_s, call_s - last_s


def _share_s(percent: float | None, call_s: float) -> float | None:
    return None if percent is None else percent / 100 * call_s


def _between(turns: Sequence[Turn], after_s: float | None, before_s: float | None) -> Iterator[Turn]:
    if after_s is None and before_s is None:
        yield from turns
        return
    first_s = -float("inf") if after_s is None else after_s
    last_s = float("inf") if before_s is None else before_s
    for turn in turns:
        words = tuple(word for word in turn.words if first_s <= (word.start_s + word.end_s) / 2 <= last_s)
        if words:
            yield turn if len(words) == len(turn.words) else replace(turn, words=words)
