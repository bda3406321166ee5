"""Values as scorecards.json holds them."""

import math
from datetime import datetime

from qa_scorer.language import Text
from qa_scorer.model import Span

Fields = dict[str, object]  # one JSON object

_DECIMALS = 3


def number(value: float | None) -> float | None:
    """Three decimals; JSON has no infinity, so a figure that is not finite is null."""
    return None if value is None or not math.isfinite(value) else round(value, _DECIMALS)


def moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def both(text: Text) -> Fields:
    return {"zh": text.zh, "en": text.en}


def span(value: Span) -> Fields:
    return {"start_s": number(value.start_s), "end_s": number(value.end_s)}
