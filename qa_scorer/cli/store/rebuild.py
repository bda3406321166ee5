"""`qa-scorer store rebuild`: a damaged store made anew from what can be read in it."""

from pathlib import Path

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.errors import MachineError, UsageError, system_reason
from qa_scorer.language import Language, Text


def add_rebuild(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    lang_given, store_given = lang_option(lang), store_option(lang)
    words = Text(
        "修复损坏的数据库：能读出的都救回来，原文件留作备份",
        "make a damaged store anew from all that can be read; the old file stays as a backup",
    )

    @app.command(help=words.read(lang))
    def rebuild(store: Path = store_given, lang: Language = lang_given) -> None:
        from qa_scorer.store.holding import held
        from qa_scorer.store.opening import plain_words
        from qa_scorer.store.rebuilding import rebuild as make_anew

        if not store.is_file():
            raise UsageError(
                where=str(store), why=Text("没有这个数据库", "there is no such store"),
                mend=Text("检查 --store", "check --store"),
            )  # fmt: skip
        with held(store), plain_words(store):
            try:
                done = make_anew(store)
            except OSError as error:
                raise _cannot_move(store, error) from error
        calls, findings, sounds = (done.rows[table] for table in ("calls", "findings", "stages"))
        saved = Text(
            f"救回 {calls} 通电话、{findings} 条判定、{sounds} 段录音的识别结果。"
            f"原文件：{done.backup}。再运行一次 qa-scorer run，缺的会重新听",
            f"{calls} calls, {findings} findings and what was recognised in {sounds} sounds were saved. "
            f"The old file: {done.backup}. "
            "Run qa-scorer run again: what is missing is heard again",
        )
        typer.echo(saved.read(lang))


def _cannot_move(store: Path, error: OSError) -> MachineError:
    reason = system_reason(error)
    return MachineError(
        where=str(store),
        why=Text(f"文件不能改名或写入（{reason.zh}）", f"the files cannot be renamed or written ({reason.en})"),
        mend=Text("检查权限和磁盘空间，关掉打开它的程序", "check permissions and disk space, close what has it open"),
    )
