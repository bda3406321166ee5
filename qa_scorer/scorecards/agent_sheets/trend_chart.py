"""The trend over an agent's calls, as a chart of Excel's own that follows the cells of the Calls sheet."""

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
_TITLE, _CALLS = Text("得分走势", "Scores over the calls"), Text("通话序号（按时间）", "Call no. (in time order)")
_RED = "C00000"
_THIN_EMU = 19_050  # 1.5 pt


def trend_chart(calls: Table, count: int) -> LineChart:
    """The scores of the first `count` rows of the Calls table and the pass mark; a call without a score is a gap."""
    lang = calls.sheet.lang
    chart = LineChart()
    chart.title, chart.x_axis.title, chart.y_axis.title = _TITLE.read(lang), _CALLS.read(lang), _SCORE.read(lang)
    chart.width, chart.height = 18, 10
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, 100, 20
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides axes unless told otherwise
    chart.legend = Legend(legendPos="b")
    chart.display_blanks = "gap"
    chart.series = [_score(calls, count), _pass_mark(calls, count)]
    chart.set_categories(_cells(calls, "number", count))
    return chart


def _cells(calls: Table, key: str, count: int) -> Reference:
    first, column = calls.header_row + 1, calls.column(key)
    return Reference(calls.sheet.ws, min_col=column, min_row=first, max_row=first + count - 1)


def _score(calls: Table, count: int) -> Series:
    series: Series = SeriesFactory(_cells(calls, "score", count), title=_SCORE.read(calls.sheet.lang))
    series.smooth = False
    series.graphicalProperties.line.solidFill = BAR_BLUE
    series.graphicalProperties.line.width = _THIN_EMU
    series.marker = Marker(symbol="circle", size=6, spPr=GraphicalProperties(solidFill=BAR_BLUE))
    return series


def _pass_mark(calls: Table, count: int) -> Series:
    series: Series = SeriesFactory(_cells(calls, "pass_mark", count), title=_PASS_MARK.read(calls.sheet.lang))
    series.smooth = False
    series.graphicalProperties.line.solidFill = _RED
    series.graphicalProperties.line.width = _THIN_EMU
    series.graphicalProperties.line.dashStyle = "dash"
    series.marker = Marker(symbol="none")
    return series
