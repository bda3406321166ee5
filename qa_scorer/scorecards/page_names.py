"""Where the page of a call lies, and how to point into it.

The name depends on the call alone, so that a workbook can name a page before it is written, and a call keeps its page
whichever others are scored beside it. It is plain ASCII: nothing in a link has to be escaped, whichever office program
follows it. The mark at its end comes from the recording's name and sound: two recordings of one call id have a page
each, and so have those of two nights in which the recorder counted from one again.
"""

import hashlib
import re
from typing import Protocol

from qa_scorer.model import CallData

PAGES = "calls"  # the folder of the pages, below the one the scorecards are written to
_LONGEST = 40  # characters of the call's id
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9.-]+")


class HasPage(Protocol):
    """A call, or what is kept of one."""

    @property
    def name(self) -> str: ...
    @property
    def data(self) -> CallData: ...
    @property
    def sha256(self) -> str: ...


def page_name(call: HasPage) -> str:
    """The page's file name without its ending: the call's id, or the recording's name where it has none, and a mark."""
    plain = _NOT_PLAIN.sub("_", call.data.call_id or call.name)[:_LONGEST].strip("_.-")
    mark = hashlib.sha256(f"{call.name}\0{call.sha256}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain or 'call'}-{mark}"


def page_link(call: HasPage, *, at_s: float | None = None, finding: int | None = None) -> str:
    """The page, as a link from the folder the scorecards are written to: `calls/<name>.html`.

    With `at_s` it opens at that second (`#t=83.5`), with `finding` at the finding of that number (`#f=12`): its place,
    from 1, in the rubric's order, which `Scorecard.items` has.
    """
    page = f"{PAGES}/{page_name(call)}.html"
    if finding is not None:
        return f"{page}#f={finding}"
    return page if at_s is None else f"{page}#t={round(at_s, 1)}"
