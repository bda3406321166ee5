"""The Rules sheet of the team workbook: which rules are missed most, with examples to listen to."""

from collections.abc import Iterator
from functools import partial

from openpyxl import Workbook

from qa_scorer.figures.night_figures import NightFigures
from qa_scorer.figures.registers import EXAMPLES, Example
from qa_scorer.figures.rule_figures import most_missed
from qa_scorer.figures.standings import TeamRule
from qa_scorer.language import Text
from qa_scorer.model import Rubric
from qa_scorer.scorecards.page_names import page_link
from qa_scorer.scorecards.sheet import Link, Paper, Sheet, Value
from qa_scorer.scorecards.styles import BAD, BAR_ORANGE, REVIEW, Style
from qa_scorer.scorecards.table import Column, widths, write_table
from qa_scorer.scorecards.wordings import yes_if

RULES = Text("规则", "Rules")
_DOUBTFUL = Text("几乎人人未做到，请核对规则", "nearly everybody misses it: check the rule")
_REVIEW = Text("只供人工复核，不计分", "for a person: costs nothing")


def write_rules(book: Workbook, paper: Paper, figures: NightFigures) -> None:
    columns = [*_columns(figures.rubric), *_examples(paper, figures)]
    standings = figures.standings
    sheet = Sheet(book, paper, RULES, widths(columns), header_row=1, frozen_columns=2, pages_wide=2)
    by_id = {rule.rule.id: rule for rule in standings.rules}
    rows = [by_id[missed.rule.id] for missed in most_missed(rule.figures for rule in standings.rules)]
    table = write_table(sheet, columns, rows)
    table.draw_bars("miss_rate", full=1, colour=BAR_ORANGE)
    table.colour_words("remark", {_DOUBTFUL: BAD, _REVIEW: REVIEW})
    table.add_filter()
    sheet.protect()


def _columns(rubric: Rubric) -> list[Column[TeamRule]]:
    sections = {section.id: section.title for section in rubric.sections}
    return [
        Column("rule", Text("规则编号", "Rule"), 26, Style.TEXT, lambda row: row.rule.id),
        Column("title", Text("检查项目", "Item"), 28, Style.TEXT, lambda row: row.rule.title),
        Column("section", Text("环节", "Section"), 17, Style.TEXT, lambda row: sections[row.rule.section]),
        Column("weight", Text("满分", "Points"), 8, Style.POINTS, lambda row: row.rule.weight),
        Column("fatal", Text("一票\n否决项", "Fatal\nitem"), 8, Style.WORD,
               lambda row: yes_if(row.rule.fatal is not None)),
        Column("missed", Text("未做到", "Missed"), 9, Style.COUNT, _missed),
        Column("met", Text("做到", "Met"), 9, Style.COUNT, lambda row: row.figures.met),
        Column("not_applicable", Text("不适用", "Not applicable"), 12, Style.COUNT,
               lambda row: row.figures.not_applicable),
        Column("undetermined", Text("无法判定", "Undetermined"), 15, Style.COUNT,
               lambda row: row.figures.undetermined),
        Column("for_person", Text("复核", "For a person"), 9, Style.COUNT, lambda row: row.figures.for_person),
        Column("miss_rate", Text("未做到比例", "Share missed"), 12, Style.PERCENT, lambda row: row.figures.miss_ratio),
        Column("points_ratio", Text("得分率", "Share of points"), 10, Style.PERCENT,
               lambda row: row.figures.points_ratio),
        Column("agents", Text("有判定的\n坐席", "Agents\ndetermined"), 11, Style.COUNT, lambda row: row.agents),
        Column("agents_missing", Text("多数未做到\n的坐席", "Agents mostly\nmissing"), 13, Style.COUNT,
               lambda row: None if row.rule.review else row.agents_missing),
        Column("remark", Text("备注", "Remark"), 32, Style.TEXT, _remark),
    ]  # fmt: skip


def _examples(paper: Paper, figures: NightFigures) -> Iterator[Column[TeamRule]]:
    """Misses of the rule: each with the way to it on the page of its call, and what was said."""
    for place in range(EXAMPLES):
        number = place + 1
        yield Column(f"example.{place}", Text(f"例 {number}", f"Example {number}"), 16, Style.LINK,
                     partial(_led_to, paper, figures, place))  # fmt: skip
        words = Text(f"例 {number}：原话或理由", f"Example {number}: words")
        yield Column(f"example_words.{place}", words, 28, Style.TEXT, partial(_words, figures, place))


def _led_to(paper: Paper, figures: NightFigures, place: int, row: TeamRule) -> Value:
    if (example := _example(figures, place, row)) is None:
        return None
    call, number = example.call, example.finding.number
    target, shown = paper.to_page(page_link(call, finding=number)), f"{call.data.call_id or call.name} #{number}"
    return Link(shown, target) if target else shown


def _words(figures: NightFigures, place: int, row: TeamRule) -> Value:
    example = _example(figures, place, row)
    return (example.finding.answer.quote or example.finding.answer.reason) if example else None


def _example(figures: NightFigures, place: int, row: TeamRule) -> Example | None:
    examples = figures.registers.examples(row.rule)
    return examples[place] if place < len(examples) else None


def _missed(row: TeamRule) -> int | None:
    return None if row.rule.review else row.figures.missed


def _remark(row: TeamRule) -> Text | None:
    if row.rule.review:
        return _REVIEW
    return _DOUBTFUL if row.is_doubtful else None
