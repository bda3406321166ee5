"""`qa-scorer sample`: calls to be listened to, drawn so that anybody can check the draw."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option, rubric_option, store_option
from qa_scorer.language import Language, Text


def add_sample(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, store_given, rubric_given = lang_option(lang), store_option(lang), rubric_option(lang)

    @app.command(help=say("抽取要听的通话（可复查）", "draw calls to be listened to, so that the draw can be checked"))
    def sample(
        per_agent: Annotated[
            int, typer.Option("--per-agent", min=1, help=say("每名坐席几通", "calls of each agent"))
        ] = 5,
        by: Annotated[
            Literal["random", "risk", "rule"],
            typer.Option(
                "--by",
                help=say(
                    "random 随机；risk 风险高的先；rule 尽量覆盖各条规则",
                    "random; risk: the most telling first; rule: so that they show the most rules",
                ),
            ),
        ] = "random",
        seed: Annotated[int, typer.Option("--seed", help=say("随机数种子", "seed of the draw"))] = 0,
        store: Path = store_given,
        rubric: Path | None = rubric_given,
        lang: Language = lang_given,
    ) -> None:
        from qa_scorer.cli.review.unasked import tell_unasked
        from qa_scorer.review.sampling import draw, keep_sample
        from qa_scorer.review.stored_calls import chosen_calls
        from qa_scorer.rubric import load_rubric, shipped_rubric
        from qa_scorer.scorecards.wordings import VERDICTS
        from qa_scorer.store import Store

        loaded = load_rubric(rubric or shipped_rubric())
        with Store.open(store):  # says where there is none
            pass
        with Store.open_to_write(store, "sample") as opened:
            asked = chosen_calls(opened, loaded)
            drawn = draw(asked, method=by, seed=seed, per_agent=per_agent)
            tell_unasked(asked.unasked, len(asked.numbers), lang)
            number = keep_sample(opened, drawn)
        for _, scored in drawn.calls:
            score = "–" if scored.scorecard.score is None else f"{scored.scorecard.score:.1f}"
            verdict = VERDICTS[scored.scorecard.verdict].read(lang)
            typer.echo(f"{scored.call.data.agent_id}\t{scored.call.name}\t{score}\t{verdict}")
        typer.echo(
            Text(
                f"抽样 {number}：方法 {by}，种子 {seed}，总体 {drawn.population} 通（{drawn.population_sha256[:16]}），"
                f"抽出 {len(drawn.calls)} 通，已记入数据库",
                f"sample {number}: by {by}, seed {seed}, {len(drawn.calls)} of {drawn.population} calls "
                f"({drawn.population_sha256[:16]}); kept in the store",
            ).read(lang)
        )
