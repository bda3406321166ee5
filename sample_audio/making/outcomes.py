"""What a call's script makes certain about the rules: the one place where a tag becomes an outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from making import figures
from making.script import Plan, Speaker
from making.staging import Placed, Stage

HOLD_S = 5.0  # from here on a wait is a hold
DEAD_AIR_S = 10.0
SPEECH_RATE_PER_MIN = (90.0, 150.0)

Outcome = Literal["met", "missed", "not_applicable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A finished call, as the rules are asked of it."""

    plan: Plan
    stage: Stage
    complaint: bool
    given: Mapping[str, Outcome] = field(default_factory=dict)  # what a scene says of itself
    judged: tuple[str, ...] | None = None  # the sections judged by tags; None: all

    def tags(self, speaker: Speaker) -> frozenset[str]:
        return frozenset[str]().union(*(placed.line.tags for placed in self.stage.of(speaker)))

    @property
    def after_holds(self) -> tuple[Placed, ...]:
        """The lines that come after a wait of HOLD_S or more, announced or not."""
        waited = (each for each in self.stage.placed if each.line.announced is not None)
        return tuple(each for each in waited if each.line.gap_s >= HOLD_S)


Judge = Callable[[Story], Outcome | None]  # None: the script does not make it certain, the rule is left out


def of(story: Story) -> dict[str, Outcome]:
    """The certain outcomes by rule."""
    judged = {rule: judge for rule, judge in RULES.items() if story.judged is None or _section(rule) in story.judged}
    return {rule: outcome for rule, judge in judged.items() if (outcome := judge(story)) is not None} | {**story.given}


def _section(rule: str) -> str:
    return rule.partition(".")[0]


def _yes(met: bool) -> Outcome:
    return "met" if met else "missed"


def _said(tag: str, *, like: str = "") -> Judge:
    """Where only something `like` it was said, a person would have to say whether that will do."""

    def judge(story: Story) -> Outcome | None:
        said = story.tags("agent")
        return None if like in said and tag not in said else _yes(tag in said)

    return judge


def _said_first(tag: str) -> Judge:
    return lambda story: _yes(tag in story.stage.of("agent")[0].line.tags)


def _never_said(tag: str) -> Judge:
    return lambda story: _yes(tag not in story.tags("agent"))


def _in_complaint(judge: Judge) -> Judge:
    return lambda story: judge(story) if story.complaint else None


def _met_if_said(tag: str) -> Judge:
    """Certain only where it was said: it may be said in other words, or not be called for."""
    return lambda story: "met" if tag in story.tags("agent") else None


def _said_after(cause: str, reply: str) -> Judge:
    return lambda story: _yes(reply in story.tags("agent")) if cause in story.tags("customer") else "not_applicable"


def _farewell(story: Story) -> Outcome:
    if "closing.farewell" in story.tags("agent"):
        return "met"
    return "not_applicable" if story.plan.released_by == "customer" else "missed"


def _wait_reply(story: Story) -> Outcome:
    """In these scripts the agent always waits for the answer."""
    return "met" if "closing.anything_else" in story.tags("agent") else "not_applicable"


def _hold_request(story: Story) -> Outcome:
    return _of_holds([bool(placed.line.announced) for placed in story.after_holds])


def _hold_return(story: Story) -> Outcome:
    return _of_holds(["conduct.hold_return" in placed.line.tags for placed in story.after_holds])


def _of_holds(met: list[bool]) -> Outcome:
    return _yes(all(met)) if met else "not_applicable"


def _speech_rate(story: Story) -> Outcome:
    low, high = SPEECH_RATE_PER_MIN
    return _yes(low <= figures.gross_per_min(story.stage, "agent") <= high)


def _silence(story: Story) -> Outcome:
    found = figures.silences(story.stage)
    return _yes(all(announced or end_s - start_s < DEAD_AIR_S for start_s, end_s, announced in found))


RULES: dict[str, Judge] = {
    "opening.greeting": _said_first("opening.greeting"),
    "opening.identity": _said("opening.identity"),  # a wrong number carries identity.wrong instead
    "opening.desk": _said("opening.desk"),
    "opening.offer": _said("opening.offer"),
    "voice.speech_rate": _speech_rate,
    "voice.silence": _silence,
    "conduct.hold_request": _hold_request,
    "conduct.hold_return": _hold_return,
    "conduct.thanks_reply": _said_after("customer.thanks", "conduct.thanks_reply"),
    "conduct.address_name": _met_if_said("conduct.address_name"),
    "conduct.praise_reply": _met_if_said("conduct.praise_reply"),
    "conduct.suggestion_thanks": _met_if_said("conduct.suggestion_thanks"),
    "complaint.empathy": _in_complaint(_said("complaint.empathy", like="sympathy")),
    "complaint.escalate": _in_complaint(_said("complaint.escalate")),
    "complaint.deadline": _in_complaint(_said("complaint.deadline")),
    "complaint.thanks": _in_complaint(_said("complaint.thanks")),
    "order.fees": _met_if_said("order.fees"),
    "order.consent": _met_if_said("order.consent"),
    "forbidden.rude_address": _never_said("forbidden.rude_address"),
    "forbidden.scolding": _never_said("forbidden.scolding"),
    "forbidden.arrogance": _never_said("forbidden.arrogance"),
    "forbidden.buck_passing": _never_said("forbidden.buck_passing"),
    "forbidden.insult": _never_said("forbidden.insult"),
    "forbidden.commands": _never_said("forbidden.commands"),
    "closing.anything_else": _said("closing.anything_else"),
    "closing.wait_reply": _wait_reply,
    "closing.thanks": _said("closing.thanks", like="complaint.thanks"),
    "closing.farewell": _farewell,
    "closing.customer_first": lambda story: _yes(story.plan.released_by == "customer"),
}
