"""The trends of an agent as charts of Excel's own, which follow the cells of the sheets."""

from openpyxl.chart import LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from qa_scorer.language import Text
from qa_scorer.scorecards.styles import BAR_BLUE, LINE
from qa_scorer.scorecards.table import Table

_SCORE, _PASS_MARK = Text("得分", "Score"), Text("合格线", "Pass mark")
_OWN, _TEAM = Text("本人平均分", "Own mean score"), Text("团队中位数", "Team median")
_OVER_CALLS, _CALLS = Text("得分走势", "Scores over the calls"), Text("通话序号（按时间）", "Call no. (in time order)")
_OVER_DAYS, _DAYS = Text("按天的走势：本人与团队", "Day by day: own and team"), Text("日期", "Day")
_RED, _GREY = "C00000", "7F7F7F"
_THIN_EMU = 19_050  # 1.5 pt
_WIDTH_CM, _HEIGHT_CM = 18, 10


def call_chart(calls: Table, count: int) -> LineChart:
    """The scores of the first `count` rows of the Calls table and the pass mark; a call without a score is a gap."""
    chart = _chart(calls, _OVER_CALLS, _CALLS)
    chart.series = [
        _line(calls, "score", count, _SCORE, BAR_BLUE, dots=True),
        _line(calls, "pass_mark", count, _PASS_MARK, _RED, dash="dash"),
    ]
    chart.set_categories(_cells(calls, "number", count))
    return chart


def day_chart(days: Table) -> LineChart:
    """The agent's mean of each day, beside the median of the team's."""
    count = days.last_row - days.header_row
    chart = _chart(days, _OVER_DAYS, _DAYS)
    chart.x_axis.number_format = "mm-dd"
    chart.series = [
        _line(days, "mean", count, _OWN, BAR_BLUE, dots=True),
        _line(days, "team", count, _TEAM, _GREY, dash="dash", dots=True),
    ]
    chart.set_categories(_cells(days, "day", count))
    return chart


def _chart(table: Table, title: Text, across: Text) -> LineChart:
    lang = table.sheet.lang
    chart = LineChart()
    chart.title, chart.x_axis.title, chart.y_axis.title = title.read(lang), across.read(lang), _SCORE.read(lang)
    chart.width, chart.height = _WIDTH_CM, _HEIGHT_CM
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, 100, 20
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides axes unless told otherwise
    chart.legend = Legend(legendPos="b")
    chart.display_blanks = "gap"
    return chart


def _cells(table: Table, key: str, count: int) -> Reference:
    first, column = table.header_row + 1, table.column(key)
    return Reference(table.sheet.ws, min_col=column, min_row=first, max_row=first + count - 1)


def _line(
    table: Table, key: str, count: int, title: Text, colour: str, *, dash: str | None = None, dots: bool = False
) -> Series:
    series: Series = SeriesFactory(_cells(table, key, count), title=title.read(table.sheet.lang))
    series.smooth = False
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = _THIN_EMU
    series.graphicalProperties.line.dashStyle = dash
    dot = Marker(symbol="circle", size=6, spPr=GraphicalProperties(solidFill=colour))
    series.marker = dot if dots else Marker(symbol="none")
    return series
