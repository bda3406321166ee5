"""The findings of an agent that somebody should see, call by call: the rows of the Findings and the Review sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from qa_scorer.figures.agent_figures import AgentFigures
from qa_scorer.figures.call_summary import CallSummary, ListedFinding
from qa_scorer.figures.finding_shelf import FindingShelf
from qa_scorer.language import Text
from qa_scorer.model import Answer, Outcome, Rubric, Rule
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.sheet import Link, Paper, Value
from qa_scorer.scorecards.wordings import FOR_PERSON, OUTCOMES, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """`number` counts the rows from 1, `call_number` the calls on the Calls sheet."""

    number: int
    call_number: int
    call: CallSummary
    finding: ListedFinding
    rule: Rule

    @property
    def answer(self) -> Answer:
        return self.finding.answer

    @property
    def word(self) -> Text:
        return self._word(self.answer.outcome)

    @property
    def machine_word(self) -> Text:
        """Of the machine's own outcome."""
        return self._word(self.finding.machine)

    @property
    def reviewed(self) -> Text | None:
        """Who reviewed it, and what the machine had said."""
        if not self.finding.reviewers:
            return None
        who, machine = self.finding.reviewers, self.machine_word
        still = still_open(self.finding)
        return Text(
            f"{'、'.join(who)}；机器判定：{machine.zh}{still.zh}",
            f"{', '.join(who)}; the machine said: {machine.en}{still.en}",
        )

    @property
    def possible(self) -> float | None:
        return None if self.rule.review else self.rule.weight or None

    @property
    def call_id(self) -> str:
        """The call's id, or its file where the call table gives none."""
        return self.call.data.call_id or self.call.name

    def _word(self, outcome: Outcome) -> Text:
        return FOR_PERSON if self.rule.review and outcome is Outcome.MISSED else OUTCOMES[outcome]


def finding_rows(rubric: Rubric, agent: AgentFigures, shelf: FindingShelf) -> Iterator[FindingRow]:
    rules, numbers = {rule.id: rule for rule in rubric.rules}, count(1)
    for call_number, call in enumerate(agent.calls, 1):
        for finding in shelf.of(call.name):
            rule = rules[finding.rule_id]
            yield FindingRow(number=next(numbers), call_number=call_number, call=call, finding=finding, rule=rule)


def time_link(paper: Paper, row: FindingRow) -> Value:
    """The time of a finding, leading to that second of the call's page."""
    start_s = row.answer.start_s
    shown = None if start_s is None else timedelta(seconds=round(start_s, 1))
    target = paper.to_page(page_link(row.call, at_s=start_s))
    return Link(shown, target) if target and shown is not None else shown


def finding_link(paper: Paper, row: FindingRow) -> Value:
    """The finding's number, `#12`, as it stands on the call's page: people find it by eye where a link loses its `#`.

    It leads there where no time does: a link costs as much as several cells.
    """
    shown = f"#{row.finding.number}"
    target = None if row.answer.start_s is not None else paper.to_page(page_link(row.call, finding=row.finding.number))
    return Link(shown, target) if target else shown
