"""The Measures sheet: how the agent sounded, how fast, and how the two got on, a row a scored call.

Above the calls stand the usual ranges, the agent's own and the team's: where the middle 80 % of the calls lie.
"""

from collections.abc import Mapping

from openpyxl import Workbook

from qa_scorer.figures.agent_figures import FEW_CALLS, AgentFigures
from qa_scorer.figures.call_measures import Range
from qa_scorer.figures.night_figures import measure_ranges
from qa_scorer.language import Text
from qa_scorer.model import Baseline
from qa_scorer.scorecards.agent_sheets.measure_columns import BANDS, MeasuredCall
from qa_scorer.scorecards.sheet import Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAR_ORANGE, OPEN, QUIET, Style
from qa_scorer.scorecards.table import Column, Table, widths, write_bands, write_table
from qa_scorer.scorecards.wordings import NO_DATA, joined

MEASURES = Text("声音与节奏", "Measures")
HEADER_ROW = 4
_SHARES = ("agent_talk_ratio", "customer_talk_ratio", "non_talk_ratio", "role_confidence")
_AMOUNTS = ("rate_gross_per_min", "rate_net_per_min", "response_longest_s", "dead_air_s", "hold_s",
            "agent_interruptions", "customer_interruptions", "agent_backchannels")  # fmt: skip
_OF_LITTLE_WORTH = ("hold_s", "role_confidence")  # a range of these says nothing about an agent
_OWN, _TEAM = Text("本人常见范围", "Own usual range"), Text("团队常见范围", "Team's usual range")

Ranges = Mapping[str, Range | None]


def write_measures(book: Workbook, paper: Paper, agent: AgentFigures, team: Ranges) -> None:
    columns = [column for band in BANDS for column in band.columns]
    sheet = Sheet(book, paper, MEASURES, widths(columns), header_row=HEADER_ROW, header_rows=2, frozen_columns=2)
    sheet.line(*_range_line(_OWN, columns, measure_ranges(agent.calls)))
    sheet.line(*_range_line(_TEAM, columns, team))
    write_bands(sheet, [(band.title, len(band.columns)) for band in BANDS])
    table = write_table(sheet, columns, [MeasuredCall(number, call) for number, call in enumerate(agent.calls, 1)])
    _colour(table, agent, team)
    table.add_filter()
    sheet.protect()
    sheet.line()
    sheet.line((_ABOUT, Style.REMARK))
    sheet.line((_baseline_line(agent), Style.REMARK))


_ABOUT = Text(
    "常见范围：第 10 到第 90 百分位，至少 5 通；黄色：超出团队的常见范围，不等于做得不好",
    "Usual range: 10th to 90th percentile of at least 5 calls. Yellow: outside the team's; not in itself a fault",
)


def _range_line(label: Text, columns: list[Column[MeasuredCall]], ranges: Ranges) -> list[tuple[Value, Style]]:
    shown = [(_range(ranges.get(column.key), column.style), Style.RANGE) for column in columns[2:]]
    return [(None, Style.LABEL), (label, Style.LABEL), *shown]


def _range(usual: Range | None, style: Style) -> Text | str:
    if usual is None:
        return NO_DATA
    if style in (Style.PERCENT, Style.PERCENT_TENTHS):
        return f"{usual.low:.0%}–{usual.high:.0%}"
    digits = 0 if style is Style.COUNT else 1
    between = "–" if usual.low >= 0 else "~"  # no dash beside a minus sign
    return f"{usual.low:.{digits}f}{between}{usual.high:.{digits}f}"


def _colour(table: Table, agent: AgentFigures, team: Ranges) -> None:
    for key in table.keys[2:]:
        table.colour_words(key, {NO_DATA: QUIET})
        usual = team.get(key)
        if usual and key not in _OF_LITTLE_WORTH:
            table.colour_outside(key, usual.low, usual.high, OPEN)
    for key in _SHARES:
        table.draw_bars(key, full=1)
    for key in _AMOUNTS:
        most = max((getattr(call.measures, key) or 0.0 for call in agent.calls), default=0.0)
        table.draw_bars(key, full=most or 1.0, colour=BAR_ORANGE)


def _baseline_line(agent: AgentFigures) -> Text:
    """The agent's usual voice, as the latest call that knows it has it; or why there is none."""
    if not agent.is_known:
        return Text(
            "不知道坐席是谁，没有平时的声音可比", "Nobody knows the agent: there is no usual voice to compare with"
        )
    known = agent.baseline
    said = _figures(known) if known else []
    if not known or not said:
        return Text(f"坐席平时的声音：能量到声音的通话少于 {FEW_CALLS} 通，无从比较",
                    f"The agent's usual voice: fewer than {FEW_CALLS} calls in which it was measured")  # fmt: skip
    figures, calls = joined(said), known.calls
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
