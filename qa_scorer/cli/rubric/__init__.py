"""`qa-scorer rubric …`: working on a rubric file, without audio or a model."""

import gc
from typing import Final

import typer

from qa_scorer.cli.options import lang_option
from qa_scorer.cli.rubric.check import add_check
from qa_scorer.cli.rubric.diff import add_diff
from qa_scorer.cli.rubric.explain import add_explain
from qa_scorer.cli.rubric.mutate import add_mutate
from qa_scorer.cli.rubric.new import add_new
from qa_scorer.cli.rubric.schema import add_schema
from qa_scorer.cli.rubric.test import add_test
from qa_scorer.language import Language, Text

# A rubric read is some 100,000 small objects, all of which stay: to look through them for garbage after every 700, as
# Python does, is a tenth of the time of a command.
_NEW_OBJECTS: Final = 100_000


def rubric_app(lang: Language) -> typer.Typer:
    """The commands on rubric files, with help in `lang`."""
    words = Text("评分表：检查、测试、比较、讲解", "rubrics: check, test, compare and explain them")
    app = typer.Typer(help=words.read(lang), no_args_is_help=True, rich_markup_mode=None)
    for add in (add_check, add_test, add_mutate, add_diff, add_explain, add_schema, add_new):
        add(app, lang)

    lang_given = lang_option(lang)

    @app.callback()
    def whole(lang: Language = lang_given) -> None:
        """`--lang` may stand before the command as well."""
        gc.set_threshold(_NEW_OBJECTS)

    return app
