"""Whether words are said to the customer, or only quoted, denied or asked about."""

import re
from enum import Enum

_BEFORE, _AFTER = 10, 6  # characters of the turn looked at on either side

# 我跟您说… and 我说… are said to the face, whatever stands between.
_TO_THE_FACE = re.compile("[跟和对向][你您]说|告诉[你您]|我(就|还|再|直)?说|说白了|说实话|老实说")
_DENIED = re.compile(
    "(不会|不能|不该|不应该|不可以|没有?|从来不|从不|绝不|不准|不许|哪会|怎么会|怎么能|怎么可能|不可能)(再|这么|这样|跟[你您])?[说讲]过?"
)
_QUOTED = re.compile(
    "([你您他她]们?|客户|用户|人家|别人|有人|对方|同事|前台|营业厅|[客克]服)(刚才|之前|上次|当时|是)?"
    "(说|讲|反[映应]|提到|认为|觉得|抱怨)(的是?|过|了|成)?|所谓"
)
_CALLED_SUCH = re.compile("^(这样|这种|那种|这类|这句|那句|之类)的?(话|说法|态度)")
_MAY_BE = re.compile("说(?!话)|讲(?!话)|反[映应]|提到|不会|不是|没有(?!了)|不要|不能|怎么能|别")


class Context(Enum):
    """What words are where they stand."""

    SAID = "said"
    NOT_SAID = "not said"  # quoted or denied
    UNCLEAR = "unclear"


def context_of(turn: str, start: int, end: int) -> Context:
    """What the words `start` to `end` of a normalised turn are, by what stands around them in it."""
    before = turn[max(0, start - _BEFORE) : start]
    if _DENIED.search(before) or _CALLED_SUCH.search(turn[end : end + _AFTER]):
        return Context.NOT_SAID
    before = _TO_THE_FACE.sub("", before)
    if _QUOTED.search(before):
        return Context.NOT_SAID
    return Context.UNCLEAR if _MAY_BE.search(before) else Context.SAID
