"""Names one after the other, not more than a person reads."""

from collections.abc import Sequence
from typing import Final

from qa_scorer.language import Text

_MOST: Final = 10


def listed(names: Sequence[str]) -> Text:
    """The first ten, and how many more there are."""
    more = len(names) - _MOST
    zh, en = "、".join(names[:_MOST]), ", ".join(names[:_MOST])
    return Text(f"{zh} 等，另有 {more} 个", f"{en} and {more} more") if more > 0 else Text(zh, en)
