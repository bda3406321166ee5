"""What all checks share: what makes evidence doubtful, and the answers where there is not enough to go by."""

from dataclasses import replace

from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, ChannelLayout, Outcome, Role, Turn

ROLE_NAMES = {
    Role.AGENT: Text("坐席", "the agent"),
    Role.CUSTOMER: Text("客户", "the customer"),
    Role.SYSTEM: Text("系统语音", "the system voice"),
    Role.UNKNOWN: Text("说话人", "the speaker"),
}
SHARED_CHANNEL = Text(
    "双方的声音在同一声道上，可能把一方当成了另一方",
    "both voices are on one channel, and the one may have been taken for the other",
)
POORLY_RECOGNISED = Text("坐席的话识别得不好", "the agent's words were poorly recognised")
_UNDERSTOOD_FROM = 0.5  # mean probability of a turn's words from which the recogniser understood it
_RECOGNISED_FROM = 0.75  # mean probability of all words of a side, as of Whisper base on a clear telephone voice
_BREATH_S = 1.0  # less than this on the customer's side is a breath or a click


def undetermined(zh: str, en: str) -> Answer:
    return Answer(outcome=Outcome.UNDETERMINED, reason=Text(zh, en), confidence=0.0)


def not_applicable(zh: str, en: str) -> Answer:
    return Answer(outcome=Outcome.NOT_APPLICABLE, reason=Text(zh, en))


def cannot_hear(call: Call, role: Role) -> Answer | None:
    """The answer where `role` cannot be told from the other side, or nothing of it was understood; else None."""
    name = ROLE_NAMES[role]
    if not call.evidence.roles_known:
        return undetermined(
            "分不清（或分不准）哪一方是坐席，不作判定",
            "which party is the agent could not be told, or not surely enough to judge by",
        )
    if not any(turn.role is role and turn.words for turn in call.evidence.turns):
        return undetermined(f"没有听到{name.zh}的话", f"no words of {name.en} were heard")
    return None


def understood(turn: Turn) -> bool:
    """Whether the recogniser made words of the turn and more or less believed them."""
    probabilities = [word.probability for word in turn.words]
    return bool(probabilities) and sum(probabilities) / len(probabilities) >= _UNDERSTOOD_FROM


def poorly_recognised(call: Call, role: Role) -> bool:
    """Whether so many of the role's words are doubtful that what was not heard may have been said all the same."""
    side = call.evidence.side(role)
    return side is not None and side.word_probability is not None and side.word_probability < _RECOGNISED_FROM


def customer_never_spoke(call: Call) -> bool:
    customer = call.evidence.side(Role.CUSTOMER)
    if customer and customer.talk_s >= _BREATH_S:
        return False
    return not any(turn.role not in (Role.AGENT, Role.SYSTEM) and turn.words for turn in call.evidence.turns)


def own_channels(call: Call) -> bool:
    """Whether each party has a channel of its own, so that what is measured on it is surely that party's."""
    return call.evidence.layout is ChannelLayout.STEREO


def left_open(missed: Answer, why: Text) -> Answer:
    """What looks like a miss, but is for a person to decide because of `why`."""
    return replace(
        missed,
        outcome=Outcome.UNDETERMINED,
        reason=Text(
            f"{missed.reason.zh}；但{why.zh}，请人工听一下", f"{missed.reason.en}; but {why.en}: please listen"
        ),
        confidence=missed.confidence / 2,
        degree=None,
    )
