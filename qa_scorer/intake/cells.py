"""What people write into cells, as values. Every reader raises ValueError where it would have to guess."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final, TypeVar

from qa_scorer.model import Side

T = TypeVar("T")

_NOTHING: Final = frozenset(
    {"-", "--", "—", "——", "/", "\\", "\\n", "n/a", "#n/a", "na", "null", "none", "nan", "无", "空"}
)

_DATE: Final = r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
_TIME: Final = r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
_ZONE: Final = r"(?:\s*(?:Z|[+-]\d{2}:?\d{2}))?"
_MOMENTS: Final = (
    re.compile(rf"{_DATE}(?:(?:\s+|T|\s*-\s*){_TIME}{_ZONE})?", re.IGNORECASE),
    re.compile(
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
        r"(?:[T _-]?(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?)?"
    ),
)
_SECONDS: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(?:s|sec|秒)?")
_CLOCK: Final = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:\.0+)?")


@lru_cache(maxsize=4096)  # the cells of a call table repeat, the empty one most of all
def text(cell: str) -> str:
    """The cell without surrounding blanks, line breaks and Excel's armour (`="0012"`, `'0012`); "" for n/a and such."""
    plain = re.sub(r"[\s\x00-\x1f\x7f]+", " ", cell).strip()
    plain = re.sub(r'^="(.*)"$', r"\1", plain).removeprefix("'").strip()
    return "" if plain.casefold() in _NOTHING else plain


def number_of_something(cell: str) -> str:
    """An id or telephone number: leading zeros stay, a tail that a spreadsheet has added (1206.0) goes."""
    return re.sub(r"^(\d+)\.0$", r"\1", unicodedata.normalize("NFKC", text(cell)))


def moment(cell: str) -> datetime:
    """A date with or without a time, year first, as the clock of the call centre showed it (a zone is dropped)."""
    plain = unicodedata.normalize("NFKC", cell)
    plain = re.sub(r"[年月]", "-", plain).replace("日", " ")
    plain = re.sub(r"[时点分]", ":", plain).replace("秒", "")
    plain = re.sub(r"\s+", " ", plain).strip().rstrip(":")
    found = next((match for shape in _MOMENTS if (match := shape.fullmatch(plain))), None)
    if not found:
        raise ValueError(cell)
    year, month, day, hour, minute, second = (
        int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")
    )
    if not 1990 <= year <= 2100:
        raise ValueError(cell)
    return datetime(year, month, day, hour, minute, second)


def seconds(cell: str) -> float:
    """12, 12.5, 12s, 12秒, 0:12 or 00:00:12."""
    plain = unicodedata.normalize("NFKC", cell).casefold().strip()
    if found := _SECONDS.fullmatch(plain):
        return float(found[1])
    if found := _CLOCK.fullmatch(plain):
        return int(found[1] or 0) * 3600.0 + int(found[2]) * 60 + int(found[3])
    raise ValueError(cell)


def yes_or_no(cell: str) -> bool:
    return _one_of(
        cell, {True: "1 1.0 y yes true t 是 有 真 √ ✓ vip", False: "0 0.0 n no false f 否 不是 假 × ✗ 非vip"}
    )


def direction(cell: str) -> str:
    return _one_of(
        cell,
        {
            "inbound": "inbound in incoming 呼入 来电 入呼 呼入电话",
            "outbound": "outbound out outgoing 呼出 外呼 去电 出呼 呼出电话",
        },
    )


def released_by(cell: str) -> str:
    return _one_of(
        cell,
        {
            "agent": "agent operator 坐席 座席 客服 员工 话务员 坐席挂机 座席挂机 坐席挂断 座席挂断 坐席方 座席方",
            "customer": "customer client user 客户 用户 来电人 客户挂机 用户挂机 客户挂断 用户挂断 客户方 用户方",
        },
    )


def side(cell: str) -> Side:
    """Numbers are not taken: channel 1 is the left one for some recorders and the right one for others (0, 1)."""
    sides: dict[Side, str] = {"left": "left l 左 左声道 左边", "right": "right r 右 右声道 右边"}
    return _one_of(cell, sides)


def _one_of(cell: str, meanings: Mapping[T, str]) -> T:
    plain = unicodedata.normalize("NFKC", cell).casefold().strip()
    for value, words in meanings.items():
        if plain in words.split():
            return value
    raise ValueError(cell)
