"""The calls a person should listen to first: where most hangs on what the machine found, or could not tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.figures.registers import Alarm
from qa_scorer.model import Verdict

MOST = 100  # calls worth listing; more than a day's listening for one person


class Why(StrEnum):
    """In the order of their weight."""

    FATAL = "fatal"  # a fatal item fired: hear it before anybody acts on it
    ALARM = "alarm"  # the customer names an outside body
    OPEN_FATAL = "open_fatal"  # a fatal item could not be told
    PASS_OR_FAIL = "pass_or_fail"  # the undetermined items decide
    FOR_PERSON = "for_person"  # misses of rules that only a person may judge


_WEIGHTS = {Why.FATAL: 16.0, Why.ALARM: 8.0, Why.OPEN_FATAL: 4.0, Why.PASS_OR_FAIL: 2.0, Why.FOR_PERSON: 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToHear:
    """`weight` orders the list and means nothing else."""

    call: CallSummary
    reasons: tuple[Why, ...]
    weight: float


def ears_first(calls: Iterable[CallSummary], alarms: Iterable[Alarm], most: int = MOST) -> tuple[ToHear, ...]:
    """The weightiest first; of equals the one whose score is the more open, then by file."""
    alarmed = {alarm.call.name: alarm for alarm in alarms}
    found = [_to_hear(call, alarmed) for call in calls]
    worth = [entry for entry in found if entry.reasons]
    return tuple(sorted(worth, key=lambda entry: (-entry.weight, entry.call.name))[:most])


def _to_hear(call: CallSummary, alarmed: Mapping[str, Alarm]) -> ToHear:
    holds = {
        Why.FATAL: bool(call.fatal),
        Why.ALARM: call.name in alarmed,
        Why.OPEN_FATAL: bool(call.open_fatal),
        Why.PASS_OR_FAIL: call.verdict is Verdict.NEEDS_PERSON and not call.open_fatal,
        Why.FOR_PERSON: call.for_person > 0,
    }
    reasons = tuple(why for why in Why if holds[why])
    openness = (call.high - call.low) / 100
    return ToHear(call=call, reasons=reasons, weight=sum(_WEIGHTS[why] for why in reasons) + openness)
