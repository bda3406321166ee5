"""Does a rule apply to this call? By the call data first; where they say nothing of it, by what is said."""

from collections.abc import Sequence
from functools import lru_cache

from qa_scorer.checks._cannot_tell import cannot_hear, customer_never_spoke, not_applicable, undetermined
from qa_scorer.checks._uttered import utterances
from qa_scorer.model import Answer, Call, Condition, Role
from qa_scorer.wording.window import SameCall


def elsewhere(conditions: Sequence[Condition], call: Call) -> Answer | None:
    """The answer where a rule of these conditions does not apply, or where that cannot be told; None where it does."""
    holds = [_known(condition, SameCall(call)) for condition in conditions]
    if False in holds:
        return not_applicable("这类通话不作要求", "not asked of calls of this kind")
    if None in holds:
        return undetermined(
            "通话清单没有说，从话里也听不准这通电话是否属于这一类",
            "whether the call is of this kind is not in the call data, and could not be told from what was said",
        )
    return None


@lru_cache(maxsize=64)  # a whole section asks the same of one call
def _known(condition: Condition, this: SameCall) -> bool | None:
    return _holds(condition, this.call)


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
    said = utterances(call, role, phrases, except_in=condition.except_in)
    return None if said and not any(each.sure for each in said) else bool(said)
