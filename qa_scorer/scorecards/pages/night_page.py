"""The page of the night: the agents, the most-missed rules, the calls to hear first, and the way to every call.

It is made from the same `NightFigures` as the workbooks, so that the two never differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qa_scorer.figures.ears_first import ears_first
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.rule_figures import most_missed
from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Language
from qa_scorer.model import Night, Verdict
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.pages.clock import clock
from qa_scorer.scorecards.pages.render import render
from qa_scorer.scorecards.wordings import NO_DATA, VERDICTS, WHY_HEAR, doubtful_rule, joined, moment

_MOST_MISSED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the workbooks came to be called, from where the page lies: the team's, and each agent's by agent id."""

    team: str
    agents: Mapping[str, str]


def write_night_page(night: Night, figures: NightFigures, books: Books, lang: Language, path: Path) -> None:
    """Write it at `path`. Everything is masked already. Raises OSError."""
    path.write_text(night_page(night, figures, books, lang), "utf-8", errors="xmlcharrefreplace", newline="\n")


def night_page(night: Night, figures: NightFigures, books: Books, lang: Language) -> str:
    to_hear = ears_first(figures.calls, figures.registers.alarms)
    calls = tuple(figures.calls)
    return render(
        "night.html.jinja", lang, style="night.css", script="night.js",
        night=night, agents=figures.standings.agents, rules=_missed(figures), calls=calls, to_hear=to_hear,
        first={entry.call.name for entry in to_hear}, books=books,
        count={verdict.value: sum(call.verdict is verdict for call in calls) for verdict in Verdict},
        warnings=[doubtful_rule(rule) for rule in figures.standings.doubtful_rules],
        names={agent.agent_id: agent.name for agent in figures.agents},
        needs_person=Verdict.NEEDS_PERSON, reasons=lambda entry: joined(WHY_HEAR[why] for why in entry.reasons),
        link=page_link, clock=clock, moment=moment, verdicts=VERDICTS, no_data=NO_DATA,
    )  # fmt: skip


def _missed(figures: NightFigures) -> tuple[TeamRule, ...]:
    """The rules that were missed at all, the most-missed first."""
    by_id = {rule.rule.id: rule for rule in figures.standings.rules}
    ranked = most_missed(rule.figures for rule in figures.standings.rules)
    return tuple(by_id[figure.rule.id] for figure in ranked if figure.missed)[:_MOST_MISSED]
