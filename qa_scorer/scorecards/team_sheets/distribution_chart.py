"""How the scores of the calls and the means of the agents lie, as a chart of Excel's own: in shares, side by side."""

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from qa_scorer.language import Text
from qa_scorer.scorecards.styles import BAR_BLUE, BAR_ORANGE, LINE
from qa_scorer.scorecards.table import Table

_TITLE, _SCORE, _SHARE = Text("得分分布", "How the scores lie"), Text("得分", "Score"), Text("占比", "Share")
_SERIES = (
    ("calls_ratio", Text("通话", "Calls"), BAR_BLUE),
    ("agents_ratio", Text("坐席（平均分）", "Agents (means)"), BAR_ORANGE),
)


def distribution_chart(bins: Table) -> BarChart:
    lang = bins.sheet.lang
    chart = BarChart()
    chart.title, chart.x_axis.title, chart.y_axis.title = (text.read(lang) for text in (_TITLE, _SCORE, _SHARE))
    chart.width, chart.height, chart.gapWidth = 18, 10, 60
    chart.y_axis.number_format, chart.y_axis.scaling.min = "0%", 0
    chart.y_axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE)))
    chart.x_axis.delete = chart.y_axis.delete = False  # openpyxl hides axes unless told otherwise
    chart.legend = Legend(legendPos="b")
    for key, title, colour in _SERIES:
        series = SeriesFactory(_cells(bins, key), title=title.read(lang))
        series.graphicalProperties.solidFill = colour
        chart.series.append(series)
    chart.set_categories(_cells(bins, "range"))
    return chart


def _cells(table: Table, key: str) -> Reference:
    column = table.column(key)
    return Reference(table.sheet.ws, min_col=column, min_row=table.header_row + 1, max_row=table.last_row)
