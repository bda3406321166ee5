"""`qa-scorer store forget`: a person's right to be deleted."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.errors import UsageError
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.store.forgetting import Forgotten


def add_forget(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given = lang_option(lang), store_option(lang)

    @app.command(
        help=say(
            "删除一通电话或一位客户的全部数据，并留下删除记录",
            "delete all of a call or of a customer, and note that it was done",
        )
    )
    def forget(
        call: Annotated[
            str | None, typer.Option("--call", help=say("通话编号或录音文件名", "call id or file name"))
        ] = None,
        customer: Annotated[
            str | None, typer.Option("--customer", help=say("客户号码", "the customer's number"))
        ] = None,
        yes: Annotated[bool, typer.Option("--yes", help=say("不再询问", "do not ask"))] = False,
        store: Path = store_given,
        lang: Language = lang_given,
    ) -> None:  # fmt: skip
        from qa_scorer.scorecards.masking import mask
        from qa_scorer.store import Store
        from qa_scorer.store.forgetting import calls_named, calls_of_customer, with_the_same_sound
        from qa_scorer.store.forgetting import forget as delete
        from qa_scorer.traces import delete_traces

        if bool(call) == bool(customer):
            raise _one_of_both()
        with Store.open(store) as opened:
            meant = calls_named(opened.db, call) if call else calls_of_customer(opened.db, customer or "")
            calls = with_the_same_sound(opened.db, meant)
        if not calls:
            raise _nothing(call or mask(customer or ""))
        if not yes and not typer.confirm(_sure(len(calls), len(calls) - len(meant)).read(lang)):
            raise typer.Abort
        with Store.open_to_write(store, "store forget") as opened:
            if call:
                forgotten = delete(opened.db, calls, "forget_call", call)
            else:
                forgotten = delete(opened.db, calls, "forget_customer", mask(customer or ""))
        gone = delete_traces(forgotten)
        done = Text(
            f"已从数据库删除 {len(forgotten)} 通电话，并删除 {len(gone)} 个页面和声音文件",
            f"{len(forgotten)} call(s) were deleted from the store, with {len(gone)} page(s) and sound file(s)",
        )
        typer.echo(done.read(lang))
        say_what_is_left(forgotten, store, lang)


def _sure(calls: int, of_the_same_sound: int) -> Text:
    if not of_the_same_sound:
        return Text(f"删除 {calls} 通电话的全部数据？", f"Delete all that is kept of {calls} call(s)?")
    return Text(
        f"删除 {calls} 通电话的全部数据（其中 {of_the_same_sound} 通是同一段录音的其他文件名）？",
        f"Delete all that is kept of {calls} call(s), {of_the_same_sound} of them the same sound under another name?",
    )


def say_what_is_left(forgotten: "Sequence[Forgotten]", store: Path, lang: Language) -> None:
    """Recordings, and files that hold other calls too, are for a person to deal with."""
    from qa_scorer.store.rebuilding import backups
    from qa_scorer.traces import still_named_in

    recordings = [call.recording for call in forgotten if call.recording.exists()]
    _list(_STILL_THERE, recordings, lang)
    _list(
        Text("这些文件里可能还有它（用 qa-scorer rescore 重写，或删除）：",
             "It may still stand in these files (write them again with qa-scorer rescore, or delete them):"),
        still_named_in(forgotten), lang,
    )  # fmt: skip
    if forgotten:
        _list(
            Text("修复前留下的旧数据库，里面还有它（不再需要就删除）：",
                 "It still stands in these older stores, kept by a rebuild (delete them when they are not needed):"),
            backups(store), lang,
        )  # fmt: skip


def _list(heading: Text, paths: Sequence[Path], lang: Language) -> None:
    if paths:
        typer.echo(heading.read(lang))
        for path in paths:
            typer.echo(f"  {path}")


_STILL_THERE = Text(
    "录音本身还在，不删除或移走的话，下次运行会重新听：",
    "The recordings themselves are still there; delete them or move them away, or the next run hears them again:",
)


def _one_of_both() -> UsageError:
    return UsageError(
        where="store forget",
        why=Text("要写明删除哪通电话或哪位客户", "it must be said which call or which customer"),
        mend=Text("加 --call 编号，或 --customer 号码（二选一）", "add --call ID, or --customer NUMBER, one of them"),
    )


def _nothing(what: str) -> UsageError:
    return UsageError(
        where=what,
        why=Text("数据库里没有", "the store holds nothing of it"),
        mend=Text(
            "检查写法；号码要与通话清单里的一致", "check how it is written; a number must be as in the call table"
        ),
    )
