"""How high a row must be for its text. Excel, WPS and LibreOffice do not agree on fitting rows by themselves."""

from collections.abc import Iterable

LINE_PT = 19.5  # a row of one line
_LINE_PT = 16.5  # one line of 10 pt Microsoft YaHei
_PADDING_PT = 3.0
_HIGHEST_PT = 409.0  # "Excel specifications and limits", support.microsoft.com
_FIRST_WIDE = "\u2e80"  # Chinese characters and punctuation lie from here on, and take two columns each
_MARGIN = 2.0  # characters of a column's width that its borders and the indent take


def row_height_pt(texts: Iterable[tuple[str, float]]) -> float:
    """The height for cells of wrapped text, each with its column's width in characters; at least one line."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(lines * _LINE_PT + _PADDING_PT, _HIGHEST_PT)


def _lines(text: str, width: float) -> int:
    room = max(width - _MARGIN, 2.0)
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, -int(-_columns(line) // room)) for line in text.split("\n"))


def _columns(line: str) -> int:
    return len(line) + sum(char >= _FIRST_WIDE for char in line)
