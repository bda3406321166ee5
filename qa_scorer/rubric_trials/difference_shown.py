"""A difference on the screen, as Markdown for a pull request, and as JSON."""

from collections.abc import Iterator
from typing import Any

from qa_scorer.language import Language, Text
from qa_scorer.model import Rubric
from qa_scorer.rubric_trials.annotations import as_json
from qa_scorer.rubric_trials.difference import Difference, Judged
from qa_scorer.rubric_trials.difference_tables import Table, headline, tables
from qa_scorer.scorecards.masking import mask

_ON_SCREEN, _IN_MARKDOWN = 20, 50  # rows of calls and of agents
_IN_A_FILE = 140  # columns, where no terminal says how many there are


def on_screen(difference: Difference, lang: Language) -> None:
    """Print it in columns; they are as wide as the terminal allows."""
    from rich.console import Console
    from rich.table import Table as Columns

    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = max(console.width, _IN_A_FILE)
    console.print(headline(difference).read(lang), markup=False)
    for table in tables(difference, _ON_SCREEN):
        columns = Columns(title=table.title.read(lang), title_justify="left", title_style="bold", box=None)
        for place, head in enumerate(table.heads):
            columns.add_column(head.read(lang), justify="right" if place in table.numbers else "left", overflow="fold")
        for row in table.rows:
            columns.add_row(*(_plain(cell.read(lang)) for cell in row))
        console.print()
        console.print(columns)
        if table.left_out:
            console.print(_more(table).read(lang), markup=False)


def _plain(text: str) -> Any:
    from rich.text import Text as Shown

    return Shown(text)  # what is in brackets is no mark-up here


def as_markdown(difference: Difference, lang: Language) -> str:
    return "\n".join(_markdown(difference, lang))


def _markdown(difference: Difference, lang: Language) -> Iterator[str]:
    yield headline(difference).read(lang)
    for table in tables(difference, _IN_MARKDOWN):
        yield f"\n### {table.title.read(lang)}\n"
        yield _row(head.read(lang) for head in table.heads)
        yield _row("---:" if place in table.numbers else "---" for place in range(len(table.heads)))
        yield from (_row(mask(cell.read(lang)) for cell in row) for row in table.rows)  # it leaves the machine
        if table.left_out:
            yield f"\n{_more(table).read(lang)}"


def _row(cells: Iterator[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _more(table: Table) -> Text:
    return Text(f"……另有 {table.left_out} 行", f"… {table.left_out} more")


def as_data(difference: Difference) -> str:
    """Everything, as JSON."""
    return as_json(
        {
            "old": _rubric(difference.old),
            "new": _rubric(difference.new),
            "calls": difference.calls,
            "largest_drop": difference.largest_drop,
            "verdicts": [
                {"old": old, "new": new, "calls": count} for (old, new), count in sorted(difference.verdicts.items())
            ],
            "rules": [
                {
                    "rule": rule.rule,
                    "points": rule.points,
                    "newly_fatal": rule.newly_fatal,
                    "outcomes": [{"old": old, "new": new, "calls": count} for (old, new), count in rule.moved.items()],
                }
                for rule in difference.rules
            ],
            "agents": [
                {
                    "agent_id": agent.agent_id,
                    "agent_name": agent.agent_name,
                    "calls": agent.calls,
                    "gaining": agent.gaining,
                    "losing": agent.losing,
                    "newly_fatal": agent.newly_fatal,
                    "mean_points": agent.mean_points,
                }
                for agent in difference.agents
            ],
            "changed_calls": [
                {
                    "call": change.name,
                    "agent_id": change.agent_id,
                    "points": change.points,
                    "old": _judged(change.old),
                    "new": _judged(change.new),
                    "newly_fatal": change.newly_fatal,
                }
                for change in difference.changed
            ],
        }
    )


def _rubric(rubric: Rubric) -> dict[str, str]:
    return {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256}


def _judged(judged: Judged) -> dict[str, Any]:
    return {"score": judged.score, "verdict": judged.verdict, "fatal": judged.fatal}
