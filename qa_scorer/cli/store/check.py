"""`qa-scorer store check`: is every page, reference and call of the store whole?"""

from pathlib import Path

import typer

from qa_scorer.cli.options import lang_option, store_option
from qa_scorer.cli.screen import shown_count
from qa_scorer.errors import VerificationError
from qa_scorer.language import Language, Text


def add_check(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""
    lang_given, store_given = lang_option(lang), store_option(lang)
    words = Text("检查数据库是否完好；有问题时退出码为 1", "is the store whole? Exit code 1 if it is not")

    @app.command(help=words.read(lang))
    def check(store: Path = store_given, lang: Language = lang_given) -> None:
        from qa_scorer.store import Store
        from qa_scorer.store.checking import faults

        with Store.open(store) as opened:
            calls = len(opened.call_numbers())
            with shown_count(_CHECKING, calls, quiet=False, lang=lang) as tell:
                found = list(faults(opened.db, tell))
        for fault in found:
            typer.echo(fault.read(lang), err=True)
        if found:
            raise VerificationError(
                where=str(store),
                why=Text(f"发现 {len(found)} 处问题", f"{len(found)} fault(s) were found"),
                mend=Text(
                    "运行 qa-scorer store rebuild；其余的在下次 run 时重新听",
                    "run qa-scorer store rebuild; what it cannot save is heard again by the next run",
                ),
            )
        megabytes = store.stat().st_size / 1e6
        sound = Text(f"完好：{calls} 通电话，{megabytes:.1f} MB", f"whole: {calls} calls, {megabytes:.1f} MB")
        typer.echo(sound.read(lang))


_CHECKING = Text("正在检查", "checking")
