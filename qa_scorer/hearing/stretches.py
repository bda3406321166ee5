"""Stretches: one local voice speaking without a break. What a voice print is taken of, and given to a speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.local_voices import LocalVoices, marked
from qa_scorer.hearing.spans import joined
from qa_scorer.model import Span

_SPEAKS: Final = 0.5
_LEAST: Final = 10  # frames; a shorter one is a click
# Two voices at once, one of them never alone: believed when the model is surer than that. Lower finds more of the
# backchannels on the sample calls (half of them here), and four times as many that are none: where the model wavers
# between two places for one voice.
_SURE: Final = 0.6
# The speech detector overlooks faint words between others; music, to the model of local voices, is often a voice.
# So what it hears counts where the detector heard speech, and in breaks too short for music on hold.
_BRIDGED_S: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """Frames `first` to `last` (not included) in which one place is heard, and in which of them no other is."""

    first: int
    last: int
    place: int
    alone: NDArray[np.intp]

    @property
    def frames(self) -> int:
        return self.last - self.first

    @property
    def covered(self) -> bool:
        """Whether someone else speaks during most of it."""
        return 2 * len(self.alone) < self.frames


def stretches(voices: LocalVoices, speech: Sequence[Span]) -> tuple[Stretch, ...]:
    """By start; `voices` as `local_voices` gives them."""
    speaks = voices > _SPEAKS
    others = speaks.sum(axis=1) > 1
    reach = marked(joined(speech, gap_s=_BRIDGED_S), len(voices))
    found = [
        Stretch(first=first, last=last, place=place, alone=first + np.flatnonzero(~others[first:last]))
        for place in range(voices.shape[1])
        for first, last in runs(speaks[:, place])
        if last - first >= _LEAST and 2 * reach[first:last].sum() >= last - first
    ]
    kept = (s for s in found if not s.covered or voices[s.first : s.last, s.place].mean() > _SURE)
    return tuple(sorted(kept, key=lambda s: (s.first, s.place)))


def runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """(first, last not included) of each run of True in `flags`, shape (n,)."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
