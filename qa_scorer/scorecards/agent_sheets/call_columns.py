"""The columns of the Calls sheet. A recording that was not scored leaves all but the first and the last empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from qa_scorer.call_figures import longest_s
from qa_scorer.language import Text
from qa_scorer.model import CallData, Evidence, Rubric, Scorecard, ScoredCall, Section, SectionScore, Silence
from qa_scorer.scorecards.sheet import Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column
from qa_scorer.scorecards.wordings import NO_DATA, NOT_SCORED, ROLES, VERDICTS, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """`number` counts the scored calls from 1; the other sheets call a call by it."""

    number: int | None
    name: str
    data: CallData
    scored: ScoredCall | None = None
    remark: Text


_NOTED_SILENCE_S = 5.0  # the shortest worth a place in a list of calls
_ANNOUNCED = Text("已请等候", "asked to wait")


def call_columns(rubric: Rubric) -> list[Column[CallRow]]:
    sections = [column for section in rubric.sections for column in _section(section)]
    return [*_WHICH_CALL, *_result(rubric), *sections, *_SILENCE, _REMARK]


def _of_scorecard(value: Callable[[Scorecard], Value]) -> Callable[[CallRow], Value]:
    return lambda row: value(row.scored.scorecard) if row.scored else None


def _of_evidence(value: Callable[[Evidence], Value]) -> Callable[[CallRow], Value]:
    return lambda row: value(row.scored.call.evidence) if row.scored else None


def _clock(seconds: float) -> timedelta:
    return timedelta(seconds=round(seconds, 1))


def _longest_silence(evidence: Evidence) -> timedelta:
    return _clock(longest_s(evidence.silences))


def _noted_silences(evidence: Evidence) -> Text:
    return joined(_noted(silence) for silence in evidence.silences if silence.duration_s >= _NOTED_SILENCE_S)


def _noted(silence: Silence) -> Text:
    start, length = _minutes(silence.start_s), f"{silence.duration_s:.1f}"
    whose = _ANNOUNCED if silence.announced else ROLES[silence.owed_by] if silence.owed_by else None
    if whose is None:
        return Text(f"{start}（{length} 秒）", f"{start} ({length} s)")
    return Text(f"{start}（{length} 秒，{whose.zh}）", f"{start} ({length} s, {whose.en})")


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{minutes:.0f}:{rest:04.1f}"


def _verdict(row: CallRow) -> Text:
    return VERDICTS[row.scored.scorecard.verdict] if row.scored else NOT_SCORED


def _fatal(card: Scorecard) -> Text:
    return joined(item.rule.title for item in card.fatal_items)


_WHICH_CALL: list[Column[CallRow]] = [
    Column("number", Text("序号", "No."), 6, Style.COUNT, lambda row: row.number),
    Column("call_id", Text("通话编号", "Call id"), 16, Style.TEXT, lambda row: row.data.call_id),
    Column("file", Text("录音文件", "File"), 34, Style.TEXT, lambda row: row.name),
    Column("started_at", Text("开始时间", "Started"), 20, Style.MOMENT, lambda row: row.data.started_at or NO_DATA),
    Column("duration", Text("时长\n（分:秒）", "Length\n(m:ss)"), 9, Style.CLOCK,
           _of_evidence(lambda evidence: _clock(evidence.facts.duration_s))),
    Column("customer", Text("客户号码", "Customer"), 14, Style.WORD, lambda row: row.data.customer_number),
]  # fmt: skip


def _result(rubric: Rubric) -> list[Column[CallRow]]:
    return [
        Column("score", Text("得分", "Score"), 8, Style.SCORE, _of_scorecard(lambda card: card.score)),
        Column("low", Text("最低\n可能", "Lowest possible"), 9, Style.POINTS, _of_scorecard(lambda card: card.low)),
        Column("high", Text("最高\n可能", "Highest possible"), 9, Style.POINTS, _of_scorecard(lambda card: card.high)),
        Column("pass_mark", Text("合格线", "Pass mark"), 8, Style.POINTS, _of_scorecard(lambda _: rubric.pass_mark)),
        Column("verdict", Text("结论", "Verdict"), 14, Style.WORD, _verdict),
        Column("fatal", Text("一票否决", "Fatal items"), 16, Style.TEXT, _of_scorecard(_fatal)),
        Column("coverage", Text("可判定\n比例", "Coverage"), 10, Style.PERCENT,
               _of_scorecard(lambda card: card.coverage_ratio)),
    ]  # fmt: skip


def _section(section: Section) -> tuple[Column[CallRow], Column[CallRow]]:
    """Points and what was possible; both empty where no item of the section could be determined."""

    def of_section(value: Callable[[SectionScore], float]) -> Callable[[CallRow], Value]:
        def read(card: Scorecard) -> float | None:
            own = (score for score in card.sections if score.section.id == section.id and score.possible)
            return next((value(score) for score in own), None)

        return _of_scorecard(read)

    name = section.title
    return (
        Column(f"{section.id}.points", Text(f"{name.zh}\n得分", f"{name.en}\npoints"), 10, Style.POINTS,
               of_section(lambda score: score.points)),
        Column(f"{section.id}.possible", Text(f"{name.zh}\n满分", f"{name.en}\nof"), 10, Style.POINTS,
               of_section(lambda score: score.possible)),
    )  # fmt: skip


_SILENCE: list[Column[CallRow]] = [
    Column("non_talk", Text("无人说话\n（分:秒）", "Non-talk\n(m:ss)"), 11, Style.CLOCK,
           _of_evidence(lambda evidence: _clock(evidence.non_talk_s))),
    Column("silence", Text("最长静默\n（分:秒）", "Longest silence\n(m:ss.s)"), 11, Style.CLOCK_TENTHS,
           _of_evidence(_longest_silence)),
    Column("silences",
           Text("5 秒以上的静默\n（起点，长度，该谁说话）", "Silences, 5 s up\n(start, length, whose turn)"),
           28, Style.TEXT, _of_evidence(_noted_silences)),
]  # fmt: skip

_REMARK: Column[CallRow] = Column(
    "remark", Text("备注（未评分原因）", "Remarks (why not scored)"), 36, Style.TEXT, lambda row: row.remark
)
