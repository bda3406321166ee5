"""Giving stretches to voices: by their prints where they have one, by their neighbours where not."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from qa_scorer.hearing.handover import handover, smoothest
from qa_scorer.hearing.sound import Samples
from qa_scorer.hearing.stretches import Stretch
from qa_scorer.hearing.voice_groups import Prints
from qa_scorer.hearing.voice_print import USUAL_FRAMES


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """A print and the frames it was taken of. `vector`: shape (256,), length 1."""

    frames: NDArray[np.intp]
    vector: Prints


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Frames `first` to `last` (not included), spoken by the voice of that number."""

    first: int
    last: int
    voice: int


def allot(
    samples: Samples, pieces: Sequence[Stretch], looks: Sequence[Sequence[Look]], centres: Prints
) -> tuple[Share, ...]:
    """Who speaks each of the pieces; `looks` holds those of each, `centres` the voices, shape (voices, 256)."""
    known = {
        number: _by_print(samples, piece, seen, centres)
        for number, (piece, seen) in enumerate(zip(pieces, looks, strict=True))
        if seen
    }
    told = [(pieces[number], share) for number, shares in known.items() for share in shares]
    rest = [piece for number, piece in enumerate(pieces) if number not in known]
    shares = [share for _, share in told]
    return (*shares, *(_by_neighbours(piece, told, len(centres)) for piece in rest))


def _by_print(samples: Samples, piece: Stretch, looks: Sequence[Look], centres: Prints) -> list[Share]:
    lengths = np.array([[len(look.frames) / USUAL_FRAMES] for look in looks], np.float32)
    voices = smoothest(np.stack([look.vector for look in looks]) @ centres.T * lengths)
    first, shares = piece.first, []
    for (earlier, later), (voice, following) in zip(pairwise(looks), pairwise(voices), strict=True):
        if voice != following:
            cut = handover(samples, _between(piece, earlier, later), centres[voice], centres[following])
            shares.append(Share(first=first, last=cut, voice=voice))
            first = cut
    return [*shares, Share(first=first, last=piece.last, voice=voices[-1])]


def _between(piece: Stretch, earlier: Look, later: Look) -> NDArray[np.intp]:
    """The frames from the middle of one look to the middle of the next."""
    start, end = (look.frames[len(look.frames) // 2] for look in (earlier, later))
    return np.array([frame for frame in piece.alone if start <= frame <= end])


def _by_neighbours(piece: Stretch, told: Sequence[tuple[Stretch, Share]], voices: int) -> Share:
    """What is spoken into another's speech is not that other's; what stands alone goes with what is nearest."""
    if voices == 1:
        return Share(first=piece.first, last=piece.last, voice=0)
    hosts = (share for other, share in told if other.place != piece.place)
    host = max(hosts, key=lambda share: _common(piece, share), default=None)
    barred = host.voice if host and 2 * _common(piece, host) > piece.frames else None
    nearest = min(
        (share for _, share in told if share.voice != barred),
        key=lambda share: max(share.first - piece.last, piece.first - share.last),
        default=None,
    )
    return Share(first=piece.first, last=piece.last, voice=nearest.voice if nearest else 0)


def _common(piece: Stretch, share: Share) -> int:
    return max(0, min(piece.last, share.last) - max(piece.first, share.first))
