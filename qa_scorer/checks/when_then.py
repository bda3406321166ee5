"""When X happens, does Y follow (or come before it)?

X is something said (`when: {any_of: ...}`) or a wait of the customer's (`when: {silence_s: ...}`); Y is one of the
phrases in `then`, said by `by`. Nobody is blamed on a guess: it is missed only where X is certain, all that was said
where Y belongs was understood, and nothing there sounds like Y; else undetermined. Where X does not happen, or the call
ends with it, the rule does not apply.

Parameters
    when          any_of, role (default customer), except_in (harmless wordings that contain one of them), within; or
                  silence_s: a wait of at least so many seconds that was announced or that the agent had to break
    then          phrases, any one of which will do
    by            who has to say it: agent (default) or customer
    within_turns  in how many of that role's next turns (default 2); 0: until the end of the call
    within_s      and within how many seconds (default: no limit)
    before        true: Y has to come before X, anywhere or within `within_s` (default false); Y without X is met too,
                  a wait that was announced in other words is for a person
    only_then     of the phrases in `then` those that are only said after X (不客气): met though no X was heard
    already_s     Y counts also where it was said so many seconds before X (default 0)
    every         true: each X needs its Y, with the points in proportion; false: one Y will do (default false)

Source: the situations are those of M, T, C and H; none gives a number of turns. Two leaves room for a first 嗯，好的.

Met:    customer: 谢谢你。   agent: 不客气。         for when: {any_of: [谢谢]}, then: [不客气]
Missed: customer: 谢谢你。   agent: 嗯，还有事吗？    for when: {any_of: [谢谢]}, then: [不客气]
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.checks._cannot_tell import (
    ROLE_NAMES,
    SHARED_CHANNEL,
    cannot_hear,
    customer_never_spoke,
    left_open,
    not_applicable,
    own_channels,
    understood,
)
from qa_scorer.checks._events import Event, When, events
from qa_scorer.checks._required import Requirement, required
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording import Found, Window, find

METHOD = Text(
    "由转写的文字和时间判断：出现某种情况后，有没有说该说的话", "from the words and their times: what had to follow"
)
RELIABILITY = Text(
    "较好：引出的话听得准、后面都听懂，才判未做到；否则交人工",
    "fairly well: missed only where the cause is certain and all that followed was understood; else a person decides",
)
_NOT_CERTAIN = Text("引出它的那句话没有听准", "what calls for it was not surely heard")
_NOT_UNDERSTOOD = Text("那里有话没有听清", "not all that was said there was understood")
_IN_OTHER_WORDS = Text("事先用别的话打了招呼", "it was announced in other words")
_MAY_BE_SAID = Text("那里有一句听起来有些像", "something like it was heard there")
_SOUND_S = 1.0  # shorter sounds without words are no sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    when: When
    then: tuple[str, ...]
    by: Role = Role.AGENT
    within_turns: int = 2
    within_s: float | None = None
    before: bool = False
    only_then: tuple[str, ...] = ()
    already_s: float = 0.0
    every: bool = False

    def __post_init__(self) -> None:
        if self.within_turns < 0:
            raise WrongValue("within_turns 应不小于 0", "within_turns must be 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """One X with what came of it; `open_because`: why its Y may have been said all the same."""

    event: Event
    met: Requirement
    open_because: Text | None = None


def answer(params: Params, call: Call) -> Answer:
    if unheard := _unheard(params, call):
        return unheard
    cases = [
        case
        for event in events(call, params.when)
        if (case := _case(params, call, event)) and (case.met.said or not event.faint)
    ]
    if not cases and (found := _before_nothing(params, call) or find(call, params.by, params.only_then, at_least=1.0)):
        return _met(found, Text(f"说了“{found.phrase}”", f"“{found.phrase}” was said"))
    if not cases:
        return not_applicable("没有出现需要这样说的情况", "nothing called for it")
    met = [case for case in cases if case.met.said]
    unmet = [case for case in cases if not case.met.said]
    if met and (not unmet or not params.every):
        return _followed(params, met[0])
    return _missed(params, call, unmet, len(cases))


def _unheard(params: Params, call: Call) -> Answer | None:
    if params.when.silence_s is None and params.when.role is Role.CUSTOMER and customer_never_spoke(call):
        return not_applicable("客户没有说话，不作要求", "the customer never spoke")
    roles = {params.by} if params.when.silence_s is not None else {params.by, params.when.role}
    return next((unheard for role in sorted(roles) if (unheard := cannot_hear(call, role))), None)


def _case(params: Params, call: Call, event: Event) -> _Case | None:
    """None where the call ends before anything could follow."""
    turns = _due_turns(params, call, event)
    if not turns and not params.before:
        return None
    window = _window(params, event, turns)
    met = required(call, params.by, params.then, window)
    if not met.said and params.already_s:
        earlier = Window(after_s=max(event.start_s - params.already_s, 0.0), before_s=event.start_s)
        met = first if (first := required(call, params.by, params.then, earlier)).said else met
    return _Case(event=event, met=met, open_because=_open_because(params, call, event, met, turns, window))


def _due_turns(params: Params, call: Call, event: Event) -> Sequence[Turn]:
    """The turns of `by` in which Y belongs, whether understood or not."""
    own = [turn for turn in call.evidence.turns if turn.role is params.by]
    if params.before:
        since_s = 0.0 if params.within_s is None else event.start_s - params.within_s
        return [turn for turn in own if turn.start_s < event.start_s and turn.end_s > since_s]
    until_s = float("inf") if params.within_s is None else event.end_s + params.within_s
    following = [turn for turn in own if turn.end_s > event.end_s and turn.start_s < until_s]
    return following[: params.within_turns] if params.within_turns else following


def _window(params: Params, event: Event, turns: Sequence[Turn]) -> Window:
    if params.before:
        since_s = 0.0 if params.within_s is None else max(event.start_s - params.within_s, 0.0)
        return Window(after_s=since_s, before_s=event.start_s)
    until_s = max(turn.end_s for turn in turns)
    if params.within_s is not None:
        until_s = min(until_s, event.end_s + params.within_s)
    return Window(after_s=event.end_s, before_s=until_s)


def _open_because(
    params: Params, call: Call, event: Event, met: Requirement, turns: Sequence[Turn], window: Window
) -> Text | None:
    if not event.sure:
        return _NOT_CERTAIN
    if event.announced and params.before:
        return _IN_OTHER_WORDS
    if met.said is None:
        return _MAY_BE_SAID
    if any(turn.end_s - turn.start_s >= _SOUND_S and not understood(turn) for turn in turns):
        return _NOT_UNDERSTOOD
    by_the_other = not own_channels(call) and find(call, None, params.then, window)
    return SHARED_CHANNEL if by_the_other else None


def _before_nothing(params: Params, call: Call) -> Found | None:
    """A Y that comes before an X, and was said though no X was heard."""
    if not (params.before and params.when.any_of):
        return None
    said = required(call, params.by, params.then)
    return said.found if said.said else None


def _followed(params: Params, case: _Case) -> Answer:
    found, event = case.met.found, case.event.quote
    assert found is not None  # `met.said` says so
    order = Text("之前说了", "came after") if params.before else Text("之后说了", "was followed by")
    reason = Text(f"{event.zh}{order.zh}“{found.phrase}”", f"{event.en} {order.en} “{found.phrase}”")
    return _met(found, reason, 1.0 if params.every else None)


def _met(found: Found, reason: Text, degree: float | None = None) -> Answer:
    return Answer(
        outcome=Outcome.MET,
        reason=reason,
        quote=found.quote,
        start_s=found.start_s,
        end_s=found.end_s,
        confidence=found.confidence,
        degree=degree,
    )


def _missed(params: Params, call: Call, unmet: Sequence[_Case], cases: int) -> Answer:
    """Of cases that surely happened, if there are any, else of the others."""
    happened = [case for case in unmet if case.event.sure] or unmet
    certain = [case for case in happened if case.open_because is None]
    shown = (certain or happened)[0]
    who, some = ROLE_NAMES[params.by], "、".join(params.then[:3])
    place = Text("之前", "before it") if params.before else Text("之后", "after it")
    missed = Answer(
        outcome=Outcome.MISSED,
        reason=Text(
            f"{shown.event.quote.zh}，{place.zh}没有听到{who.zh}说“{some}”等",
            f"{shown.event.quote.en}: {who.en} was not heard to say “{some}” or the like {place.en}",
        ),
        quote=shown.met.found.quote if shown.met.found else "",
        start_s=shown.event.start_s,
        end_s=shown.event.end_s,
        confidence=0.8,
        degree=1 - len(certain) / cases if params.every else None,
        doubts=tuple(doubt for case in happened for doubt in case.met.doubts),
    )
    if len(certain) == len(happened) or (certain and params.every):
        return missed
    why = next(case.open_because for case in happened if case.open_because)
    return left_open(missed, why)
