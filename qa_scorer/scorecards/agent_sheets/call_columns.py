"""The columns of the Calls sheet. A recording that was not scored leaves all but the first and the last empty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from qa_scorer.figures.call_summary import CallSummary
from qa_scorer.language import Text
from qa_scorer.model import CallData, Rubric, Silence
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.sheet import Link, Paper, Value
from qa_scorer.scorecards.styles import Style
from qa_scorer.scorecards.table import Column
from qa_scorer.scorecards.wordings import NO_DATA, NOT_SCORED, ROLES, VERDICTS, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """`number` counts the scored calls from 1; the other sheets call a call by it. `findings`: how many are listed."""

    number: int | None
    name: str
    data: CallData
    call: CallSummary | None = None
    findings: Value = None
    remark: Text


_ANNOUNCED = Text("已请等候", "asked to wait")


def call_columns(paper: Paper, rubric: Rubric) -> list[Column[CallRow]]:
    sections = [column for place in range(len(rubric.sections)) for column in _section(rubric, place)]
    return [*_which_call(paper), *_result(rubric), *sections, *_SILENCE, _REMARK]


def _of_call(value: Callable[[CallSummary], Value]) -> Callable[[CallRow], Value]:
    return lambda row: value(row.call) if row.call else None


def clock(seconds: float) -> timedelta:
    return timedelta(seconds=round(seconds, 1))


def _noted_silences(call: CallSummary) -> Text:
    return joined(_noted(silence) for silence in call.silences)


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
    return VERDICTS[row.call.verdict] if row.call else NOT_SCORED


def _which_call(paper: Paper) -> list[Column[CallRow]]:
    def to_page(row: CallRow) -> Value:
        target = paper.to_page(page_link(row.call)) if row.call else None
        return Link(row.name, target) if target else row.name

    return [
        Column("number", Text("序号", "No."), 6, Style.COUNT, lambda row: row.number),
        Column("call_id", Text("通话编号", "Call id"), 16, Style.TEXT, lambda row: row.data.call_id),
        Column("file", Text("录音（点开通话页）", "Recording (opens its page)"), 34, Style.LINK, to_page),
        Column("started_at", Text("开始时间", "Started"), 20, Style.MOMENT, lambda row: row.data.started_at or NO_DATA),
        Column("duration", Text("时长\n（分:秒）", "Length\n(m:ss)"), 9, Style.CLOCK,
               _of_call(lambda call: clock(call.duration_s))),
        Column("kind", Text("通话类型", "Kind"), 10, Style.TEXT, lambda row: row.data.call_type),
        Column("customer", Text("客户号码", "Customer"), 14, Style.WORD, lambda row: row.data.customer_number),
    ]  # fmt: skip


def _result(rubric: Rubric) -> list[Column[CallRow]]:
    titles = {rule.id: rule.title for rule in rubric.rules}
    return [
        Column("score", Text("得分", "Score"), 9, Style.SCORE, _of_call(lambda call: call.score)),
        Column("low", Text("最低\n可能", "Lowest possible"), 9, Style.POINTS, _of_call(lambda call: call.low)),
        Column("high", Text("最高\n可能", "Highest possible"), 9, Style.POINTS, _of_call(lambda call: call.high)),
        Column("pass_mark", Text("合格线", "Pass mark"), 8, Style.POINTS, _of_call(lambda _: rubric.pass_mark)),
        Column("verdict", Text("结论", "Verdict"), 14, Style.WORD, _verdict),
        Column("fatal", Text("一票否决", "Fatal items"), 16, Style.TEXT,
               _of_call(lambda call: joined(titles[rule] for rule in call.fatal))),
        Column("findings", Text("待看项目\n（点开明细）", "To look at\n(findings)"), 11, Style.LINK_COUNT,
               lambda row: row.findings),
        Column("coverage", Text("可判定\n比例", "Coverage"), 10, Style.PERCENT,
               _of_call(lambda call: call.coverage_ratio)),
    ]  # fmt: skip


def _section(rubric: Rubric, place: int) -> tuple[Column[CallRow], Column[CallRow]]:
    """Points and what was possible; both empty where no item of the section could be determined."""

    def of_section(which: int) -> Callable[[CallRow], Value]:
        def read(call: CallSummary) -> float | None:
            points = call.sections[place]
            return points[which] if points else None

        return _of_call(read)

    section = rubric.sections[place]
    name = section.title
    return (
        Column(f"{section.id}.points", Text(f"{name.zh}\n得分", f"{name.en}\npoints"), 10, Style.POINTS, of_section(0)),
        Column(f"{section.id}.possible", Text(f"{name.zh}\n满分", f"{name.en}\nof"), 10, Style.POINTS, of_section(1)),
    )


_SILENCE: list[Column[CallRow]] = [
    Column("non_talk", Text("无人说话\n（分:秒）", "Non-talk\n(m:ss)"), 11, Style.CLOCK,
           _of_call(lambda call: clock(call.non_talk_s))),
    Column("silence", Text("最长静默\n（分:秒）", "Longest silence\n(m:ss.s)"), 11, Style.CLOCK_TENTHS,
           _of_call(lambda call: clock(call.longest_silence_s))),
    Column("silences",
           Text("5 秒以上的静默\n（起点，长度，该谁说话）", "Silences, 5 s up\n(start, length, whose turn)"),
           28, Style.TEXT, _of_call(_noted_silences)),
]  # fmt: skip

_REMARK: Column[CallRow] = Column(
    "remark", Text("备注（未评分原因）", "Remarks (why not scored)"), 36, Style.TEXT, lambda row: row.remark
)
