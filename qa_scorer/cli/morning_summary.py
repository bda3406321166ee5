"""`--summary FILE`: the night in a letter. `.html` for an e-mail that shows tables, any other name for plain text."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from qa_scorer.cli.screen import summary, verdicts
from qa_scorer.language import Language, Text
from qa_scorer.model import Night, Verdict

if TYPE_CHECKING:
    from qa_scorer.figures.standings import RankedAgent, TeamRule
    from qa_scorer.scorecards import Written

_LISTED = 20  # agents, rules and recordings each; the team workbook holds all

# Mail programs drop style sheets: what a cell looks like stands in the cell.
_CELL = 'style="padding:4px 10px;border-bottom:1px solid #ddd;text-align:left"'
_PAGE = (
    '<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="font-family:sans-serif;color:#222;max-width:52em"><h1 style="font-size:1.4em">{title}</h1>{body}'
    "</body></html>\n"
)


def write_summary(path: Path, night: Night, written: "Written", log_path: Path, lang: Language) -> None:
    """Raises MachineError where it cannot be written."""
    from qa_scorer.scorecards.safe_write import place

    if path.suffix.lower() in (".html", ".htm"):
        words = _html(night, written, lang)
    else:
        words = summary(night, written, log_path, lang) + "\n"
    place(path, lambda temporary: _write(temporary, words), keep_older=False)


def _write(path: Path, words: str) -> None:
    path.write_bytes(words.encode())


def _html(night: Night, written: "Written", lang: Language) -> str:
    title = Text(f"质检晨报 {night.finished_at:%Y-%m-%d}", f"Call quality, {night.finished_at:%Y-%m-%d}").read(lang)
    body = "".join(block.read(lang) for block in _blocks(night, written))
    return _PAGE.format(lang="zh-CN" if lang == "zh" else "en", title=escape(title), body=body)


def _blocks(night: Night, written: "Written") -> Iterator[Text]:
    standings = written.standings
    yield _paragraph(_counts(night))
    yield _paragraph(verdicts(standings))
    needing = sorted(filter(_needs_help, standings.agents), key=lambda agent: -agent.figures.count(Verdict.FAIL))
    yield from _table(_NEED_HELP, _AGENT_COLUMNS, [_agent_row(agent) for agent in needing])
    missed = sorted(filter(_is_missed, standings.rules), key=lambda rule: -(rule.figures.miss_ratio or 0))
    yield from _table(_MOST_MISSED, _RULE_COLUMNS, [_rule_row(rule) for rule in missed[:5]])
    unscored = [(Text(call.name, call.name), call.why, call.mend) for call in night.unscored]
    yield from _table(_NOT_SCORED, _FILE_COLUMNS, unscored)
    yield from map(_paragraph, night.remarks)
    where = str(written.team_workbook.resolve())
    yield _paragraph(Text(f"班组汇总：{where}", f"Team workbook: {where}"))


def _counts(night: Night) -> Text:
    return Text(
        f"已评分 {len(night.scored)} 个录音，未能评分 {len(night.unscored)} 个；"
        f"{night.started_at:%H:%M} 开始，{night.finished_at:%H:%M} 结束",
        f"{len(night.scored)} recording(s) scored, {len(night.unscored)} not scored; "
        f"from {night.started_at:%H:%M} to {night.finished_at:%H:%M}",
    )


def _needs_help(agent: "RankedAgent") -> bool:
    return bool(agent.figures.count(Verdict.FAIL) or agent.figures.fatal)


def _is_missed(rule: "TeamRule") -> bool:
    return bool(rule.figures.miss_ratio)


def _agent_row(agent: "RankedAgent") -> Sequence[Text]:
    figures = agent.figures
    score = "" if figures.mean_score is None else f"{figures.mean_score:.1f}"
    whole = (len(figures.calls), score, figures.count(Verdict.FAIL), figures.fatal, figures.count(Verdict.NEEDS_PERSON))
    name = f"{figures.agent_id} {figures.name}".strip()
    weakest = figures.weakest.rule.title if figures.weakest else Text("", "")
    return (*(Text(str(each), str(each)) for each in (name, *whole)), weakest)


def _rule_row(rule: "TeamRule") -> Sequence[Text]:
    share = f"{rule.figures.miss_ratio or 0:.0%}"
    return rule.rule.title, Text(share, share), Text(str(rule.figures.missed), str(rule.figures.missed))


def _table(heading: Text, columns: Sequence[Text], rows: Sequence[Sequence[Text]]) -> Iterator[Text]:
    if not rows:
        return
    yield Text(_whole_table(heading, columns, rows, "zh"), _whole_table(heading, columns, rows, "en"))
    if len(rows) > _LISTED:
        more = len(rows) - _LISTED
        yield _paragraph(Text(f"另有 {more} 条，见班组汇总", f"{more} more in the team workbook"))


def _whole_table(heading: Text, columns: Sequence[Text], rows: Sequence[Sequence[Text]], lang: Language) -> str:
    title = f'<h2 style="font-size:1.1em">{escape(heading.read(lang))}</h2>'
    return f'{title}<table style="border-collapse:collapse">{_rows(columns, rows, lang)}</table>'


def _rows(columns: Sequence[Text], rows: Sequence[Sequence[Text]], lang: Language) -> str:
    head = "".join(f"<th {_CELL}>{escape(column.read(lang))}</th>" for column in columns)
    return f"<tr>{head}</tr>" + "".join(f"<tr>{_cells(row, lang)}</tr>" for row in rows[:_LISTED])


def _cells(row: Iterable[Text], lang: Language) -> str:
    return "".join(f"<td {_CELL}>{escape(cell.read(lang))}</td>" for cell in row)


def _paragraph(words: Text) -> Text:
    return Text(f"<p>{escape(words.zh)}</p>", f"<p>{escape(words.en)}</p>")


_NEED_HELP = Text("需要帮助的坐席", "Agents who need help")
_MOST_MISSED = Text("最常不符合的规则", "Rules most often missed")
_NOT_SCORED = Text("未能评分的录音", "Recordings that could not be scored")
_AGENT_COLUMNS = (
    Text("坐席", "Agent"), Text("通话", "Calls"), Text("平均分", "Mean score"), Text("不合格", "Failed"),
    Text("一票否决", "Fatal"), Text("需人工复核", "Need a person"), Text("最弱项", "Weakest item"),
)  # fmt: skip
_RULE_COLUMNS = (Text("规则", "Rule"), Text("不符合率", "Missed"), Text("通话", "Calls"))
_FILE_COLUMNS = (Text("录音", "Recording"), Text("原因", "Why"), Text("处理办法", "What to do"))
