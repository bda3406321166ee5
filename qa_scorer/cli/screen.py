"""What the person at the screen sees of a night: a progress bar while it runs, one screen when it is done."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from qa_scorer.language import Language, Text
from qa_scorer.model import Call, Night, UnscoredCall, Verdict
from qa_scorer.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from qa_scorer.figures.standings import Standings
    from qa_scorer.scorecards import Written

LISTENING: Final = Text("正在听录音", "listening")
SCORING: Final = Text("正在评分", "scoring")
WRITING: Final = Text("正在写评分表和通话页面", "writing scorecards and pages")

_LISTED = 6  # of a longer list this many are shown on the screen; the workbooks hold all


@contextmanager
def shown_progress(files: int, *, quiet: bool, lang: Language) -> Iterator[Progress]:
    """A bar with files done, audio hours per hour and time left, then one with the calls scored; nothing when `quiet`
    or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    left = Text("剩余", "left").read(lang)
    with Bars(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(), TextColumn(left), console=Console(stderr=True), transient=True,
    ) as bars:  # fmt: skip
        yield _Bars(bars, files, lang)


class _Bars(Progress):
    def __init__(self, bars: "Bars", files: int, lang: Language) -> None:
        self._bars, self._lang, self._started, self._heard_s = bars, lang, time.monotonic(), 0.0
        self._listening = bars.add_task(LISTENING.read(lang), total=files, speed="")
        self._scoring = bars.add_task(SCORING.read(lang), total=files, speed="", visible=False)

    def to_hear(self, recordings: int) -> None:
        self._bars.update(self._listening, total=recordings)

    def heard(self, result: Call | UnscoredCall, seconds: float) -> None:
        self._heard_s += seconds
        rate = self._heard_s / max(time.monotonic() - self._started, 1e-3)
        words = Text(f"每小时听 {rate:.0f} 小时录音", f"{rate:.0f} audio hours/h")
        self._bars.update(self._listening, advance=1, speed=words.read(self._lang))

    def judged(self, calls: int) -> None:
        self._bars.update(self._scoring, advance=calls, visible=True)


class Counting(Protocol):
    def __call__(self, more: int = 1) -> None:
        """So many more are done."""


@contextmanager
def shown_count(doing: Text, total: int, *, quiet: bool, lang: Language) -> "Iterator[Counting]":
    """A bar with what is done of `total` and the time left; nothing when `quiet` or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda more=1: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task(doing.read(lang), total=total)
        yield lambda more=1: bar.update(task, advance=more)


def summary(night: Night, written: "Written", log_path: object, lang: Language) -> str:
    """The night on one screen."""
    lines = [
        _counts(night, written.standings),
        verdicts(written.standings),
        *_failed_agents(written.standings),
        *_lines(Text("未能评分：", "Not scored:"), [_unscored_line(call) for call in night.unscored]),
        *_lines(Text("请注意：", "Please note:"), list(night.remarks)),
        *_lines(
            Text("原有的评分表已改名保留：", "Older workbooks were kept as:"),
            [Text(str(path), str(path)) for path in written.kept],
        ),
        *_lines(
            Text("文件正被打开，新的写在旁边：", "Files were in use; the new ones stand beside them:"),
            [Text(str(path), str(path)) for path in written.beside],
        ),
        Text(f"班组汇总  {written.team_workbook}", f"Team workbook    {written.team_workbook}"),
        Text(
            f"坐席评分表 {written.team_workbook.parent / 'agents'}（{len(written.agent_workbooks)} 个）",
            f"Agent workbooks  {written.team_workbook.parent / 'agents'} ({len(written.agent_workbooks)})",
        ),
        *(
            [Text(f"浏览器里看 {written.night_page}", f"In the browser   {written.night_page}")]
            if written.night_page
            else []
        ),
        Text(f"全部数据  {written.json_file}", f"All data         {written.json_file}"),
        Text(f"日志    {log_path}", f"Log              {log_path}"),
    ]
    return "\n".join(line.read(lang) for line in lines)


def not_scored(night: Night, lang: Language) -> str:
    """Every recording that could not be scored, a line each."""
    return "\n".join(_unscored_line(call).read(lang) for call in night.unscored)


def _counts(night: Night, standings: "Standings") -> Text:
    hours = sum(agent.figures.heard_s for agent in standings.agents) / 3600
    took_s = (night.finished_at - night.started_at).total_seconds()
    return Text(
        f"已评分 {len(night.scored)} 个录音（{hours:.2f} 小时，用时 {took_s:.0f} 秒），"
        f"未能评分 {len(night.unscored)} 个",
        f"{len(night.scored)} recording(s) scored ({hours:.2f} h of sound in {took_s:.0f} s), "
        f"{len(night.unscored)} not scored",
    )


def verdicts(standings: "Standings") -> Text:
    """How many calls came to each verdict; together they are the calls scored."""
    count = {verdict: sum(agent.figures.count(verdict) for agent in standings.agents) for verdict in Verdict}
    short = count[Verdict.NO_VERDICT]
    return Text(
        f"合格 {count[Verdict.PASS]}，不合格 {count[Verdict.FAIL]}，需人工复核 {count[Verdict.NEEDS_PERSON]}"
        + f"，太短不评 {short}" * bool(short),
        f"{count[Verdict.PASS]} passed, {count[Verdict.FAIL]} failed, {count[Verdict.NEEDS_PERSON]} need a person"
        + f", {short} too short for a verdict" * bool(short),
    )


def _failed_agents(standings: "Standings") -> list[Text]:
    failed = {
        f"{agent.figures.agent_id} {agent.figures.name}".strip(): n
        for agent in standings.agents
        if (n := agent.figures.count(Verdict.FAIL))
    }
    listed = [Text(f"{agent}：{n} 通", f"{agent}: {n} call(s)") for agent, n in sorted(failed.items())]
    return _lines(Text("有不合格通话的坐席：", "Agents with failed calls:"), listed)


def _unscored_line(call: UnscoredCall) -> Text:
    return Text(
        f"{call.name}：{call.why.zh}。处理办法：{call.mend.zh}",
        f"{call.name}: {call.why.en}. What to do: {call.mend.en}",
    )


def _lines(heading: Text, listed: list[Text]) -> list[Text]:
    if not listed:
        return []
    more = len(listed) - _LISTED
    rest = [Text(f"  ……另有 {more} 条，见汇总表", f"  … {more} more, see the team workbook")] if more > 0 else []
    return [heading, *(Text(f"  {line.zh}", f"  {line.en}") for line in listed[:_LISTED]), *rest]
