"""The cells that say which call a row of the team workbook is about, for every sheet that lists calls."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.figures.history import EarlierCall
from qa_scorer.language import Text
from qa_scorer.scorecards.cells import Target
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.sheet import Link, Paper, Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column
from qa_scorer.scorecards.wordings import NO_DATA

Row = TypeVar("Row")
AnyCall = CallSummary | EarlierCall


def call_cells(paper: Paper, call: Callable[[Row], AnyCall]) -> list[Column[Row]]:
    """Agent, call and when it was; the call leads to its page."""
    return [
        Column("agent", Text("坐席", "Agent"), 14, Style.TEXT, lambda row: _agent(call(row))),
        Column("call", Text("通话", "Call"), 18, Style.LINK, lambda row: call_link(paper, call(row))),
        Column("started_at", Text("通话时间", "When"), 20, Style.MOMENT,
               lambda row: call(row).data.started_at or NO_DATA),
    ]  # fmt: skip


def call_link(paper: Paper, call: AnyCall) -> Value:
    target, shown = _target(paper, call), call.data.call_id or call.name
    return Link(shown, target) if target else shown


def time_cell(paper: Paper, call: AnyCall, start_s: float | None) -> Value:
    """A time in the call, leading to that second of its page."""
    if start_s is None:
        return None
    target, shown = _target(paper, call, start_s), timedelta(seconds=round(start_s, 1))
    return Link(shown, target) if target else shown


def _target(paper: Paper, call: AnyCall, at_s: float | None = None) -> Target | None:
    """None for an earlier night's call: its page may be gone."""
    return None if isinstance(call, EarlierCall) else paper.to_page(page_link(call, at_s=at_s))


def _agent(call: AnyCall) -> str:
    return f"{call.data.agent_id} {call.data.agent_name}".strip()
