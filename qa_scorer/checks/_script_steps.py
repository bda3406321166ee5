"""A set script in steps: words, then a wait; and which of them an agent took."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role, Turn
from qa_scorer.wording.passage import passage
from qa_scorer.wording.phrases import best_hit

_SURE, _DOUBT = 0.8, 0.6  # likeness by sound from which a step was said, or may have been


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Words, any of which will do, and how many seconds to wait after them."""

    any_of: tuple[str, ...]
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """`waited_s` runs to the agent's next step, or to the end of the call."""

    turn: Turn
    step: Step
    sure: bool
    waited_s: float


def steps_taken(call: Call, steps: Sequence[Step]) -> list[StepTaken | None]:
    """Each step with the turn of the agent's it was said in, in order; None for one that was not said.

    A step is looked for in the turns after that of the step before it.
    """
    turns = [turn for turn in call.evidence.turns if turn.role is Role.AGENT and turn.words]
    found: list[tuple[Turn, bool] | None] = []
    after = 0
    for step in steps:
        place, sure = _first(turns[after:], step)
        found.append(None if place is None else (turns[after + place], sure))
        after += 0 if place is None else place + 1
    return [
        said and StepTaken(turn=said[0], step=step, sure=said[1], waited_s=_waited_s(call, said[0], found[index + 1 :]))
        for index, (step, said) in enumerate(zip(steps, found, strict=True))
    ]


def steps_graded(said: Sequence[StepTaken], steps: int, tolerance_s: float) -> Answer:
    """How much of a script of so many `steps` was kept to: a step whose wait was cut short counts half."""
    waited = [step.waited_s >= step.step.wait_s - tolerance_s for step in said]
    degree = sum(1.0 if long_enough else 0.5 for long_enough in waited) / steps
    short = waited.count(False)
    return Answer(
        outcome=Outcome.MET if degree == 1 and all(step.sure for step in said) else Outcome.MISSED,
        reason=Text(
            f"客户没有声音，应对 {steps} 步做了 {len(said)} 步，其中 {short} 步等得不够",
            f"the customer never spoke; {len(said)} of {steps} steps taken, {short} with too short a wait",
        ),
        quote=" / ".join(step.turn.text for step in said),
        start_s=said[0].turn.start_s if said else None,
        end_s=said[-1].turn.end_s if said else None,
        confidence=0.8,
        degree=degree,
    )


def _first(turns: Sequence[Turn], step: Step) -> tuple[int | None, bool]:
    """The first turn in which the step was surely said, else the first in which it may have been."""
    hits = [best_hit(passage((turn,)), step.any_of, _DOUBT) for turn in turns]
    degrees = [hit.degree if hit else 0.0 for hit in hits]
    for least, sure in ((_SURE, True), (_DOUBT, False)):
        if place := [index for index, degree in enumerate(degrees) if degree >= least]:
            return place[0], sure
    return None, False


def _waited_s(call: Call, turn: Turn, following: Sequence[tuple[Turn, bool] | None]) -> float:
    then = next((said[0].start_s for said in following if said), call.evidence.facts.duration_s)
    return max(then - turn.end_s, 0.0)
