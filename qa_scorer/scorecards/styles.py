"""How cells look. Named styles: one look-up a cell instead of one for each font, fill and border."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

FONT = "Microsoft YaHei"  # 微软雅黑 under the name that Excel knows in every language; others fall back by themselves
INK, PAPER, LINE = "262626", "FFFFFF", "D9D9D9"
BLUE, PALE_BLUE, BAR_BLUE, LINK_BLUE = "1F4E78", "DDEBF7", "5B9BD5", "0563C1"
BAR_ORANGE, BAR_GREEN = "F4B183", "A9D18E"


class Style(StrEnum):
    """The names under which Excel lists them."""

    TITLE = "qa title"
    REMARK = "qa remark"
    WARNING = "qa warning"
    HEADING = "qa heading"
    BAND = "qa band"
    HEADER = "qa header"
    LABEL = "qa label"
    VALUE = "qa value"
    VALUE_COUNT = "qa value count"
    VALUE_POINTS = "qa value points"
    VALUE_PERCENT = "qa value percent"
    VALUE_CLOCK = "qa value clock"
    WARNING_LINK = "qa warning link"
    MINUTE = "qa minute"
    TEXT = "qa text"
    WORD = "qa word"
    COUNT = "qa count"
    POINTS = "qa points"
    SCORE = "qa score"
    PERCENT = "qa percent"
    PERCENT_TENTHS = "qa percent tenths"
    DIFFERENCE = "qa difference"
    MOMENT = "qa moment"
    CLOCK = "qa clock"
    CLOCK_TENTHS = "qa clock tenths"
    DAY = "qa day"
    LINK = "qa link"
    LINK_COUNT = "qa link count"
    LINK_CLOCK = "qa link clock"
    INPUT = "qa input"
    INPUT_DAY = "qa input day"
    HEAT = "qa heat"
    UPRIGHT = "qa upright"
    KEY = "qa key"
    RANGE = "qa range"


@dataclass(frozen=True, slots=True)
class Tone:
    """A fill and a darker ink on it, both as RRGGBB."""

    fill: str
    ink: str


GOOD, BAD = Tone("E2F0D9", "375623"), Tone("FBE0DD", "9C0006")
OPEN, QUIET = Tone("FFF2CC", "7F6000"), Tone("EDEDED", "595959")
REVIEW = Tone("DDEBF7", "1F4E78")
INPUT_FILL = "FFFFE5"  # of cells to be typed in

_THIN = Side(style="thin", color=LINE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FORMATS = {
    Style.VALUE_COUNT: "0",
    Style.VALUE_POINTS: "0.0",
    Style.VALUE_PERCENT: "0%",
    Style.VALUE_CLOCK: "[m]:ss",
    Style.MINUTE: "mm-dd hh:mm",
    Style.COUNT: "0",
    Style.POINTS: "0.0",
    Style.SCORE: "0.0",
    Style.PERCENT: "0%",
    Style.PERCENT_TENTHS: "0.0%",
    Style.DIFFERENCE: "+0.0;-0.0;0.0",
    Style.MOMENT: "yyyy-mm-dd hh:mm:ss",
    Style.CLOCK: "[m]:ss",
    Style.CLOCK_TENTHS: "[m]:ss.0",
    Style.DAY: "yyyy-mm-dd",
    Style.LINK_COUNT: "0",
    Style.LINK_CLOCK: "[m]:ss.0",
    Style.INPUT: "@",
    Style.INPUT_DAY: "yyyy-mm-dd",
    Style.HEAT: "0%",
    Style.KEY: "@",
}
WRAPPED = frozenset({Style.BAND, Style.HEADER, Style.LABEL, Style.TEXT, Style.LINK, Style.INPUT})
UNLINKED = {
    Style.LINK: Style.TEXT,
    Style.LINK_COUNT: Style.COUNT,
    Style.LINK_CLOCK: Style.CLOCK_TENTHS,
    Style.WARNING_LINK: Style.WARNING,
}
INPUTS = frozenset({Style.INPUT, Style.INPUT_DAY})
_VALUES = frozenset({Style.VALUE, Style.VALUE_COUNT, Style.VALUE_POINTS, Style.VALUE_PERCENT, Style.VALUE_CLOCK})
_WITHOUT_BOX = (
    _VALUES | INPUTS | {Style.TITLE, Style.REMARK, Style.WARNING, Style.WARNING_LINK, Style.HEADING, Style.KEY}
)
_FONTS = {
    Style.TITLE: Font(name=FONT, size=16, bold=True, color=BLUE),
    Style.REMARK: Font(name=FONT, size=9, color="595959"),
    Style.WARNING: Font(name=FONT, size=10, bold=True, color=BAD.ink),
    Style.WARNING_LINK: Font(name=FONT, size=10, bold=True, color=BAD.ink, underline="single"),
    Style.HEADING: Font(name=FONT, size=12, bold=True, color=BLUE),
    Style.BAND: Font(name=FONT, size=10, bold=True, color=BLUE),
    Style.HEADER: Font(name=FONT, size=10, bold=True, color=PAPER),
    Style.LABEL: Font(name=FONT, size=10, bold=True, color=INK),
    Style.SCORE: Font(name=FONT, size=10, bold=True, color=INK),
    Style.UPRIGHT: Font(name=FONT, size=9, color=INK),
    Style.RANGE: Font(name=FONT, size=8, color="595959"),
    Style.HEAT: Font(name=FONT, size=9, color=INK),
    Style.KEY: Font(name=FONT, size=8, color="A6A6A6"),
    **dict.fromkeys(
        (Style.LINK, Style.LINK_COUNT, Style.LINK_CLOCK), Font(name=FONT, size=10, color=LINK_BLUE, underline="single")
    ),
}
_FILLS = {
    Style.BAND: PatternFill("solid", fgColor=PALE_BLUE),
    Style.HEADER: PatternFill("solid", fgColor=BLUE),
    Style.LABEL: PatternFill("solid", fgColor=PALE_BLUE),
    Style.UPRIGHT: PatternFill("solid", fgColor=PALE_BLUE),
}


def named_styles() -> Iterator[NamedStyle]:
    """All of them, to be added to a new workbook."""
    for style in Style:
        yield NamedStyle(
            name=style.value,
            font=_FONTS.get(style, Font(name=FONT, size=10, color=INK)),
            fill=_FILLS.get(style, PatternFill()),
            border=Border() if style in _WITHOUT_BOX else _BOX,
            alignment=_alignment(style),
            number_format=_FORMATS.get(style, "General"),
            protection=Protection(locked=style not in INPUTS),
        )


def _alignment(style: Style) -> Alignment:
    """Text from the left, wrapped; all else in the middle; free-standing lines run on to the right."""
    left = style in _WITHOUT_BOX or style in (Style.LABEL, Style.TEXT, Style.LINK)
    if style is Style.UPRIGHT:
        return Alignment(horizontal="center", vertical="bottom", text_rotation=90, wrap_text=True)
    return Alignment(
        horizontal="left" if left else "center",
        vertical="center",
        wrap_text=style in WRAPPED,
        indent=1 if left and (style in WRAPPED or style in _VALUES) and style not in INPUTS else 0,
    )
