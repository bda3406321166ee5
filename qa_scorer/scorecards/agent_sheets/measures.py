"""The Measures sheet: how the agent sounded, how fast, and how the two got on, a row a scored call."""

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.language import Text
from qa_scorer.model import Baseline
from qa_scorer.scorecards.agent_sheets.measure_columns import BANDS, MeasuredCall
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import QUIET, Style
from qa_scorer.scorecards.table import widths, write_bands, write_table
from qa_scorer.scorecards.wordings import NO_DATA, joined

MEASURES = Text("声音与节奏", "Measures")
_SHARES = ("agent_share", "customer_share", "nobody_share")


def write_measures(book: Workbook, paper: Paper, agent: AgentFigures) -> None:
    columns = [column for band in BANDS for column in band.columns]
    sheet = Sheet(book, paper, MEASURES, widths(columns), header_row=2, header_rows=2, frozen_columns=2)
    write_bands(sheet, [(band.title, len(band.columns)) for band in BANDS])
    rows = [MeasuredCall(number, scored.call) for number, scored in enumerate(agent.scored, 1)]
    table = write_table(sheet, columns, rows)
    for key in table.keys:
        table.colour_words(key, {NO_DATA: QUIET})
    for key in _SHARES:
        table.draw_bars(key, full=1)
    table.add_filter()
    sheet.line()
    sheet.line((_baseline_line(agent), Style.REMARK))


def _baseline_line(agent: AgentFigures) -> Text:
    """The agent's usual voice, as the latest call that knows it has it; or why there is none."""
    if not agent.is_known:
        return Text(
            "不知道坐席是谁，没有平时的声音可比", "Nobody knows the agent: there is no usual voice to compare with"
        )
    known = [scored.call.baseline for scored in agent.scored if scored.call.baseline]
    said = _figures(known[-1]) if known else []
    if not said:
        return Text(f"坐席平时的声音：能量到声音的通话少于 {FEW_CALLS} 通，无从比较",
                    f"The agent's usual voice: fewer than {FEW_CALLS} calls in which it was measured")  # fmt: skip
    figures, calls = joined(said), known[-1].calls
    return Text(f"坐席平时的声音（{calls} 通的中位数）：{figures.zh}",
                f"The agent's usual voice (median over {calls} calls): {figures.en}")  # fmt: skip


def _figures(baseline: Baseline) -> list[Text]:
    figures = (
        (baseline.level_dbfs, Text("音量 {:.1f} dBFS", "level {:.1f} dBFS")),
        (baseline.level_range_db, Text("音量起伏 {:.1f} dB", "level range {:.1f} dB")),
        (baseline.pitch_median_hz, Text("音调 {:.0f} Hz", "pitch {:.0f} Hz")),
        (baseline.pitch_range_semitones, Text("音调起伏 {:.1f} 半音", "pitch range {:.1f} semitones")),
    )
    return [Text(text.zh.format(value), text.en.format(value)) for value, text in figures if value is not None]
