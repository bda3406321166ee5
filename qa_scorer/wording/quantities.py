"""Amounts, times and counts in one writing: 三十八块五 and 38.50元 are 38点5元, 两点半 and 2:30 are 2点30分.

Only a number with its unit is touched: 一定, 十分抱歉, 大声一点 and 一块儿 are words. The decimal point is written 点,
as it is spoken, because the matcher reads no punctuation.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from qa_scorer.wording.layers import Change

_DIGIT = "一二两三四五六七八九"
_VALUE = dict(zip(_DIGIT, map(Decimal, (1, 2, 2, 3, 4, 5, 6, 7, 8, 9)), strict=True))
_HAN = f"(?:(?=[零{_DIGIT}]*[十百千万])[十{_DIGIT}][零十百千万{_DIGIT}]*|[{_DIGIT}])"
_WHOLE = rf"(?:\d+|{_HAN})"
_NUMBER = rf"(?:\d[\d,]*(?:\.\d+)?|{_HAN}(?:点[零{_DIGIT}]+)?)"
_UNIT = "个|天|日|月|年|周|号|小时|分钟|秒|位|次|倍|折|期|岁|兆|毛|角|点|[gmk]"
_QUANTITY = re.compile(
    rf"(?<![\d零十百千万幺{_DIGIT}])(?:"
    rf"(?P<hour>{_WHOLE})点(?:(?P<half>半)|(?P<minute>{_WHOLE})分(?!钟)|钟|整)"
    r"|(?P<clock_hour>\d{1,2}):(?P<clock_minute>[0-5]\d)(?!\d)"
    rf"|(?!一块(?![钱\d{_DIGIT}]))¥?(?P<money>{_NUMBER})(?:元|块)(?:(?P<tenths>[\d{_DIGIT}])(?:毛|角|(?![个月天年次十百千万\d])))?钱?"
    rf"|百分之(?P<percent>{_NUMBER})|(?P<percent_written>\d+(?:\.\d+)?)%"
    rf"|(?!一点)(?P<count>{_NUMBER})(?={_UNIT})"
    ")"
)


def quantities(text: str) -> Iterator[Change]:
    """What to write for each quantity in `text` (simplified, half width, with its punctuation)."""
    for found in _QUANTITY.finditer(text):
        parts = {name: _figures(part) for name, part in found.groupdict().items() if part and name != "half"}
        if None not in parts.values():
            yield Change(found.start(), found.end(), _written(parts, found["half"]))


def _written(parts: dict[str, Decimal | None], half: str | None) -> str:
    match {name: value for name, value in parts.items() if value is not None}:
        case {"hour": hour, "minute": minute} | {"clock_hour": hour, "clock_minute": minute}:
            return f"{hour}点{minute}分" if minute else f"{hour}点"
        case {"hour": hour}:
            return f"{hour}点30分" if half else f"{hour}点"
        case {"money": money, **more}:
            return f"{_spoken(money + more.get('tenths', Decimal()) / 10)}元"
        case {"percent": share} | {"percent_written": share}:
            return f"百分之{_spoken(share)}"
        case {"count": count}:
            return _spoken(count)
    raise AssertionError("a branch of _QUANTITY has no case here")


def _figures(written: str) -> Decimal | None:
    """The value of a number written or spelt out; None where it is none after all (十百)."""
    if written[0].isdecimal():
        return Decimal(written.replace(",", ""))
    if written in _VALUE:  # most are; cn2an takes a tenth of a second to import
        return _VALUE[written]
    from cn2an import cn2an

    try:
        return Decimal(str(cn2an(written, "smart")))
    except (ValueError, KeyError):  # 三十零 is a KeyError of its own
        return None


def _spoken(value: Decimal) -> str:
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", "点")
