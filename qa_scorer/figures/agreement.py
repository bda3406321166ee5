"""How far machine and people agree, and people among themselves.

precision    of the findings that the machine called missed, the share that people confirmed
recall       of the findings that people hold missed, the share that the machine had called missed. People are shown
             what it called missed or could not tell: what it wrongly let pass counts only where somebody looked
interval     95 %, Wilson (1927, J. Am. Stat. Assoc. 22): holds for few verdicts too
kappa        Cohen (1960, Educ. Psychol. Meas. 20): agreement of two beyond chance; 1 whole, 0 as by chance
alpha        Krippendorff (Content Analysis, 2004), nominal: the same for any number of reviewers, with gaps
calibration  of findings with that confidence, the share that people confirmed
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa_scorer.model import Outcome

_BINS = 5
_LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding that people looked at. `said`: the outcome by reviewer; `settled`: what they came to, if they did."""

    rule: str
    machine: Outcome
    confidence: float
    said: Mapping[str, Outcome]
    settled: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """`part` of `whole`, and the interval in which the true share lies."""

    part: int
    whole: int
    low: float
    high: float

    @property
    def ratio(self) -> float:
        return self.part / self.whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Of one rule or one reviewer, or (`name` empty) of all. None: too little to say."""

    name: str
    findings: int
    precision: Share | None
    recall: Share | None
    kappa: float | None  # the machine against what people came to; of a reviewer: against the other reviewers
    alpha: float | None = None  # of the reviewers among themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """Findings of which the machine was `low` to `high` sure: their mean confidence and the share confirmed."""

    low: float
    high: float
    mean: float
    confirmed: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    whole: Agreed
    rules: tuple[Agreed, ...]
    reviewers: tuple[Agreed, ...]
    confidence: tuple[Confidence, ...]
    disputed: int


def agreement(judged: Sequence[Judged]) -> Agreement:
    by_rule = sorted(judged, key=lambda each: each.rule)
    names = sorted({name for each in judged for name in each.said})
    return Agreement(
        whole=_of_machine("", judged),
        rules=tuple(_of_machine(rule, list(own)) for rule, own in groupby(by_rule, key=lambda each: each.rule)),
        reviewers=tuple(_of_reviewer(name, judged) for name in names),
        confidence=tuple(_calibration(judged)),
        disputed=sum(each.settled is None and len(set(each.said.values())) > 1 for each in judged),
    )


def _of_machine(name: str, judged: Sequence[Judged]) -> Agreed:
    settled = [(each.machine, each.settled) for each in judged if each.settled is not None]
    return Agreed(
        name=name,
        findings=len(judged),
        precision=_share(right is Outcome.MISSED for machine, right in settled if machine is Outcome.MISSED),
        recall=_share(machine is Outcome.MISSED for machine, right in settled if right is Outcome.MISSED),
        kappa=_kappa(settled),
        alpha=_alpha([each.said for each in judged]),
    )


def _of_reviewer(name: str, judged: Sequence[Judged]) -> Agreed:
    """Held against what all came to, and (kappa) against every other reviewer of the same finding."""
    own = [each for each in judged if name in each.said]
    settled = [(each.said[name], each.settled) for each in own if each.settled is not None and len(each.said) > 1]
    others = [(each.said[name], said) for each in own for other, said in each.said.items() if other != name]
    return Agreed(
        name=name,
        findings=len(own),
        precision=_share(right is Outcome.MISSED for said, right in settled if said is Outcome.MISSED),
        recall=_share(said is Outcome.MISSED for said, right in settled if right is Outcome.MISSED),
        kappa=_kappa(others),
    )


def _calibration(judged: Sequence[Judged]) -> Iterable[Confidence]:
    sure = [each for each in judged if each.settled is not None and each.machine is not Outcome.UNDETERMINED]
    for place in range(_BINS):
        held = [each for each in sure if min(int(each.confidence * _BINS), _BINS - 1) == place]
        if confirmed := _share(each.settled is each.machine for each in held):
            mean = sum(each.confidence for each in held) / len(held)
            yield Confidence(low=place / _BINS, high=(place + 1) / _BINS, mean=mean, confirmed=confirmed)


def _share(holds: Iterable[bool]) -> Share | None:
    from scipy.stats import binomtest

    held = list(holds)
    if not held:
        return None
    interval = binomtest(sum(held), len(held)).proportion_ci(_LEVEL, method="wilson")
    return Share(part=sum(held), whole=len(held), low=float(interval.low), high=float(interval.high))


def _kappa(pairs: Sequence[tuple[Outcome, Outcome]]) -> float | None:
    """None where nothing can be said: no pairs, or one outcome only."""
    from sklearn.metrics import cohen_kappa_score

    if len({outcome for pair in pairs for outcome in pair}) < 2:
        return None
    one, other = ([pair[side].value for pair in pairs] for side in (0, 1))
    return float(cohen_kappa_score(one, other))


def _alpha(said: Sequence[Mapping[str, Outcome]]) -> float | None:
    """None where nobody was doubled, or all said the same outcome throughout."""
    import numpy as np
    from krippendorff import alpha

    doubled = [each for each in said if len(each) > 1]
    if len({outcome for each in doubled for outcome in each.values()}) < 2:
        return None
    places = {outcome: float(place) for place, outcome in enumerate(Outcome)}
    names = sorted({name for each in doubled for name in each})
    table = [[places[each[name]] if name in each else np.nan for each in doubled] for name in names]
    return float(alpha(reliability_data=np.array(table), level_of_measurement="nominal"))
