"""The Samples sheet of the team workbook: which calls were drawn for listening, how, and how far they were heard."""

from openpyxl import Workbook

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.sampled import KeptSample, SampledCall
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, write_table
from qa_scorer.scorecards.wordings import NO_DATA, moment

SAMPLES = Text("抽样", "Samples")
_WIDTHS = (18, 22, 44, 20, 16)
_NONE = Text("还没有抽样（qa-scorer sample）", "No sample was drawn yet (qa-scorer sample)")
_METHODS = {
    "random": Text("随机", "by random"),
    "risk": Text("按风险", "by risk"),
    "rule": Text("按规则", "by rule"),
}
_COLUMNS: list[Column[SampledCall]] = [
    Column("agent", Text("坐席", "Agent"), 0, Style.TEXT, lambda row: f"{row.agent_id} {row.agent_name}".strip()),
    Column("call", Text("通话编号", "Call id"), 0, Style.TEXT, lambda row: row.call_id),
    Column("file", Text("录音", "Recording"), 0, Style.TEXT, lambda row: row.name),
    Column("started_at", Text("通话时间", "When"), 0, Style.MOMENT, lambda row: row.started_at or NO_DATA),
    Column("reviews", Text("已复核的项目", "Findings reviewed"), 0, Style.COUNT, lambda row: row.reviews),
]


def write_samples(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    sheet = Sheet(book, paper, SAMPLES, _WIDTHS)
    sheet.line((Text("抽样听音", "Samples for listening"), Style.TITLE), height_pt=28)
    for sample in figures.history.samples:
        sheet.heading(_heading(sample))
        sheet.line((_origin(sample), Style.REMARK))
        write_table(sheet, _COLUMNS, sample.calls)
    if not figures.history.samples:
        sheet.line((_NONE, Style.REMARK))
    sheet.protect()


def _heading(sample: KeptSample) -> Text:
    method, when = _METHODS.get(sample.method, Text(sample.method, sample.method)), moment(sample.drawn_at)
    return Text(f"第 {sample.number} 次：{method.zh}，{when}", f"No. {sample.number}: {method.en}, {when}")


def _origin(sample: KeptSample) -> Text:
    population, mark = sample.population, sample.population_sha256[:16]
    return Text(
        f"每名坐席 {sample.per_agent} 通，从 {population} 通里抽（总体 {mark}），种子 {sample.seed}，"
        f"抽样人 {sample.user}；同样的总体和种子会抽出同样的通话",
        f"{sample.per_agent} of each agent, of {population} calls ({mark}), seed {sample.seed}, "
        f"drawn by {sample.user}; the same population and seed draw the same calls",
    )
