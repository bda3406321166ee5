"""Puts spoken lines on a call's clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from making.script import Line, Speaker
from making.voices import Utterance

LEAD_S = (0.4, 0.9)  # from pick-up to the first word
TAIL_S = (0.4, 0.9)  # from the last word to the end of the recording
OVER_RATIO = (0.35, 0.7)  # where within a line the listener's 好的 falls
CUT_RATIO = (0.45, 0.6)  # where within a line the other side cuts in …
GIVES_WAY_S = (1.2, 1.6)  # … and how much longer its speaker goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    line: Line
    utterance: Utterance
    start_s: float

    @property
    def end_s(self) -> float:
        return self.start_s + self.utterance.duration_s

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """The line's speech on the call's clock."""
        return tuple((self.start_s + a, self.start_s + b) for a, b in self.utterance.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A whole call before it enters the telephone; `placed` in order of the script."""

    placed: tuple[Placed, ...]
    duration_s: float

    def of(self, speaker: Speaker) -> tuple[Placed, ...]:
        return tuple(placed for placed in self.placed if placed.line.speaker == speaker)


def stage(
    lines: Sequence[Line], say: Callable[[Line], Utterance], rng: Random, *, lead_s: float = 0.0, tail_s: float = 0.0
) -> Stage:
    """`lead_s` and `tail_s` are added to the usual wait before the first word and after the last."""
    placed: list[Placed] = []
    clock_s = rng.uniform(*LEAD_S) + lead_s
    for line in lines:
        utterance = say(line)
        if line.over:
            before = placed[-1]
            start_s = before.start_s + rng.uniform(*OVER_RATIO) * before.utterance.duration_s
        elif line.cuts_in:
            start_s, placed[-1] = _cut_short(placed[-1], rng)
            clock_s = placed[-1].end_s
        else:
            start_s = clock_s + (line.gap_s if placed else 0.0)
        placed.append(Placed(line=line, utterance=utterance, start_s=start_s))
        clock_s = max(clock_s, placed[-1].end_s)
    return Stage(placed=tuple(placed), duration_s=clock_s + rng.uniform(*TAIL_S) + tail_s)


def _cut_short(before: Placed, rng: Random) -> tuple[float, Placed]:
    """Where the other side cuts into `before`, and what is left of it."""
    cut_s = rng.uniform(*CUT_RATIO) * before.utterance.duration_s
    left = before.utterance.until(cut_s + rng.uniform(*GIVES_WAY_S))
    return before.start_s + cut_s, replace(before, utterance=left)
