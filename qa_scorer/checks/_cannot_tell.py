"""The answers all checks share when there is not enough to go by."""

from qa_scorer.language import Text
from qa_scorer.model import Answer, Call, Outcome, Role

ROLE_NAMES = {
    Role.AGENT: Text("坐席", "the agent"),
    Role.CUSTOMER: Text("客户", "the customer"),
    Role.SYSTEM: Text("系统语音", "the system voice"),
    Role.UNKNOWN: Text("说话人", "the speaker"),
}


def undetermined(zh: str, en: str) -> Answer:
    return Answer(outcome=Outcome.UNDETERMINED, reason=Text(zh, en), confidence=0.0)


def cannot_hear(call: Call, role: Role) -> Answer | None:
    """The answer where `role` cannot be told from the other side, or nothing of it was understood; else None."""
    name = ROLE_NAMES[role]
    if not call.evidence.roles_known:
        return undetermined("单声道录音，分不清谁在说话", "one channel only: who spoke cannot be told")
    if not any(turn.role is role and turn.words for turn in call.evidence.turns):
        return undetermined(f"没有听到{name.zh}的话", f"no words of {name.en} were heard")
    return None
