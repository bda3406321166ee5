"""`qa-scorer rubric test`: a rubric's examples and whole cases, and what they leave out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.rubric.files import files_argument, rubrics_asked, say_faults
from qa_scorer.errors import EXIT_TEST_FAILED
from qa_scorer.language import Language, Text

if TYPE_CHECKING:
    from qa_scorer.rubric_trials.put_to_test import TriedRubric


def add_test(app: typer.Typer, lang: Language) -> None:
    """Add the command to `app`, its help in `lang`."""

    def say(zh: str, en: str) -> str:
        return Text(zh, en).read(lang)

    lang_given, files_given = lang_option(lang), files_argument(lang)

    @app.command(help=say("用评分表里的例子和整通案例测试评分表", "test rubrics by their examples and by whole cases"))
    def test(
        files: Annotated[list[Path] | None, files_given] = None,
        cases: Annotated[
            Path | None,
            typer.Option("--cases", help=say("整通电话案例的文件夹", "folder of whole calls with expected outcomes")),
        ] = None,
        form: Annotated[
            Literal["text", "json", "junit", "github"],
            typer.Option("--format", help=say("输出格式", "form of the output")),
        ] = "text",
        min_coverage: Annotated[
            float,
            typer.Option("--min-coverage", min=0, max=100,
                         help=say("例子至少覆盖百分之几", "percent that the examples must cover")),
        ] = 0.0,
        lang: Language = lang_given,
    ) -> None:  # fmt: skip
        from qa_scorer.rubric_trials.case_files import read_cases
        from qa_scorer.rubric_trials.put_to_test import put_to_test

        read = read_cases(cases) if cases else ()
        tested = [put_to_test(path, read) for path in rubrics_asked(files)]
        least = min_coverage / 100
        _show(tested, form, lang, least)
        if any(each.faults or each.coverage.ratio < least for each in tested):
            raise typer.Exit(EXIT_TEST_FAILED)


def _show(tested: "list[TriedRubric]", form: str, lang: Language, least: float) -> None:
    from qa_scorer.rubric_trials.annotations import as_data, as_github, as_json
    from qa_scorer.rubric_trials.junit import as_junit

    gaps = [gap for each in tested if each.coverage.ratio < least for gap in each.uncovered]
    faults = [*(fault for each in tested for fault in each.faults), *gaps]
    if form == "json":
        typer.echo(
            as_json(
                [
                    {
                        "file": str(each.path),
                        "tried": len(each.attempts),
                        "failed": [as_data(fault) for fault in each.faults],
                        "coverage_ratio": each.coverage.ratio,
                        "not_covered": [as_data(gap) for gap in each.uncovered],
                    }
                    for each in tested
                ]
            )
        )
    elif form == "junit":
        typer.echo(as_junit(tested, lang, least))
    elif form == "github" and faults:
        typer.echo(as_github(faults, lang))
    else:
        say_faults(faults, lang)
        for each in tested:
            typer.echo(_summary(each).read(lang))


def _summary(tested: "TriedRubric") -> Text:
    tried, failed = len(tested.attempts), sum(bool(attempt.faults) for attempt in tested.attempts)
    cover = tested.coverage
    shown = f"{cover.sides - len(cover.uncovered)}/{cover.sides}"
    return Text(
        f"{tested.path}：例子和案例 {tried} 个，不符 {failed} 个；覆盖 {cover.ratio:.1%}（{shown}）",
        f"{tested.path}: {tried} examples and cases, {failed} not as expected; coverage {cover.ratio:.1%} ({shown})",
    )
