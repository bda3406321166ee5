"""What a tone of the network means is told by its rhythm.

Ring-back: 1 s on, 4 s off in China and most of Europe; 2 and 4 s in North America; 1 and 2 s in Japan; 0.4 s twice and
2 s off in Britain. Busy, congestion, number unobtainable: 0.35 s on and off, 0.7 s on and off or shorter in China, 0.25
or 0.5 s elsewhere (GF 002-9002.1; ITU-T E.180, Supplement 2).
"""

from collections.abc import Iterable, Sequence

from qa_scorer.hearing.spans import overlap_s
from qa_scorer.hearing.tones import Burst
from qa_scorer.model import LineSound, LineSoundKind, Span

_BUSY_PAUSE_S = 1.0  # at most
_BUSY_BURSTS = 3  # at least
_RING_S = (0.7, 2.6)  # a double ring counts as one
_RING_PAUSE_S = 6.5  # at most
_SPOKEN_S = 0.12  # a syllable in the pause: nobody is waiting for an answer any more
_SAME_HZ = 10.0

Group = list[Burst]  # bursts less than `_BUSY_PAUSE_S` apart: one ring, or a whole busy tone


def signals(tones: Iterable[Burst], speech: Sequence[Span]) -> tuple[LineSound, ...]:
    """The meaning of the call progress tones of one channel, in order of start.

    Rings, and the pauses between them, are one sound. A lone burst is ring-back if it is as long as a ring.
    """
    trains: list[list[Group]] = []
    for group in _groups(tones):
        if trains and _rings_on(trains[-1][-1], group, speech):
            trains[-1].append(group)
        else:
            trains.append([group])
    return tuple(
        LineSound(_meaning(train), Span(_extent(train[0]).start_s, _extent(train[-1]).end_s)) for train in trains
    )


def _groups(tones: Iterable[Burst]) -> list[Group]:
    groups: list[Group] = []
    for tone in tones:
        last = groups[-1][-1] if groups else None
        if last and tone.span.start_s - last.span.end_s <= _BUSY_PAUSE_S and abs(tone.hz - last.hz) < _SAME_HZ:
            groups[-1].append(tone)
        else:
            groups.append([tone])
    return groups


def _rings_on(last: Group, group: Group, speech: Sequence[Span]) -> bool:
    """Whether two groups are rings of one ringing; one of them may be cut short by an end of the recording."""
    pause = Span(last[-1].span.end_s, group[0].span.start_s)
    return (
        max(len(last), len(group)) < _BUSY_BURSTS
        and max(_extent(last).duration_s, _extent(group).duration_s) >= _RING_S[0]
        and abs(group[0].hz - last[0].hz) < _SAME_HZ
        and pause.duration_s <= _RING_PAUSE_S
        and overlap_s(pause, speech) < _SPOKEN_S
    )


def _meaning(train: list[Group]) -> LineSoundKind:
    bursts, (shortest_s, longest_s) = len(train[0]), _RING_S
    if len(train) > 1:
        return LineSoundKind.RING_BACK
    if bursts >= _BUSY_BURSTS:
        return LineSoundKind.BUSY_TONE
    lone_ring = bursts == 1 and shortest_s <= _extent(train[0]).duration_s <= longest_s
    return LineSoundKind.RING_BACK if lone_ring else LineSoundKind.TONE


def _extent(group: Group) -> Span:
    return Span(group[0].span.start_s, group[-1].span.end_s)
