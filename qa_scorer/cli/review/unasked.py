"""Calls of the store that the rubric at hand was never asked of: left out, and said so."""

import typer

from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text

_MEND = Text(
    "先运行 qa-scorer rescore（用同一份评分表），不用重新听录音",
    "run qa-scorer rescore by this rubric first; nothing is listened to again",
)


def tell_unasked(unasked: int, calls: int, lang: Language) -> None:
    """`unasked` of `calls` were left out. Raises UsageError where that is all of them."""
    if not unasked:
        return
    why = Text(
        f"数据库里 {calls} 通通话中有 {unasked} 通没有按这份评分表问过",
        f"{unasked} of the {calls} calls in the store were not asked all rules of this rubric",
    )
    if unasked == calls:
        raise UsageError(where="--rubric", why=why, mend=_MEND)
    typer.echo(Text(f"{why.zh}，没有算在内：{_MEND.zh}", f"{why.en} and are left out: {_MEND.en}").read(lang), err=True)
