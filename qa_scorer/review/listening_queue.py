"""Which findings to listen to first, so that the least listening settles the most.

The worth of a second of listening to a finding, after the idea of expected value of information:

    worth = doubt x (points + 100 if it could turn pass into fail) x newness / seconds

doubt    1 where the machine could not tell; else what its confidence leaves, 1 - confidence
points   by how much the score would move if the outcome were the other one
newness  2 for a rule of which no verdict is kept yet, falling to 1: 1 + 1 / (1 + verdicts on it)
seconds  the stretch of the finding and five seconds on either side; a whole call where it has no time
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from qa_scorer.model import Item, Outcome, Rubric, Scorecard, ScoredCall, Verdict
from qa_scorer.scoring import score

_AROUND_S = 5.0
_LONGEST_S = 60.0  # nobody listens longer for one finding before going on to the next
_VERDICT_WORTH = 100.0
_SURE = 0.05  # less doubt than this is not worth anybody's time


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """A finding to listen to. `listen_s` seconds settle it; `points` of the score and maybe the verdict hang on it."""

    scored: ScoredCall
    item: Item
    number: int  # of the finding on the call, as on the call page
    points: float
    could_turn: bool
    doubt: float
    listen_s: float
    worth: float


def queue(calls: Iterable[ScoredCall], rubric: Rubric, verdicts: Mapping[str, int]) -> list[Listen]:
    """All findings worth listening to, the most settling per second first. `verdicts`: how many are kept, by rule."""
    found = [listen for scored in calls for listen in _of_call(scored, rubric, verdicts)]
    return sorted(found, key=lambda each: (-each.worth, each.scored.call.name, each.number))


def _of_call(scored: ScoredCall, rubric: Rubric, verdicts: Mapping[str, int]) -> Iterable[Listen]:
    for number, item in enumerate(scored.scorecard.items, 1):
        doubt = _doubt(item)
        if doubt < _SURE or (item.finding.reviewers and not item.finding.disputed):
            continue
        points, could_turn = _moves(scored, item, rubric)
        if not points and not could_turn:
            continue
        seconds = _seconds(scored, item)
        newness = 1 + 1 / (1 + verdicts.get(item.rule.id, 0))
        worth = doubt * (points + _VERDICT_WORTH * could_turn) * newness / seconds
        yield Listen(
            scored=scored, item=item, number=number, points=points, could_turn=could_turn, doubt=doubt,
            listen_s=seconds, worth=worth,
        )  # fmt: skip


def _doubt(item: Item) -> float:
    """0..1. What does not apply, and what a review rule lets pass, is in no doubt."""
    answer = item.finding.answer
    if answer.outcome is Outcome.UNDETERMINED or item.finding.disputed:
        return 1.0
    return 0.0 if answer.outcome is Outcome.NOT_APPLICABLE else 1 - answer.confidence


def _moves(scored: ScoredCall, item: Item, rubric: Rubric) -> tuple[float, bool]:
    """How far the score lies between the item met and missed, and whether the verdict could turn on it."""
    met, missed = (_with(scored, item, outcome, rubric) for outcome in (Outcome.MET, Outcome.MISSED))
    turns = met.verdict is not missed.verdict and Verdict.FAIL in (met.verdict, missed.verdict)
    return abs((met.score or 0.0) - (missed.score or 0.0)), turns


def _with(scored: ScoredCall, item: Item, outcome: Outcome, rubric: Rubric) -> Scorecard:
    findings = [
        replace(each.finding, answer=replace(each.finding.answer, outcome=outcome, degree=None))
        if each is item
        else each.finding
        for each in scored.scorecard.items
    ]
    return score(rubric, findings)


def _seconds(scored: ScoredCall, item: Item) -> float:
    answer, whole_s = item.finding.answer, scored.call.evidence.facts.duration_s
    if answer.start_s is None:
        return max(min(whole_s, _LONGEST_S), 1.0)
    stretch = (answer.end_s or answer.start_s) - answer.start_s
    return min(stretch + 2 * _AROUND_S, _LONGEST_S)
