"""What earlier nights add to this one's figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qa_scorer.figures.agreement import Agreement
from qa_scorer.figures.appealed import KeptAppeal
from qa_scorer.figures.days import EarlierDays
from qa_scorer.figures.promises import Promise
from qa_scorer.figures.sampled import KeptSample
from qa_scorer.model import CallData


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCall:
    """A call of a night before this one; its page may not be there any more."""

    name: str
    data: CallData


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPromise:
    call: EarlierCall
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """days       the days before, by agent id
    callers    when the callers of this night called before, by their number (unmasked: it is never written)
    promises   what was promised on calls before
    samples    the latest samples drawn for listening
    appeals    of agents, as they stand
    agreement  how far machine and reviewers agree, over all verdicts there are; None: there are none
    """

    days: EarlierDays = field(default_factory=dict)
    callers: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    promises: tuple[EarlierPromise, ...] = ()
    samples: tuple[KeptSample, ...] = ()
    appeals: tuple[KeptAppeal, ...] = ()
    agreement: Agreement | None = None
