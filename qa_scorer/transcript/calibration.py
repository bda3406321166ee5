"""From log probabilities to a probability that can be taken at its word: of ten answers of 0.8 eight are right.

The coefficients were fitted on windows of calls whose script is known (a phrase said there, or one that sounds like
what was said; half and half), and measured on windows of other calls and other voices:

    python -m tests.bench.verification fit CALLS NEAR_MISSES
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from math import exp, sqrt


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What speaks for a phrase in a window. Log probabilities are natural, a token, at most 0.

    `weakest` and `mean`: of the phrase's tokens, in the spelling and context that suits it best; one syllable that
    was not said shows in the weakest token alone. `rival`: the mean of what was recognised there, or of another phrase
    if that is better.
    """

    weakest: float
    mean: float
    rival: float

    @property
    def terms(self) -> tuple[float, float, float]:
        """As they enter the logistic function. Roots, because -8 says hardly more against a phrase than -4 does."""
        return sqrt(max(-self.weakest, 0.0)), sqrt(max(-self.mean, 0.0)), self.mean - self.rival


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficients:
    """Of a logistic function; all but the bias multiply the terms of `Signs`, in their order."""

    bias: float
    weakest: float
    mean: float
    margin: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How to choose between numbers: by `sharpness` times their log probability.

    Where the recogniser wrote another number that could be somebody's, that is a rival, `another` behind its log
    probability: everybody's number is on the roster. Else the rival is that none was said, `none` a digit: numbers said
    had -0.3 to -4.4 a digit, numbers asked for where none was said -3.7 and less.
    """

    sharpness: float
    another: float
    none: float


PHRASES = Coefficients(bias=6.9, weakest=-1.839, mean=-1.06, margin=0.13)
NUMBERS = Choice(sharpness=0.6, another=2.0, none=-3.3)


def probability(signs: Signs, coefficients: Coefficients = PHRASES) -> float:
    """The probability, 0..1, that the phrase was said, at even odds beforehand: a logistic function of its signs."""
    bias, *weights = astuple(coefficients)
    return 1 / (1 + exp(-bias - sum(weight * term for weight, term in zip(weights, signs.terms, strict=True))))


def shares(scores: Mapping[str, float], another: float | None, choice: Choice = NUMBERS) -> dict[str, float]:
    """The probability of each number of `scores` (log probabilities), against each other and against something else.

    `another`: the log probability of the other number that was recognised there; None: it was none.
    """
    other = choice.none * max(map(len, scores)) if another is None else another - choice.another
    best = max(*scores.values(), other)
    weights = {name: exp(choice.sharpness * (score - best)) for name, score in scores.items()}
    total = sum(weights.values()) + exp(choice.sharpness * (other - best))
    return {name: weight / total for name, weight in weights.items()}
