"""Promises made on calls of earlier nights, from the quotes the store keeps of the rules about them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from qa_scorer.figures.history import EarlierCall, EarlierPromise
from qa_scorer.figures.promises import promises
from qa_scorer.figures.said import Said
from qa_scorer.model import CallData, Outcome, Role, Rubric
from qa_scorer.store import Store, StoredFinding

_BACK: Final = timedelta(days=14)  # an older promise is no longer news
_RULES: Final = ("conduct.callback_promise", "complaint.deadline")  # their quotes hold promises


def promises_before(store: Store, rubric: Rubric, until: date) -> Iterator[EarlierPromise]:
    """Of the fourteen days up to `until`, this night's own calls among them; the same promise of a call but once."""
    seen: set[tuple[int, datetime | None]] = set()
    for rule in (rule.id for rule in rubric.rules if rule.id in _RULES):
        for finding in store.findings_of(rule, Outcome.MET, until - _BACK, until):
            said = Said(Role.AGENT, finding.start_s or 0.0, finding.quote)
            for promise in promises([said], finding.started_at):
                if (finding.call, promise.due_at) not in seen:
                    seen.add((finding.call, promise.due_at))
                    yield EarlierPromise(call=_call(finding), promise=promise)


def _call(finding: StoredFinding) -> EarlierCall:
    data = CallData(
        call_id=finding.call_id,
        agent_id=finding.agent_id,
        agent_name=finding.agent_name,
        team=finding.team,
        started_at=finding.started_at,
        customer_number=finding.customer_number,
    )
    return EarlierCall(name=finding.file, data=data)
