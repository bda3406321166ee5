"""The Notes sheet: what was run, and what every figure means."""

from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Text
from qa_scorer.model import Night
from qa_scorer.scorecards.definitions import (
    FILLING_IN,
    OUTCOME_MEANINGS,
    OVER_TIME_MEANINGS,
    SCORE_MEANINGS,
    TEAM_MEANINGS,
    VERDICT_MEANINGS,
    Definition,
)
from qa_scorer.scorecards.measure_definitions import (
    GENERAL_MEANINGS,
    SOUND_MEANINGS,
    TALKOVER_MEANINGS,
    TEMPO_MEANINGS,
    WAITING_MEANINGS,
)
from qa_scorer.scorecards.sheet import Paper, Sheet
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.wordings import NOTES, doubtful_rule

_WIDTHS = (30, 100)
_TO_THE_SECOND = "%Y-%m-%d %H:%M:%S"


def write_notes(
    book: Workbook, paper: Paper, night: Night, doubtful: Sequence[TeamRule], *, for_team: bool = False
) -> None:
    sheet = Sheet(book, paper, NOTES, _WIDTHS)
    sheet.ws.sheet_view.showGridLines = False
    sheet.protect()
    _block(sheet, Text("这次运行", "This run"), _run(night))
    remarks = [*(doubtful_rule(rule) for rule in doubtful), *night.remarks]
    if remarks:
        numbered = [(_same(f"{number}"), remark) for number, remark in enumerate(remarks, 1)]
        _block(sheet, Text("请注意", "Please note"), numbered)
    _block(sheet, Text("结果的取值", "Outcomes"), OUTCOME_MEANINGS)
    _block(sheet, Text("结论", "Verdicts"), VERDICT_MEANINGS)
    _block(sheet, Text("分数", "Scores"), SCORE_MEANINGS)
    _block(sheet, Text("走势与比较", "Over time, and compared"), OVER_TIME_MEANINGS)
    _block(sheet, Text("填写", "Filling in"), FILLING_IN)
    if for_team:
        _block(sheet, Text("团队", "The team"), TEAM_MEANINGS)
    _block(sheet, Text("说话时间与语速", "Talk time and speech rate"), TEMPO_MEANINGS)
    _block(sheet, Text("声音", "Sound"), SOUND_MEANINGS)
    _block(sheet, Text("静默与等待", "Silence and waiting"), WAITING_MEANINGS)
    _block(sheet, Text("同时说话", "Talkover"), TALKOVER_MEANINGS)
    _block(sheet, Text("其他", "In general"), GENERAL_MEANINGS)


def _block(sheet: Sheet, heading: Text, definitions: Iterable[Definition]) -> None:
    sheet.line((heading, Style.HEADING), height_pt=24)
    for term, meaning in definitions:
        sheet.line((term, Style.LABEL), (meaning, Style.TEXT))
    sheet.line()


def _run(night: Night) -> list[Definition]:
    rubric = night.rubric
    started, finished = (f"{moment:{_TO_THE_SECOND}}" for moment in (night.started_at, night.finished_at))
    return [
        (Text("评分标准", "Rubric"), rubric.title),
        (Text("标准编号", "Rubric id"), _same(rubric.id)),
        (Text("标准版本", "Rubric version"), _same(rubric.version)),
        (Text("标准文件 SHA-256", "Rubric SHA-256"), _same(rubric.sha256)),
        (Text("合格线", "Pass mark"), _same(f"{rubric.pass_mark:g}")),
        (Text("识别引擎和模型", "Engine and model"), _same(night.engine)),
        (Text("开始时间", "Started"), _same(started)),
        (Text("完成时间", "Finished"), _same(finished)),
    ]


def _same(text: str) -> Text:
    return Text(text, text)
