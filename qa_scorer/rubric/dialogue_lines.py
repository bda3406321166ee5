"""A call written by hand as a small dialogue, one turn a line: who, what, and when if it matters.

    agent: 您好，请问有什么可以帮您？
    12.0 customer: 我想查话费。            begins at 12.0 s
    14.5-16.0 agent 40%: 请稍等。          ends at 16.0 s; recognised with a probability of 0.4
    20.0-21.0 customer:                    makes a sound of which no word was understood

坐席, 客户, 系统 and 未知 stand for agent, customer, system and unknown; the colon may be a Chinese one; ` / ` may
stand for the end of a line, so that a short dialogue fits on one.
"""

import re
from dataclasses import dataclass

from qa_scorer.errors import WrongValue
from qa_scorer.model import Role

_ROLES = {
    **{role.value: role for role in Role},
    "坐席": Role.AGENT,
    "客户": Role.CUSTOMER,
    "系统": Role.SYSTEM,
    "未知": Role.UNKNOWN,
}
_TIME = r"\d+(?:\.\d+)?"
HEAD = re.compile(
    rf"\s*(?:(?P<start>{_TIME})(?:\s*-\s*(?P<end>{_TIME}))?\s+)?(?P<role>{'|'.join(_ROLES)})(?:\s+(?P<percent>\d+)%)?\s*"
)
_LINE = re.compile(rf"{HEAD.pattern}[:：](?P<text>.*)", re.DOTALL)
_LINE_END = re.compile(r"\n|\s/\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueLine:
    """One turn as written; None: left to the reader. `probability` is the recogniser's, 0..1."""

    role: Role
    text: str
    start_s: float | None = None
    end_s: float | None = None
    probability: float | None = None


class NoDialogue(WrongValue):
    """What is wrong with the text, and in which of its lines."""


def dialogue_lines(text: str) -> tuple[DialogueLine, ...]:
    """The turns of `text`. Raises NoDialogue."""
    lines = [_line(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if line.strip()]
    if not lines:
        raise NoDialogue(
            "对话至少要有一行，例如“坐席：您好”", "a dialogue needs at least one line, such as “agent: 您好”"
        )
    begun_s = 0.0
    for number, line in enumerate(lines, 1):
        if line.start_s is not None and line.start_s < begun_s:
            raise NoDialogue(f"第 {number} 句比上一句开始得早", f"turn {number} begins before the one above it")
        begun_s = begun_s if line.start_s is None else line.start_s
    return tuple(lines)


def _line(number: int, line: str) -> DialogueLine:
    read = _LINE.fullmatch(line)
    if read is None:
        raise NoDialogue(
            f"对话第 {number} 行应写成“[12.0[-15.5]] 坐席：……”（坐席、客户、系统或未知）：{line.strip()}",
            f"line {number} of the dialogue is not “[12.0[-15.5]] agent: …” (agent, customer, system or unknown): "
            f"{line.strip()}",
        )
    start_s, end_s = (float(read[name]) if read[name] else None for name in ("start", "end"))
    if start_s is not None and end_s is not None and end_s <= start_s:
        raise NoDialogue(f"对话第 {number} 行结束得比开始早", f"line {number} of the dialogue ends before it begins")
    return DialogueLine(
        role=_ROLES[read["role"]],
        text=read["text"].strip(),
        start_s=start_s,
        end_s=end_s,
        probability=min(int(read["percent"]), 100) / 100 if read["percent"] else None,
    )
