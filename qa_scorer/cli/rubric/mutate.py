"""`qa-scorer rubric mutate`: would a rubric's examples notice if it were changed, and do its rules bear bad hearing?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.rubric.files import files_argument, rubrics_asked, say_faults
from qa_scorer.errors import EXIT_TEST_FAILED
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.rubric_trials.mutate import Mutated


def add_mutate(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, files_given = lang_option(lang), files_argument(lang)

    @app.command(
        help=say(
            "把评分表逐处改动、把例子听错，看例子能否发现",
            "change rubrics in one place at a time, mishear the examples: is it noticed?",
        )
    )
    def mutate(
        files: Annotated[list[Path] | None, files_given] = None,
        form: Annotated[
            Literal["text", "json", "github"], typer.Option("--format", help=say("输出格式", "form of the output"))
        ] = "text",
        min_score: Annotated[
            float,
            typer.Option("--min-score", min=0, max=1,
                         help=say("至少发现的比例，0 到 1", "share that must be noticed, 0 to 1")),
        ] = 0.0,
        lang: Language = lang_given,
    ) -> None:  # fmt: skip
        from qa_scorer.rubric import load_rubric_file
        from qa_scorer.rubric_trials.mutate import mutate
        from qa_scorer.rubric_trials.trials import trials_of

        done: list[tuple[Path, Mutated]] = []
        for path in rubrics_asked(files):
            file = load_rubric_file(path)
            done.append((path, mutate(file, trials_of(file))))
        _show(done, form, lang)
        if any(each.score < min_score or each.idle_excuses for _, each in done):
            raise typer.Exit(EXIT_TEST_FAILED)


def _show(done: "list[tuple[Path, Mutated]]", form: str, lang: Language) -> None:
    from qa_scorer.rubric_trials.annotations import as_data, as_github, as_json
    from qa_scorer.rubric_trials.mutate import by_operator
    from qa_scorer.rubric_trials.survivors import survivor_faults

    faults = [fault for _, each in done for fault in survivor_faults(each)]
    if form == "json":
        typer.echo(
            as_json(
                [
                    {
                        "file": str(path),
                        "score": each.score,
                        "operators": {
                            name: {"noticed": count.noticed, "counted": count.counted, "left_out": count.left_out}
                            for name, count in by_operator(each).items()
                        },
                        "survivors": [as_data(fault) for fault in survivor_faults(each)],
                    }
                    for path, each in done
                ]
            )
        )
    elif form == "github" and faults:
        typer.echo(as_github(faults, lang))
    else:
        say_faults(faults, lang)
        for path, each in done:
            typer.echo(_summary(path, each, lang))


def _summary(path: Path, mutated: "Mutated", lang: Language) -> str:
    from qa_scorer.rubric_trials.mutate import by_operator

    left_out = len(mutated.mutants) - len(mutated.counted)
    noticed, counted = len(mutated.counted) - len(mutated.survivors), len(mutated.counted)
    head = Text(
        f"{path}：变异得分 {mutated.score:.3f}（{counted} 处改动，发现 {noticed} 处；另有 {left_out} 处注明理由不计）",
        f"{path}: mutation score {mutated.score:.3f} ({noticed} of {counted} noticed; "
        f"{left_out} left out with a reason)",
    )
    rows = [
        f"  {name:<20}{count.noticed:>6} / {count.counted:<6}{count.left_out or '':>6}"
        for name, count in by_operator(mutated).items()
    ]
    return "\n".join([head.read(lang), *rows])
