"""Hides the numbers that could lead to a person: telephone, identity card and bank card numbers.

Digits are replaced by `*` one for one, so a text keeps its length and its separators. Of eleven digits and more the
first three and the last four stay (`138****8000`), of fewer only the last four. Digits may be ASCII, full-width or
Chinese characters (幺三八…; and 要, which a recogniser often writes for 幺).

What is hidden:
- any unbroken run of seven digits or more, for a recogniser may drop or add a digit of a telephone number;
- groups of digits with a space or hyphen between them that together make a mobile number, a fixed line with its area
  code, an identity card, a bank card (fours, or 4-6-5), or seven digits and more read out one by one;
- groups of three and more digits, or single ones, that make a mobile number with commas or stops between them.

What is left alone: dates and time stamps (20261119, 20261119083012), amounts and shares (1234567 元, 1234567.5),
staff numbers said to be such (工号 12345678), service numbers (10086, 1008611, 95105105, 4008100000), and everything
shorter than seven digits.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

SHORTEST_HIDDEN = 7
SHORTEST_IN_PIECE = 3
LONG = 11  # from here on the first three digits stay
LONGEST_GROUPED = 19  # digits of the longest bank card

_TO_ASCII = str.maketrans(
    "０１２３４５６７８９零一二三四五六七八九壹贰叁肆伍陆柒捌玖〇○幺要xＸｘ×",
    "01234567890123456789123456789" + "0011" + "XXXX",
)
_SURE = "[0-9０-９零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
# 要 is a 1 between two digits, or where it may begin a mobile number (1 and 3 to 9), but not in 我要一个
_DIGIT = f"(?:{_SURE}|(?<={_SURE})要(?={_SURE})|要(?=[三四五六七八九]))"
_IDENTITY_X = f"(?:(?:(?<={_SURE}{{17}})|(?<=[ -]{_SURE}{{3}}))[XxＸｘ×](?![A-Za-z]))?"
_GROUP = re.compile(f"{_DIGIT}+{_IDENTITY_X}")
_TIGHT_GAP = re.compile(r"[ \u3000\u00a0]?[-－\u2010-\u2015]?[ \u3000\u00a0]?")
_LOOSE_GAP = re.compile(r"[ \u3000\u00a0\-－\u2010-\u2015,，、.。·]{1,3}")

_MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY_CODE = re.compile(r"(?:00)?86(?=1[3-9]\d{9}$)")
_FIXED_LINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)[1-9]\d{6,7}")
_IDENTITY = re.compile(r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]?")
_SERVICE_NUMBER = re.compile(r"100(?:00|01|10|50|86|99)\d{0,3}|95\d{5,6}|[48]00\d{7}")

_AMOUNT_BEFORE = re.compile(r"[¥￥$€]\s?$|\d[.．]$")
_AMOUNT_AFTER = re.compile(r"\s?(?:[元块角分万亿%％]|[.．点]\d|yuan|RMB)", re.IGNORECASE)
_STAFF_BEFORE = re.compile(r"(?:工号|坐席|座席|job number|staff number|agent)\s?(?:是|为|:|：|is)?\s?$", re.IGNORECASE)
_STAFF_AFTER = re.compile(r"\s?号(?:客服|话务员|坐席|座席|为您)")

Place = tuple[int, int]  # of a group of digits in the text


def mask(text: str) -> str:
    """`text` with private numbers hidden; of the same length, and unchanged where it has no digits."""
    chars = list(text)
    for number in _private_numbers(text):
        for i in _hidden(text, number):
            chars[i] = "*"
    return "".join(chars)


def hide_digits(text: str) -> str:
    """`text`, a piece cut out of what was said, without the digits of any run of three and more.

    The piece may hold the middle of a number, which nobody can tell from the piece alone.
    """
    groups, chars = [match.span() for match in _GROUP.finditer(text)], list(text)
    first = 0
    while first < len(groups):
        last = _run(text, groups, first)
        digits = [i for start, end in groups[first : last + 1] for i in range(start, end)]
        for i in digits if len(digits) >= SHORTEST_IN_PIECE else []:
            chars[i] = "*"
        first = last + 1
    return "".join(chars)


def _hidden(text: str, number: list[Place]) -> list[int]:
    """Which characters of a private number are hidden; a country code before a mobile number may be seen."""
    country = _COUNTRY_CODE.match(_digits(text, number))
    digits = [i for start, end in number for i in range(start, end)][country.end() if country else 0 :]
    return digits[3:-4] if len(digits) >= LONG else digits[:-4]


def _private_numbers(text: str) -> Iterator[list[Place]]:
    """Each private number as its groups: from every group on the longest first; a group may also stand alone."""
    groups = [match.span() for match in _GROUP.finditer(text)]
    first = 0
    while first < len(groups):
        longest = _run(text, groups, first)
        lasts = range(longest, first, -1)
        last = next((last for last in lasts if _is_private_together(text, groups[first : last + 1])), first)
        if last > first or _is_private_alone(text, groups[first]):
            yield groups[first : last + 1]
        first = last + 1


def _run(text: str, groups: list[Place], first: int) -> int:
    """The last group that hangs together with the `first`."""
    last = first
    while last + 1 < len(groups) and last - first < LONGEST_GROUPED:
        if not _LOOSE_GAP.fullmatch(text, groups[last][1], groups[last + 1][0]):
            break
        last += 1
    return last


def _is_private_together(text: str, groups: list[Place]) -> bool:
    digits, sizes = _digits(text, groups), [end - start for start, end in groups]
    if not all(_TIGHT_GAP.fullmatch(text, one[1], other[0]) for one, other in pairwise(groups)):
        return _MOBILE.fullmatch(digits) is not None and (min(sizes) >= 3 or max(sizes) == 1)
    if max(sizes) == 1:
        return len(digits) >= SHORTEST_HIDDEN and not (_is_date(digits) or _SERVICE_NUMBER.fullmatch(digits))
    fixed_line = sizes[0] in (3, 4) and _FIXED_LINE.fullmatch(digits)
    fours = 15 <= len(digits) <= LONGEST_GROUPED and set(sizes[:-1]) == {4} and sizes[-1] <= 4
    return bool(fours or sizes == [4, 6, 5] or fixed_line or _MOBILE.fullmatch(digits) or _IDENTITY.fullmatch(digits))


def _is_private_alone(text: str, group: Place) -> bool:
    digits = _digits(text, [group])
    if len(digits) < SHORTEST_HIDDEN or _is_date(digits) or _SERVICE_NUMBER.fullmatch(digits):
        return False
    if len(digits) >= LONG:
        return True
    before, after = text[max(0, group[0] - 20) : group[0]], text[group[1] : group[1] + 20]
    amount = _AMOUNT_BEFORE.search(before) or _AMOUNT_AFTER.match(after)
    return not (amount or _STAFF_BEFORE.search(before) or _STAFF_AFTER.match(after))


def _digits(text: str, groups: list[Place]) -> str:
    return "".join(text[start:end] for start, end in groups).translate(_TO_ASCII)


def _is_date(digits: str) -> bool:
    """A day as yyyymmdd of 1900 to 2099, or one with hours and minutes, or seconds too."""
    shape = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}.get(len(digits))
    if shape is None or not digits.startswith(("19", "20")):
        return False
    try:
        return bool(datetime.strptime(digits, shape))
    except ValueError:
        return False
