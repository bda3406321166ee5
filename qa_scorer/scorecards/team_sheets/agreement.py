"""The Agreement sheet of the team workbook: how far the machine can be relied on, by what people say of it."""

from openpyxl import Workbook

from qa_scorer.figures.agreement import Agreed, Agreement, Confidence, Share
from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.language import Text
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column, write_table

AGREEMENT = Text("一致性", "Agreement")
_WIDTHS = (30, 12, 26, 26, 12, 12)
_NO_VERDICTS = Text(
    "还没有读回复核意见（qa-scorer review import）", "No verdicts were taken in yet (qa-scorer review import)"
)
_ABOUT = Text(
    "精确率：机器判未做到的，复核确认的比例；召回率：复核认定未做到的，机器也判未做到的比例（只算有人看过的）；"
    "括号里是 95 % 区间。kappa、alpha：1 完全一致，0 与碰运气一样",
    "Precision: of what the machine called missed, the share confirmed. Recall: of what people hold missed, the share "
    "the machine called so (where somebody looked). In brackets the 95 % interval. Kappa, alpha: 1 whole, 0 by chance",
)


def write_agreement(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    sheet = Sheet(book, paper, AGREEMENT, _WIDTHS)
    sheet.line((Text("机器与复核人的一致性", "Machine and reviewers"), Style.TITLE), height_pt=28)
    if agreement := figures.history.agreement:
        sheet.line((_ABOUT, Style.REMARK))
        _tables(sheet, agreement, {rule.id: rule.title for rule in figures.rubric.rules})
    else:
        sheet.line((_NO_VERDICTS, Style.REMARK))
    sheet.protect()


def _tables(sheet: Sheet, agreement: Agreement, titles: dict[str, Text]) -> None:
    sheet.heading(Text("机器，按规则", "The machine, by rule"))
    rows = [*agreement.rules, agreement.whole]
    write_table(sheet, _columns(Text("规则", "Rule"), titles | {"": Text("全部", "all")}), rows)
    sheet.heading(Text("复核人", "Reviewers"))
    write_table(sheet, _columns(Text("复核人", "Reviewer"), {}), agreement.reviewers)
    sheet.heading(Text("机器的把握与实际", "The machine's confidence and what came true"))
    write_table(sheet, _CONFIDENCE, agreement.confidence)
    open_ones = agreement.disputed
    words = Text(f"意见不一、尚无定论：{open_ones} 条", f"Findings on which reviewers differ: {open_ones}")
    sheet.line((words, Style.REMARK))


def _columns(what: Text, titles: dict[str, Text]) -> list[Column[Agreed]]:
    return [
        Column("name", what, 0, Style.TEXT, lambda row: titles.get(row.name, row.name)),
        Column("findings", Text("条数", "Findings"), 0, Style.COUNT, lambda row: row.findings),
        Column("precision", Text("精确率", "Precision"), 0, Style.WORD, lambda row: _share(row.precision)),
        Column("recall", Text("召回率", "Recall"), 0, Style.WORD, lambda row: _share(row.recall)),
        Column("kappa", Text("kappa", "Kappa"), 0, Style.WORD, lambda row: _coefficient(row.kappa)),
        Column("alpha", Text("alpha", "Alpha"), 0, Style.WORD, lambda row: _coefficient(row.alpha)),
    ]


_CONFIDENCE: list[Column[Confidence]] = [
    Column("range", Text("把握", "Confidence"), 0, Style.WORD, lambda row: f"{row.low:.1f}–{row.high:.1f}"),
    Column("mean", Text("平均", "Mean"), 0, Style.PERCENT, lambda row: row.mean),
    Column("confirmed", Text("被确认", "Confirmed"), 0, Style.WORD, lambda row: _share(row.confirmed)),
]


def _share(share: Share | None) -> str:
    if share is None:
        return "–"
    return f"{share.ratio:.0%} ({share.low:.0%}–{share.high:.0%}; {share.part}/{share.whole})"


def _coefficient(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
