"""How many voices there are, and what each is like: voice prints put into groups.

One voice, until shown otherwise: the prints are halved, and the halves count as two voices when they are distinct
enough; then each half is tried in the same way. How distinct is measured by four things:

- how far the halves lie apart for their own scatter (d': the distance of the means of a print's likeness to the one
  half less that to the other, in standard deviations; each print is compared with its half as it is without it);
- how unlike the halves' centres are (1 - cosine);
- whether they take turns: two people in talk alternate, while one voice that drifts (a better line, an angrier tone)
  changes once; a third voice (a prompt before the talk, a colleague who takes over) has a part of the call to itself,
  while odd moments of one voice are strewn over it;
- how many prints the smaller half has: a few odd ones are no voice yet.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

Prints = NDArray[np.float32]

# Fitted on telephone calls of one and of two voices (`python -m tests.bench diarization` prints theirs).
TWO_VOICES: Final = 1.6  # distinctness at which one voice and two are as likely
MORE_VOICES: Final = 2.0  # the same for a third and any further one
_DOUBT: Final = 0.3  # distinctness over which the odds change by a factor of e
_ORDER_SHARE: Final = 0.4  # how much of the distinctness hangs on the order in time
_USUAL_SCATTER, _AS_PRINTS = 0.06, 4.0  # what is assumed of the scatter where there are few prints
_MOST_PRINTS: Final = 1500  # more are thinned out before the halving, whose memory grows with the square
_IN_TALK: Final = 0.5  # turn-taking of two people in talk; long turns make it less than 1
_ROUNDS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Voices:
    """`centres`: shape (voices, 256), unit vectors. `confidence`, 0..1: that their number is right."""

    centres: Prints
    confidence: float


def group(prints: Prints, weights: NDArray[np.float64]) -> Voices:
    """The voices behind prints, shape (n, 256) with n >= 1, in order of time; `weights`: seconds behind each."""
    some = np.arange(len(prints))
    if len(prints) > _MOST_PRINTS:  # by lot, the same each time: every other one may be the same speaker's
        some = np.sort(np.random.default_rng(0).choice(some, _MOST_PRINTS, replace=False))
    centres, confidence = _voices(prints[some], weights[some], talk=True)
    return Voices(centres=np.stack(centres), confidence=confidence * len(prints) / (len(prints) + 1))


def _voices(prints: Prints, weights: NDArray[np.float64], talk: bool) -> tuple[list[Prints], float]:
    """Centres and confidence. `talk`: whether the two who talk are still to be told apart."""
    second = halved(prints, weights, talk)
    odds = (distinctness(prints, weights, second, talk) - (TWO_VOICES if talk else MORE_VOICES)) / _DOUBT
    two = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
    if two < 0.5:
        return [centre(prints, weights)], 1.0 - float(two)
    talk = talk and turn_taking(second) < _IN_TALK
    left, sure_left = _voices(prints[~second], weights[~second], talk)
    right, sure_right = _voices(prints[second], weights[second], talk)
    return left + right, min(float(two), sure_left, sure_right)


def halved(prints: Prints, weights: NDArray[np.float64], talk: bool) -> NDArray[np.bool_]:
    """Shape (n,): whether each print belongs to the second half. All False where there is nothing to halve.

    Spherical two-means from three starts (the top of an average, a complete and a Ward linkage tree); the most
    distinct halves are taken.
    """
    nothing = np.zeros(len(prints), np.bool_)
    if len(prints) < 2:
        return nothing
    starts = (("average", "cosine"), ("complete", "cosine"), ("ward", "euclidean"))
    trees = (linkage(prints, how, metric=metric) for how, metric in starts)
    found = [_settled(prints, weights, fcluster(tree, 2, "maxclust") == 2) for tree in trees]
    return max(found, key=lambda second: distinctness(prints, weights, second, talk))


def _settled(prints: Prints, weights: NDArray[np.float64], second: NDArray[np.bool_]) -> NDArray[np.bool_]:
    for _ in range(_ROUNDS):
        if second.all() or not second.any():
            break
        likeness = prints @ _centres(prints, weights, second).T
        closer = likeness[:, 1] > likeness[:, 0]
        if (closer == second).all():
            break
        second = closer
    return second


def distinctness(prints: Prints, weights: NDArray[np.float64], second: NDArray[np.bool_], talk: bool) -> float:
    """d' x (1 - cosine of the centres), less where few prints or the order of the halves speaks against two voices.

    `talk`: the halves should take turns; else each should have a part of the call to itself.
    """
    if second.all() or not second.any():
        return 0.0
    first_centre, second_centre = _centres(prints, weights, second)
    apart = 1.0 - float(first_centre @ second_centre)
    fewer = min(np.count_nonzero(second), np.count_nonzero(~second))
    turns = turn_taking(second)
    shown = (1 - _ORDER_SHARE * (1 - turns if talk else turns)) * fewer / (fewer + 1)
    return d_prime(prints, weights, second) * apart * shown


def turn_taking(second: NDArray[np.bool_]) -> float:
    """How often neighbours in time are of different halves, against what chance would give; at most 1."""
    share = float(second.mean())
    return min(1.0, float((second[1:] != second[:-1]).mean()) / (2 * share * (1 - share)))


def d_prime(prints: Prints, weights: NDArray[np.float64], second: NDArray[np.bool_]) -> float:
    """The distance of the halves in standard deviations (Green and Swets, 1966), 0 where they are mixed up.

    The scatter is drawn towards `_USUAL_SCATTER` as though `_AS_PRINTS` prints more had been seen.
    """
    sums = np.stack([_sum(prints[half], weights[half]) for half in (~second, second)])
    own = sums[second.astype(int)] - prints * weights[:, None]  # without the print itself
    other = sums[1 - second.astype(int)]
    lead = (prints * (_unit(own) - _unit(other))).sum(axis=1)
    halves = [(lead[half], weights[half]) for half in (~second, second)]
    means = [np.average(values, weights=share) for values, share in halves]
    spread = sum(share @ (values - mean) ** 2 for (values, share), mean in zip(halves, means, strict=True))
    assumed = _AS_PRINTS * float(np.mean(weights))
    scatter = np.sqrt((spread + assumed * _USUAL_SCATTER**2) / (weights.sum() + assumed))
    return max(0.0, float((means[0] + means[1]) / scatter))


def centre(prints: Prints, weights: NDArray[np.float64]) -> Prints:
    return _unit(_sum(prints, weights))


def _centres(prints: Prints, weights: NDArray[np.float64], second: NDArray[np.bool_]) -> Prints:
    return np.stack([centre(prints[half], weights[half]) for half in (~second, second)])


def _sum(prints: Prints, weights: NDArray[np.float64]) -> Prints:
    total: Prints = (weights @ prints).astype(np.float32)
    return total


def _unit(vectors: Prints) -> Prints:
    unit: Prints = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return unit
