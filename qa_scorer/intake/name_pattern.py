"""Call data out of file names, by a pattern such as `{agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}`.

`{_}` stands for a part that is not wanted.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from string import Formatter
from typing import Final

from qa_scorer.errors import UsageError
from qa_scorer.intake.call_data import FIELDS, call_data
from qa_scorer.language import Text
from qa_scorer.model import CallData

_IGNORED: Final = "_"
_DIGITS: Final = {"%Y": 4, "%y": 2, "%m": 2, "%d": 2, "%H": 2, "%M": 2, "%S": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A field of the pattern (None at its end) and the letters before it."""

    before: str
    field: str | None
    time_format: str

    def shape(self, lazy: str) -> str:
        """As a regular expression; `lazy` is "?" for the shortest reading."""
        if self.field is None:
            return re.escape(self.before)
        words = "".join(map(_time_shape, re.findall("%.|[^%]+", self.time_format))) or f".+{lazy}"
        return re.escape(self.before) + (f"(?:{words})" if self.field == _IGNORED else f"(?P<{self.field}>{words})")


class NamePattern:
    """Raises UsageError where the pattern is none."""

    def __init__(self, pattern: str) -> None:
        pieces = _pieces(pattern)
        self._time_format = next((piece.time_format for piece in pieces if piece.time_format), "")
        # A name that the shortest and the longest reading divide differently could mean two agents, so it means none.
        self._shortest, self._longest = (
            re.compile("".join(piece.shape(lazy) for piece in pieces)) for lazy in ("?", "")
        )

    def read(self, name: str, doubt: Callable[[Text], None]) -> CallData | None:
        """What the file name (without its folder and ending) says; None where it does not fit, or fits in two ways."""
        stem = PurePosixPath(name).stem
        found, other = self._shortest.fullmatch(stem), self._longest.fullmatch(stem)
        if not found or not other or found.groups() != other.groups():
            return None
        said = found.groupdict()
        if self._time_format:
            try:
                said["started_at"] = str(datetime.strptime(said["started_at"], self._time_format))
            except ValueError:  # the right number of digits, but no date
                return None
        return call_data(said, doubt)


def _pieces(pattern: str) -> tuple[_Piece, ...]:
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError:
        raise _refusal(pattern, Text("花括号不成对", "its braces do not match")) from None
    pieces = tuple(_Piece(before=before, field=field, time_format=spec or "") for before, field, spec, _ in parsed)
    fields = [piece.field for piece in pieces if piece.field is not None]
    for piece, previous in zip(pieces, (None, *pieces), strict=False):
        _refuse_wrong(pattern, piece, previous)
    if twice := next((field for field in fields if field != _IGNORED and fields.count(field) > 1), None):
        raise _refusal(pattern, Text(f"{{{twice}}} 出现了两次", f"{{{twice}}} stands there twice"))
    if not set(fields) - {_IGNORED}:
        raise _refusal(pattern, Text("里面没有字段", "it names no field"))
    return pieces


def _refuse_wrong(pattern: str, piece: _Piece, previous: _Piece | None) -> None:
    if piece.field is None:
        return
    if piece.field not in (*FIELDS, _IGNORED):
        like = difflib.get_close_matches(piece.field, FIELDS, n=1)
        zh, en = (f"；是不是 {{{like[0]}}}？", f"; did you mean {{{like[0]}}}?") if like else ("", "")
        raise _refusal(
            pattern, Text(f"没有 {{{piece.field}}} 这个字段{zh}", f"there is no field {{{piece.field}}}{en}")
        )
    if piece.time_format and (piece.field != "started_at" or not _is_time_format(piece.time_format)):
        raise _refusal(
            pattern,
            Text(
                f"不支持 {{{piece.field}:{piece.time_format}}}，只有 started_at 可以带时间格式",
                f"{{{piece.field}:{piece.time_format}}} is not supported; only started_at takes a time format",
            ),
        )
    if previous and not piece.before and not (piece.time_format or previous.time_format):
        raise _refusal(pattern, Text("两个字段之间要有分隔符", "two fields must have something between them"))


def _is_time_format(time_format: str) -> bool:
    codes = re.findall("%.?", time_format)
    return {"%Y", "%m", "%d"} <= set(codes) <= set(_DIGITS) or {"%y", "%m", "%d"} <= set(codes) <= set(_DIGITS)


def _time_shape(part: str) -> str:
    return rf"\d{{{_DIGITS[part]}}}" if part in _DIGITS else re.escape(part)


def _refusal(pattern: str, why: Text) -> UsageError:
    return UsageError(
        where=f"--name-pattern {pattern}",
        why=why,
        mend=Text(
            f"按这个样子写：{{agent_id}}_{{started_at:%Y%m%d%H%M%S}}_{{call_id}}；可用的字段：{'、'.join(FIELDS)}",
            "write it like {agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}; the fields are " + ", ".join(FIELDS),
        ),
    )
