"""`qa-scorer review cases`: verdicts as test cases of the rubric."""

from pathlib import Path
from typing import Annotated

import typer

from qa_scorer.cli.options import lang_option, rubric_option, store_option
from qa_scorer.errors import MachineError, system_reason
from qa_scorer.language import Language, Text


def add_cases(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given, rubric_given = lang_option(lang), store_option(lang), rubric_option(lang)

    @app.command(help=say("把复核意见写成评分表的测试案例", "write verdicts as cases for rubric test --cases"))
    def cases(
        to: Annotated[Path, typer.Option("--to", help=say("案例写到这个文件夹", "write the cases into this folder"))],
        store: Path = store_given,
        rubric: Path | None = rubric_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.cli.review.unasked import tell_unasked
        from qa_scorer.review.as_cases import write_cases
        from qa_scorer.review.stored_calls import chosen_calls
        from qa_scorer.rubric import load_rubric, shipped_rubric
        from qa_scorer.store import Store

        loaded = load_rubric(rubric or shipped_rubric())
        try:
            with Store.open(store) as opened:
                asked = chosen_calls(opened, loaded)
                made = write_cases((scored for _, scored in asked), loaded, to)
                tell_unasked(asked.unasked, len(asked.numbers), lang)
        except OSError as problem:
            raise MachineError(
                where=str(to),
                why=Text(
                    f"写不进去（{system_reason(problem).zh}）", f"cannot write there ({system_reason(problem).en})"
                ),
                mend=Text("检查权限和磁盘空间", "check permissions and disk space"),
            ) from problem
        for path in made.edited:
            words = Text(f"{path}：有人改过，没有动它", f"{path}: somebody edited it; left as it is")
            typer.echo(words.read(lang), err=True)
        typer.echo(
            Text(
                f"写了 {len(made.written)} 个案例，含 {made.verdicts} 条意见；"
                f"另有 {made.heard_only} 条与声音有关，文字留不住",
                f"{len(made.written)} case(s) written with {made.verdicts} verdict(s); "
                f"{made.heard_only} more are about the sound and cannot be kept as text",
            ).read(lang)
        )
