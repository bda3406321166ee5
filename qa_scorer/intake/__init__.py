"""A folder and a call table -> recordings: who took the call, when, on which line."""

from qa_scorer.intake.batch import Batch, gather
from qa_scorer.intake.raw_format import parse_raw

__all__ = ["Batch", "gather", "parse_raw"]
