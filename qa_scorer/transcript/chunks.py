"""What to hand a recogniser at once: speech packed close together, and the way back to the time of the call.

Whisper always hears 30 s; what is shorter is filled up with silence and costs as much. Measured with base int8 on
three sides of people's speech sent through a telephone band (211 s, 467 characters), character error rate and CPU
seconds per second of side:

    each turn a chunk of its own                  0.144   0.23
    pauses left in, cut into pieces of 28 s       0.261   0.12   (whole sentences passed over after long pauses)
    pauses over 1 s shortened to 0.5 s            0.111   0.11
    pauses over 1 s shortened to 1 s              0.255   0.11   (likewise)
    pauses over 0.7 s shortened to 0.7 s          0.103   0.10   as here: 0.2 s of the call's own on either side,
                                                                 0.3 s of nothing between

So every pause is shortened, and chunks are filled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_scorer.model import Span
from qa_scorer.transcript.engine import SAMPLE_RATE_HZ

LONGEST_S = 28.0  # below Whisper's 30 s, so that its last word is not cut
_PAD_S = 0.2  # speech activity clips soft beginnings and endings
_GAP_S = 0.3  # what is left of a pause between two pieces
_FULL_SCALE = np.float32(32768)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the call in a chunk: `sound` is what is heard of it, `speech` the speech inside that."""

    sound: Span
    speech: Span
    offset_s: float  # where `sound` begins in the chunk

    def in_call(self, chunk_s: float) -> float:
        """A time in the chunk as a time in the call, never outside the speech of this piece."""
        call_s = self.sound.start_s + chunk_s - self.offset_s
        return min(max(call_s, self.speech.start_s), self.speech.end_s)

    def distance_s(self, chunk_s: float) -> float:
        """How far a time in the chunk is from this piece; 0 inside it."""
        return max(self.offset_s - chunk_s, chunk_s - self.offset_s - self.sound.duration_s, 0.0)


@dataclass(frozen=True, slots=True)
class Chunk:
    """`samples`: shape (n,), 16 kHz, -1..1, at most 28 s."""

    samples: NDArray[np.float32]
    pieces: tuple[Piece, ...]

    def piece_at(self, chunk_s: float) -> Piece:
        """The piece at, or nearest to, a time in the chunk."""
        return min(self.pieces, key=lambda piece: piece.distance_s(chunk_s))


def chunks(samples: NDArray[np.int16], speech: Sequence[Span]) -> Iterator[Chunk]:
    """The speech in `samples` (shape (n,), 16 kHz) packed into as few chunks as hold it in order."""
    packed: list[Piece] = []
    for sound, spoken in _stretches(samples, speech):
        offset_s = packed[-1].offset_s + packed[-1].sound.duration_s + _GAP_S if packed else 0.0
        if offset_s + sound.duration_s > LONGEST_S:
            yield _chunk(samples, packed)
            packed, offset_s = [], 0.0
        packed.append(Piece(sound, spoken, offset_s))
    if packed:
        yield _chunk(samples, packed)


def _stretches(samples: NDArray[np.int16], speech: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """(what to hear, the speech in it): spans close together made one, long ones cut, each end padded where it can."""
    parts = [part for group in _grouped(speech) for part in _parts(samples, group)]
    befores = [0.0, *(part.end_s for part in parts)]
    afters = [*(part.start_s for part in parts[1:]), len(samples) / SAMPLE_RATE_HZ]
    for before_s, part, after_s in zip(befores, parts, afters, strict=False):
        left_s = before_s if part is parts[0] else (before_s + part.start_s) / 2
        right_s = after_s if part is parts[-1] else (part.end_s + after_s) / 2
        yield Span(max(part.start_s - _PAD_S, left_s), min(part.end_s + _PAD_S, right_s)), part


def _grouped(speech: Sequence[Span]) -> Iterator[list[Span]]:
    """The spans, those with no more between them than would be left of the pause together."""
    group: list[Span] = []
    for span in speech:
        if group and span.start_s - group[-1].end_s > 2 * _PAD_S + _GAP_S:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _parts(samples: NDArray[np.int16], group: Sequence[Span]) -> Iterator[Span]:
    """A group of spans as one, or cut at the last of its pauses before it is too long for a chunk."""
    start_s, end_s = group[0].start_s, group[0].end_s
    for span in group[1:]:
        if span.end_s - start_s > LONGEST_S - 2 * _PAD_S:
            yield from _cut(samples, Span(start_s, end_s))
            start_s = span.start_s
        end_s = span.end_s
    yield from _cut(samples, Span(start_s, end_s))


def _cut(samples: NDArray[np.int16], spoken: Span) -> Iterator[Span]:
    """`spoken`, in two or more at its quietest places where it is too long for a chunk."""
    longest_s = LONGEST_S - 2 * _PAD_S
    while spoken.duration_s > longest_s:
        at_s = _quietest(samples, spoken.start_s + longest_s / 2, spoken.start_s + longest_s)
        yield Span(spoken.start_s, at_s)
        spoken = Span(at_s, spoken.end_s)
    yield spoken


def _quietest(samples: NDArray[np.int16], start_s: float, end_s: float) -> float:
    """The middle of the quietest tenth of a second between two times."""
    frame = SAMPLE_RATE_HZ // 10
    first = round(start_s * SAMPLE_RATE_HZ)
    count = round((end_s - start_s) * SAMPLE_RATE_HZ) // frame
    frames = samples[first : first + count * frame].astype(np.float32).reshape(count, frame)
    return (first + (int(np.argmin(np.square(frames).sum(axis=1))) + 0.5) * frame) / SAMPLE_RATE_HZ


def _chunk(samples: NDArray[np.int16], pieces: Sequence[Piece]) -> Chunk:
    last = pieces[-1]
    held = np.zeros(round((last.offset_s + last.sound.duration_s) * SAMPLE_RATE_HZ), np.float32)
    for piece in pieces:
        sound = samples[round(piece.sound.start_s * SAMPLE_RATE_HZ) : round(piece.sound.end_s * SAMPLE_RATE_HZ)]
        at = round(piece.offset_s * SAMPLE_RATE_HZ)
        held[at : at + len(sound)] = sound[: len(held) - at] / _FULL_SCALE
    return Chunk(held, tuple(pieces))
