"""What a rule may wait for: someone says something, or the customer is kept waiting."""

from collections.abc import Iterator
from dataclasses import dataclass

from qa_scorer.checks._uttered import utterances
from qa_scorer.errors import WrongValue
from qa_scorer.language import Text
from qa_scorer.model import Call, Role, Silence
from qa_scorer.wording import EVERYWHERE, SURE, Window

_FAINT_FROM = 0.7  # likeness by sound: one syllable of four lost
_PARTIES = (Role.AGENT, Role.CUSTOMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """`any_of`: `role` says one of them, not in `except_in`, in `within`; or `silence_s`: a wait of so many seconds
    that the agent had announced, or had to break."""

    any_of: tuple[str, ...] = ()
    role: Role = Role.CUSTOMER
    except_in: tuple[str, ...] = ()
    within: Window = EVERYWHERE
    silence_s: float | None = None

    def __post_init__(self) -> None:
        if bool(self.any_of) == (self.silence_s is not None):
            raise WrongValue("any_of 和 silence_s 要写一个，且只写一个", "either any_of or silence_s must be given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`sure`: that it happened, and that it calls for something; `faint`: only something rather like it was heard,
    which asks for nothing. `announced`: a wait that somebody had asked for."""

    start_s: float
    end_s: float
    quote: Text
    sure: bool
    faint: bool = False
    announced: bool = False


def events(call: Call, when: When) -> list[Event]:
    """Every one, in order."""
    return list(_waits(call, when.silence_s) if when.silence_s is not None else _said(call, when))


def _said(call: Call, when: When) -> Iterator[Event]:
    for each in utterances(call, when.role, when.any_of, when.within, except_in=when.except_in, at_least=_FAINT_FROM):
        found = each.found
        quote, faint = Text(f"“{found.quote}”", f"“{found.quote}”"), found.likeness < SURE
        yield Event(start_s=found.start_s, end_s=found.end_s, quote=quote, sure=each.sure, faint=faint)


def _waits(call: Call, least_s: float) -> Iterator[Event]:
    for wait in call.evidence.silences:
        if wait.duration_s >= least_s and _inside(wait) and (wait.announced or wait.owed_by is not Role.CUSTOMER):
            length = f"{wait.duration_s:.0f}"
            yield Event(
                start_s=wait.start_s,
                end_s=wait.end_s,
                quote=Text(f"等待 {length} 秒", f"a wait of {length} s"),
                sure=wait.announced or wait.owed_by is Role.AGENT,
                announced=wait.announced,
            )


def _inside(wait: Silence) -> bool:
    return wait.after in _PARTIES and wait.before in _PARTIES
