"""Promises an agent made on a call: what, and by when. A list for a person to follow up, not a judgement.

A promise is a deadline (24小时内, 三个工作日之内, 明天上午) and, close behind it in the same turn, what the
customer will be given (答复, 回复, 处理, 到账, …). The deadline counts from the start of the call; working days leave
out Saturday and Sunday, for public holidays are not known here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from qa_scorer.figures.said import Said, spoken_by
from qa_scorer.model import Role

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMBER = r"(?P<number>\d{1,3}|[零〇一二两三四五六七八九十百]{1,5})"
_UNIT = r"(?P<unit>小时|钟头|个?工作日|天|日|分钟|周|个?星期|个?礼拜)"
_WITHIN = re.compile(_NUMBER + r"\s*个?" + _UNIT + r"(?:之内|以内|内|左右|之后|以后|后)")
_BY_DAY = re.compile(r"(?P<day>今天|今日|今晚|明天|明日|后天|下班前|下班之前)(?:上午|下午|晚上|之内|以内|内|前|之前)?")
_GIVEN = re.compile(
    r"答复|回复|回电|回访|联系|处理|解决|反馈|通知|告知|告诉您|给您电话|打给您|到账|退还|退回|退费|开通|恢复|生效|上门|"
    r"修复|修好|寄出|送达|办好|办理好"
)
_NOT_PROMISED = re.compile(r"如果.{0,12}没有|是不是|吗$|什么时候|(?:之前|上次)(?:不是)?(?:说|答应)")
_REACH = 28  # characters between the deadline and what is given
_DAY_ENDS = time(18, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """`due_at` is None where the call table does not say when the call was."""

    words: str
    start_s: float
    due_at: datetime | None

    def is_overdue(self, now: datetime) -> bool | None:
        """None where the due time is not known."""
        return None if self.due_at is None else self.due_at < now


def promises(turns: Sequence[Said], started_at: datetime | None) -> Iterator[Promise]:
    """At most one a turn: agents repeat a deadline when they explain it."""
    began = started_at.replace(tzinfo=None) if started_at else None
    for turn in spoken_by(turns, Role.AGENT):
        if found := _deadline(turn.text):
            due = _due_at(found, began) if began else None
            yield Promise(words=_around(turn.text, found), start_s=turn.start_s, due_at=due)


def _deadline(text: str) -> re.Match[str] | None:
    for found in sorted((*_WITHIN.finditer(text), *_BY_DAY.finditer(text)), key=lambda match: match.start()):
        behind = text[found.end() : found.end() + _REACH]
        before = text[max(0, found.start() - _REACH) : found.start()]
        if _GIVEN.search(behind) and not _NOT_PROMISED.search(before + behind):
            return found
    return None


def _around(text: str, found: re.Match[str]) -> str:
    """The words about it, not the whole of a long turn."""
    first, last = max(0, found.start() - _REACH), found.end() + 2 * _REACH
    return ("…" if first else "") + text[first:last] + ("…" if last < len(text) else "")


def _due_at(found: re.Match[str], began: datetime) -> datetime:
    if "day" in found.re.groupindex:
        days = {"明天": 1, "明日": 1, "后天": 2}.get(found["day"], 0)
        late = time(23, 59) if found["day"] == "今晚" else _DAY_ENDS
        return datetime.combine((began + timedelta(days=days)).date(), late)
    number, unit = _number(found["number"]), found["unit"]
    if "工作日" in unit:
        return _working_days_later(began, number)
    if unit in ("小时", "钟头"):
        return began + timedelta(hours=number)
    if unit == "分钟":
        return began + timedelta(minutes=number)
    return began + timedelta(days=number * (1 if unit in ("天", "日") else 7))


def _working_days_later(began: datetime, days: int) -> datetime:
    due = began
    while days > 0:
        due += timedelta(days=1)
        days -= due.weekday() < 5
    return due


def _number(word: str) -> int:
    """Up to 999, as figures or as it is spoken: 二十四, 十二, 四八 (48), 一百二十."""
    if word.isdigit():
        return int(word)
    if not any(unit in word for unit in "十百"):
        return int("".join(str(_DIGITS[char]) for char in word))
    total, digit = 0, None
    for char in word:
        if char in "十百":
            total += (1 if digit is None else digit) * (10 if char == "十" else 100)
            digit = None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
