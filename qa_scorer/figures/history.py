"""What earlier nights add to this one's figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from qa_scorer.figures.agreement import Agreement
from qa_scorer.figures.days import EarlierDays


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """days     the days before, by agent id
    callers  when the callers of this night called before, by their number (unmasked: it is never written)
    agreement  how far machine and reviewers agree, over all verdicts there are; None: there are none
    """

    days: EarlierDays = field(default_factory=dict)
    callers: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    agreement: Agreement | None = None
