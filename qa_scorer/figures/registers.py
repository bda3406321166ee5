"""What a night leaves to be followed up, each entry with the call it comes from."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import count

from qa_scorer.figures.call_kinds import CallKind, call_kind, outside_body
from qa_scorer.figures.call_summary import CallSummary, ListedFinding, wall_clock
from qa_scorer.figures.history import EarlierCall, EarlierPromise
from qa_scorer.figures.promises import Promise, promises
from qa_scorer.figures.said import said
from qa_scorer.figures.wishes import Wish, wishes
from qa_scorer.model import Outcome, Rule, ScoredCall

EXAMPLES = 3  # of a missed rule
REPEAT_WITHIN = timedelta(days=7)  # the usual window of first-contact resolution in call centres


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade:
    """On a call of this night, or of one before."""

    call: CallSummary | EarlierCall
    promise: Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class WishHeard:
    call: CallSummary
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A complaint (or a call of which nobody says what it is) in which the customer names an outside body."""

    call: CallSummary
    words: str
    start_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A finding and the call it was made on."""

    call: CallSummary
    finding: ListedFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatCall:
    """A call of someone who had called within the seven days before."""

    call: CallSummary
    earlier_at: datetime


class Registers:
    """Filled as the calls go by."""

    def __init__(self) -> None:
        self.promises: list[PromiseMade] = []
        self.wishes: list[WishHeard] = []
        self.alarms: list[Alarm] = []
        self.fatal: list[Example] = []
        self._examples: dict[str, list[tuple[float, int, Example]]] = {}
        self._order = count()

    def add(self, scored: ScoredCall, call: CallSummary, findings: Iterable[ListedFinding]) -> None:
        turns = said(scored.call)
        self.promises += [PromiseMade(call=call, promise=made) for made in promises(turns, call.data.started_at)]
        self.wishes += [WishHeard(call=call, wish=wish) for wish in wishes(turns)]
        if (named := outside_body(turns)) and call_kind(call.data) in (CallKind.COMPLAINT, None):
            self.alarms.append(Alarm(call=call, words=named[0], start_s=named[1]))
        for finding in findings:
            if finding.answer.outcome is Outcome.MISSED:
                self._keep(Example(call=call, finding=finding))

    def add_earlier(self, earlier: Iterable[EarlierPromise], tonight: Container[str]) -> None:
        """The promises of nights before; `tonight`: the names of this night's calls."""
        self.promises += [
            PromiseMade(call=entry.call, promise=entry.promise) for entry in earlier if entry.call.name not in tonight
        ]

    def examples(self, rule: Rule) -> list[Example]:
        """Misses of the rule to listen to: those the machine is surest of, with words to them first."""
        return [example for *_, example in sorted(self._examples.get(rule.id, []), key=lambda kept: kept[:2])[::-1]]

    def _keep(self, example: Example) -> None:
        if example.finding.rule_id in example.call.fatal:
            self.fatal.append(example)
        answer, kept = example.finding.answer, self._examples.setdefault(example.finding.rule_id, [])
        kept.append((answer.confidence + bool(answer.quote), -next(self._order), example))
        if len(kept) > 2 * EXAMPLES:
            kept[:] = nlargest(EXAMPLES, kept, key=lambda entry: entry[:2])


def repeat_calls(
    callers: Iterable[tuple[str, CallSummary]], before: dict[str, tuple[datetime, ...]]
) -> tuple[RepeatCall, ...]:
    """The calls whose caller had called within seven days before, by time. `before`: earlier calls by caller."""
    timed = [(caller, wall_clock(call.data.started_at), call) for caller, call in callers if call.data.started_at]
    latest = {caller: sorted(map(wall_clock, moments)) for caller, moments in before.items()}
    found = []
    for caller, moment, call in sorted(timed, key=lambda entry: entry[1]):
        earlier = [then for then in latest.setdefault(caller, []) if moment - REPEAT_WITHIN <= then < moment]
        if earlier:
            found.append(RepeatCall(call=call, earlier_at=earlier[-1]))
        latest[caller] = sorted([*latest[caller], moment])
    return tuple(found)
