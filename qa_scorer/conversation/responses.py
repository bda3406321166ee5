"""How long each party waited before it answered the other: the response times of conversation analysis.

The wait is the floor transfer offset (Levinson, S. C. and Torreira, F. (2015), "Timing in turn-taking and its
implications for processing models of language", Frontiers in Psychology 6:731): from the end of one party's turn to
the beginning of the other's. One who begins before the other has ended answers at once: 0.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from qa_scorer.conversation.talkover import BREATH_S
from qa_scorer.hearing.spans import joined
from qa_scorer.model import Response, Role, Span, Turn


def responses(turns: Sequence[Turn]) -> tuple[Response, ...]:
    """Each passing of the floor between agent and customer, by start; `turns` are ordered by start.

    What is said while the other speaks on, or only draws breath, takes no floor: a listener's sign, an interruption
    that was given up.
    """
    stretches = {role: _stretches(role, turns) for role in (Role.AGENT, Role.CUSTOMER)}
    others = {Role.AGENT: stretches[Role.CUSTOMER], Role.CUSTOMER: stretches[Role.AGENT]}
    taken = [turn for turn in turns if turn.role in others and not _inside(turn, others[turn.role])]
    return tuple(
        Response(role=then.role, start_s=min(first.end_s, then.start_s), end_s=then.start_s)
        for first, then in pairwise(taken)
        if first.role is not then.role
    )


def _stretches(role: Role, turns: Sequence[Turn]) -> tuple[Span, ...]:
    return joined((Span(turn.start_s, turn.end_s) for turn in turns if turn.role is role), gap_s=BREATH_S)


def _inside(turn: Turn, stretches: Sequence[Span]) -> bool:
    """Whether one of the other's stretches begins before the turn and ends after it."""
    place = bisect_left(stretches, turn.start_s, key=lambda stretch: stretch.start_s) - 1
    return place >= 0 and stretches[place].end_s > turn.end_s
