"""The speech of a single channel shared out among the speakers of a ready transcript, by the times of their lines.

The speakers never overlap: times of ready lines are too coarse to tell who talked into whose words.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from qa_scorer.hearing.hear import Voice
from qa_scorer.hearing.spans import LEAST_LEFT_S, joined
from qa_scorer.model import Span
from qa_scorer.transcript.ready.lines import ReadyLine, Speaker


def voices_of(speakers: Sequence[Speaker], lines: Sequence[ReadyLine], heard: Sequence[Voice]) -> tuple[Voice, ...]:
    """A voice for each of `speakers`; together they speak when the voices `heard` on the one channel do.

    Between two lines of different speakers the floor changes half way.
    """
    holders, changes_s = _floor([line for line in lines if line.speaker in speakers])
    speech: dict[Speaker, list[Span]] = {speaker: [] for speaker in speakers}
    for span in joined(span for voice in heard for span in voice.speech):
        for piece in _cut(span, changes_s):
            speech[holders[bisect_right(changes_s, (piece.start_s + piece.end_s) / 2)]].append(piece)
    return tuple(
        Voice(samples=heard[0].samples, side=None, speech=tuple(speech[speaker]), clear=tuple(speech[speaker]))
        for speaker in speakers
    )


def _floor(lines: Sequence[ReadyLine]) -> tuple[list[Speaker], list[float]]:
    """Who has the floor one after the other, and when it changes (one time less)."""
    pairs = [(before, after) for before, after in pairwise(lines) if before.speaker != after.speaker]
    half_ways_s = [(before.span.end_s + after.span.start_s) / 2 for before, after in pairs]
    return [lines[0].speaker, *(after.speaker for _, after in pairs)], list(accumulate(half_ways_s, max))


def _cut(span: Span, at_s: Sequence[float]) -> list[Span]:
    inside = [cut_s for cut_s in at_s if span.start_s + LEAST_LEFT_S < cut_s < span.end_s - LEAST_LEFT_S]
    return [Span(start_s, end_s) for start_s, end_s in pairwise([span.start_s, *inside, span.end_s])]
