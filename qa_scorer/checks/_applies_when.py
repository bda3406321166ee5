"""Does a rule apply to this call? By the call data first; where they say nothing of it, by what is said."""

import re
from collections.abc import Sequence

from qa_scorer.checks._cannot_tell import cannot_hear, customer_never_spoke, not_applicable, undetermined
from qa_scorer.model import Answer, Call, Condition, Role
from qa_scorer.wording.passage import Passage
from qa_scorer.wording.phrases import Hit, best_hit, exact_hits
from qa_scorer.wording.window import EVERYWHERE, passage_within

_SURE, _MAYBE = 0.9, 0.8  # likeness by sound from which the words decide, or leave it open
_DENIED = re.compile("(不|没有?|别)(是|想|要|用|会|是要|是想|打算)?$")  # 我不是要投诉


def elsewhere(conditions: Sequence[Condition], call: Call) -> Answer | None:
    """The answer where a rule of these conditions does not apply, or where that cannot be told; None where it does."""
    holds = [_holds(condition, call) for condition in conditions]
    if False in holds:
        return not_applicable("这类通话不作要求", "not asked of calls of this kind")
    if None in holds:
        return undetermined(
            "通话清单没有说，从话里也听不准这通电话是否属于这一类",
            "whether the call is of this kind is not in the call data, and could not be told from what was said",
        )
    return None


def _holds(condition: Condition, call: Call) -> bool | None:
    told = list(_told_by_data(condition, call))
    if False in told:
        return False
    said = _said(condition, call) if not told or None in told else True
    if condition.silent is None or said is False:
        return said
    return said if customer_never_spoke(call) == condition.silent else False


def _told_by_data(condition: Condition, call: Call) -> "list[bool | None]":
    data = call.data
    told: list[bool | None] = []
    for wanted, given in ((condition.call_type, data.call_type), (condition.desk, data.desk)):
        if wanted:
            told.append(any(word.lower() in given.lower() for word in wanted) if given else None)
    if condition.vip is not None:
        told.append(None if data.vip is None else data.vip == condition.vip)
    if condition.direction is not None:
        told.append(data.direction == condition.direction if data.direction else None)
    return told


def _said(condition: Condition, call: Call) -> bool | None:
    asked = [
        (role, phrases)
        for role, phrases in ((Role.CUSTOMER, condition.said_by_customer), (Role.AGENT, condition.said_by_agent))
        if phrases
    ]
    if not asked:
        return True if condition.silent is not None and not _asks_data(condition) else None
    heard = [_heard(condition, call, role, phrases) for role, phrases in asked]
    return True if True in heard else None if None in heard else False


def _asks_data(condition: Condition) -> bool:
    return bool(condition.call_type or condition.desk or condition.vip is not None or condition.direction is not None)


def _heard(condition: Condition, call: Call, role: Role, phrases: tuple[str, ...]) -> bool | None:
    if role is Role.CUSTOMER and customer_never_spoke(call) and call.evidence.roles_known:
        return False
    if cannot_hear(call, role):
        return None
    said = passage_within(call, role, EVERYWHERE)
    exempt = list(exact_hits(said, condition.except_in))
    if any(not _denied(said, hit) and not _inside(hit, exempt) for hit in exact_hits(said, phrases)):
        return True
    hit = best_hit(said, phrases, _MAYBE)
    if hit is None or hit.exact or _denied(said, hit) or _inside(hit, exempt):
        return False
    return True if hit.degree >= _SURE else None


def _inside(hit: Hit, exempt: list[Hit]) -> bool:
    return any(each.start <= hit.start and hit.end <= each.end for each in exempt)


def _denied(said: Passage, hit: Hit) -> bool:
    return _DENIED.search(said.text[max(hit.start - 4, 0) : hit.start]) is not None
