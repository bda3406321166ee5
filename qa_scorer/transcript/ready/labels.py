"""How transcripts name who speaks, in both languages: 坐席：您好, Agent: hello, [Speaker 2] yes."""

import re

from qa_scorer.language import Language, Text
from qa_scorer.model import Role, Side
from qa_scorer.transcript.ready.lines import Speaker

ROLE_LABELS = {
    Role.AGENT: Text("坐席", "Agent"),
    Role.CUSTOMER: Text("客户", "Customer"),
    Role.SYSTEM: Text("系统", "System"),
    Role.UNKNOWN: Text("说话人", "Speaker"),
}
_ROLES = {
    Role.AGENT: "坐席 座席 客服 客服代表 话务员 接线员 服务人员 agent operator representative rep advisor staff",
    Role.CUSTOMER: "客户 用户 顾客 来电人 主叫 customer caller client user",
    Role.SYSTEM: "系统 机器人 语音导航 ivr system bot robot",
}
_ROLE_OF = {name: role for role, names in _ROLES.items() for name in names.split()}
_SIDES: dict[Side, str] = {
    "left": "左 左声道 left ch0 channel0 channel_0 声道0",
    "right": "右 右声道 right ch1 channel1 channel_1 声道1",
}
_SIDE_OF = {name: side for side, names in _SIDES.items() for name in names.split()}
_NUMBERED = re.compile(r"(?:speaker|spk|说话人|发言人|讲话人)[\s_-]*\w{0,3}")

# 坐席：…, 坐席: …, [坐席] …, (坐席) …, 【坐席】…
_LABELLED = re.compile(
    r"\s*(?:[\[(【（]\s*([^\])】）:：]{1,20}?)\s*[\])】）]\s*[:：]?|([^:：\s][^:：]{0,19}?)\s*[:：])\s*"
)


def speaker_called(name: str) -> Speaker:
    """Who a label means; a name that says nothing of role or channel is just that speaker's name."""
    plain = name.strip().lower()
    return Speaker(
        name.strip(), _ROLE_OF.get(plain, Role.UNKNOWN), _SIDE_OF.get(plain) or _SIDE_OF.get(plain.replace(" ", ""))
    )


def labelled(text: str) -> tuple[Speaker | None, str]:
    """(who, what was said); None where the line begins with no label that we know: 注意：… is said, not a label."""
    found = _LABELLED.match(text)
    if not found:
        return None, text
    name = found[1] or found[2]
    speaker = speaker_called(name)
    known = speaker.role is not Role.UNKNOWN or speaker.side is not None or _NUMBERED.fullmatch(name.strip().lower())
    return (speaker, text[found.end() :]) if known else (None, text)


def label_of(role: Role, lang: Language) -> str:
    return ROLE_LABELS[role].read(lang)
