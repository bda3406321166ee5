"""`qa-scorer review …`: people's verdicts, back in and put to use. No audio, no model."""

import typer

from qa_scorer.cli.review.agreement import add_agreement
from qa_scorer.cli.review.appeals import add_appeals
from qa_scorer.cli.review.cases import add_cases
from qa_scorer.cli.review.queue import add_queue
from qa_scorer.cli.review.take_in import add_import
from qa_scorer.language import Language, Text


def review_app(lang: Language) -> typer.Typer:
    app = typer.Typer(
        help=Text(
            "人工复核：读回、排队、一致性、变成案例", "people's verdicts: back in, in order, compared, as cases"
        ).read(lang),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    add_import(app, lang)
    add_queue(app, lang)
    add_agreement(app, lang)
    add_appeals(app, lang)
    add_cases(app, lang)
    return app
