"""The workbook of an agent, reopened cell by cell in both languages."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qa_scorer.language import Language
from qa_scorer.model import Outcome
from qa_scorer.scorecards import write_night
from tests.nights import answer, data, night, scored_call
from tests.scorecards.conftest import Both
from tests.scorecards.reopened import column, header_row, left_and_right, pairs, reopen, rows

Paths = dict[Language, Path]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def test_the_sheets_are_named_in_the_language_of_the_run(zhang: Paths) -> None:
    assert reopen(zhang["zh"]).sheetnames == ["汇总", "通话", "明细", "声音与节奏", "复核", "qa-scorer", "说明"]
    assert reopen(zhang["en"]).sheetnames == [
        "Summary", "Calls", "Findings", "Measures", "Review", "qa-scorer", "Notes",
    ]  # fmt: skip


def test_the_summary_says_who_and_how_well_in_chinese(zhang: Paths) -> None:
    sheet = reopen(zhang["zh"])["汇总"]
    figures = pairs(sheet)
    assert sheet["A1"].value == "通话质检评分表　1206 张丽"
    assert sheet["A2"].value == "小评分表 1.2　合格线 80"
    assert sheet["A3"].value == "只有 3 通已评分的通话（少于 5 通），平均分仅供参考"
    assert figures["工号"] == "1206" and figures["姓名"] == "张丽" and figures["班组"] == "一班"
    assert figures["统计时段"] == "2026-11-18 09:30 至 2026-11-18 10:00"
    assert figures["已评分通话"] == 3 and figures["未能评分的录音"] == 1
    assert figures["平均分"] == pytest.approx(260 / 3)
    assert figures["合格率"] == pytest.approx(2 / 3)
    assert (figures["合格"], figures["不合格"], figures["需人工复核"], figures["触发一票否决"]) == (2, 1, 0, 0)
    assert (figures["平均分的区间"], figures["一票否决项"], figures["与上周相比"]) == ("80.0 – 86.7", "无", "无数据")


def test_the_summary_says_who_and_how_well_in_english(zhang: Paths) -> None:
    sheet = reopen(zhang["en"])["Summary"]
    figures = pairs(sheet)
    assert sheet["A1"].value == "Call quality scorecard: 1206 张丽"
    assert figures["Period"] == "2026-11-18 09:30 to 2026-11-18 10:00"
    assert (figures["Calls scored"], figures["Recordings not scored"]) == (3, 1)
    assert (figures["Interval of the mean"], figures["Fatal items"]) == ("80.0 – 86.7", "none")


def test_the_summary_gives_points_by_section_with_bars(zhang: Paths) -> None:
    sheet = reopen(zhang["zh"])["汇总"]
    header = header_row(sheet, "环节")
    opening, voice, forbidden, closing = rows(sheet, header)[:4]
    assert opening["环节"].value == "开场" and opening["平均得分"].value == pytest.approx(130 / 3)
    assert voice["得分率"].value == pytest.approx(50 / 60) and voice["得分率"].number_format == "0%"
    assert forbidden["得分率"].value is None and forbidden["有判定的通话"].value == 0
    assert closing["得分率"].value == pytest.approx(2 / 3)
    ranges = {str(bars.sqref): bars.rules[0].type for bars in sheet.conditional_formatting}
    assert ranges[f"D{header + 1}:D{header + 4}"] == "dataBar"


def test_the_summary_lists_what_was_missed_most(zhang: Paths) -> None:
    sheet = reopen(zhang["en"])["Summary"]
    table = rows(sheet, header_row(sheet, "Item"))[:2]
    assert [(row["Rule"].value, row["Missed (calls)"].value, row["Determined (calls)"].value) for row in table] == [
        ("voice.speech_rate", 1, 3), ("closing.farewell", 1, 3),
    ]  # fmt: skip


def test_the_trend_is_a_chart_of_the_score_and_the_pass_mark(zhang: Paths) -> None:
    book = reopen(zhang["zh"])
    chart, _ = vars(book["汇总"])["_charts"]  # openpyxl has no public list of a sheet's charts
    titles = [cell.value for cell in book["通话"][1]]
    score, mark = (chr(ord("A") + titles.index(title)) for title in ("得分", "合格线"))
    references = [series.val.numRef.f for series in chart.series]
    assert references == [f"'通话'!${score}$2:${score}$4", f"'通话'!${mark}$2:${mark}$4"]
    assert not chart.x_axis.delete and (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (0, 100)


def test_the_calls_are_listed_in_time_order_with_their_figures(zhang: Paths) -> None:
    sheet = reopen(zhang["zh"])["通话"]
    first, second, third, broken = rows(sheet)
    assert column(sheet, "序号") == [1, 2, 3, None]
    assert column(sheet, "录音（点开通话页）") == ["1206/a.wav", "1206/b.wav", "1206/c.wav", "1206/x.wav"]
    assert column(sheet, "得分") == [100, pytest.approx(60), 100, None]
    assert column(sheet, "结论") == ["合格", "不合格", "合格", "未评分"]
    assert (third["最低 可能"].value, third["最高 可能"].value) == (80, 100)
    assert third["可判定 比例"].value == pytest.approx(0.8)
    assert (second["结束 得分"].value, second["结束 满分"].value) == (0, 30)
    assert second["禁语 得分"].value is None
    assert first["开始时间"].value == datetime(2026, 11, 18, 9, 30) and first["开始时间"].is_date
    assert first["时长 （分:秒）"].value == timedelta(seconds=62.5)
    assert first["客户号码"].value == "138****8000"
    assert first["无人说话 （分:秒）"].value == timedelta(seconds=27.5)
    assert first["最长静默 （分:秒）"].value == timedelta(seconds=7.3)
    silences = "0:20.0（7.3 秒，坐席）；0:30.0（6.0 秒，已请等候）"
    assert first["5 秒以上的静默 （起点，长度，该谁说话）"].value == silences
    assert first["备注（未评分原因）"].value == "文件不完整"
    assert broken["备注（未评分原因）"].value == "文件是空的；重新导出录音"


def test_the_calls_are_titled_in_english_too(zhang: Paths) -> None:
    row = rows(reopen(zhang["en"])["Calls"])[1]
    assert (row["Verdict"].value, row["Closing points"].value, row["Closing of"].value) == ("fail", 0, 30)
    assert row["Remarks (why not scored)"].value == "the file is cut off"


def test_a_call_that_fell_to_a_fatal_item_names_it(both: Both) -> None:
    book = reopen(both["en"].agent_workbooks[1])
    (row,) = rows(book["Calls"])
    assert (row["Verdict"].value, row["Fatal items"].value) == ("fail", "Insults")
    (fatal,) = [row for row in rows(book["Findings"]) if row["Rule"].value == "forbidden.insult"]
    assert (fatal["Fatal item"].value, fatal["Points"].value, fatal["Of"].value) == ("yes", "not counted", None)
    assert pairs(book["Summary"])["Fatal items"] == "Insults: 1"


def test_findings_have_a_row_for_each_that_was_missed_or_undetermined(zhang: Paths) -> None:
    table = rows(reopen(zhang["zh"])["明细"])
    assert [row["序号"].value for row in table] == [1, 2, 3]
    missed = next(row for row in table if row["规则编号"].value == "closing.farewell")
    assert missed["通话 序号"].value == 2 and missed["通话编号"].value == "C001"
    assert (missed["指标"].value, missed["环节"].value, missed["依据"].value) == ("道别", "结束", "H M")
    assert (missed["得分"].value, missed["满分"].value, missed["原话"].value) == (0, 30, "嗯")
    assert missed["时间 （分:秒）"].value == timedelta(seconds=61.3)
    assert missed["时间 （分:秒）"].number_format == "[m]:ss.0"
    assert (missed["把握"].value, missed["把握"].number_format) == (0.9, "0%")
    assert missed["理由"].value == "理由：missed"


def test_what_was_not_determined_or_carries_no_points_is_not_counted(zhang: Paths) -> None:
    table = rows(reopen(zhang["en"])["Findings"])
    open_row = next(row for row in table if row["Outcome"].value == "undetermined")
    assert (open_row["Points"].value, open_row["Of"].value) == ("not counted", 20)
    assert open_row["Time (m:ss.s)"].value is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_colours_follow_the_words(lang: Language, zhang: Paths) -> None:
    book = reopen(zhang[lang])
    for name, words in (("calls", 4), ("findings", 3)):
        sheet = book.worksheets[1 if name == "calls" else 2]
        equal = [rule for area in sheet.conditional_formatting for rule in area.rules if rule.type == "cellIs"]
        values = {str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
        coloured = {rule.formula[0].strip('"') for rule in equal}
        assert len(coloured) == words and len({rule.dxf.fill.bgColor.rgb for rule in equal}) == words
        assert len(coloured & values) >= (3 if name == "calls" else 2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_are_frozen_filtered_and_set_up_for_paper(lang: Language, zhang: Paths) -> None:
    book = reopen(zhang[lang])
    calls, findings = book.worksheets[1:3]
    assert (calls.freeze_panes, findings.freeze_panes) == ("C2", "F2")
    assert calls.auto_filter.ref == calls.dimensions and findings.auto_filter.ref == findings.dimensions
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None and fit.fitToPage and sheet.page_setup.fitToHeight == 0
        assert left_and_right(sheet.oddHeader) == ("1206 张丽", "&A")
        rubric, pages = left_and_right(sheet.oddFooter)
        assert rubric == "small 1.2" and "&P" in pages and "&N" in pages
    assert calls.print_title_rows == findings.print_title_rows == "$1:$1"


def test_chinese_text_has_a_chinese_font_and_room(zhang: Paths) -> None:
    sheet = reopen(zhang["zh"])["明细"]
    quote = rows(sheet)[0]["原话"]
    assert quote.font.name == "Microsoft YaHei" and quote.alignment.wrap_text
    assert sheet.column_dimensions[quote.column_letter].width >= 34


def test_a_long_quote_gets_a_row_as_high_as_its_lines(tmp_path: Path) -> None:
    long = scored_call(
        "a.wav",
        data("1206"),
        {"opening.greeting": answer(Outcome.MISSED, "您好" * 60), "closing.farewell": answer(Outcome.MISSED)},
    )
    sheet = reopen(write_night(night([long]), tmp_path, "zh").agent_workbooks[0])["明细"]
    assert sheet.row_dimensions[2].height > 3 * sheet.sheet_format.defaultRowHeight
    assert sheet.row_dimensions[3].height is None  # one line: as high as every row that does not say


def test_what_people_said_stands_beside_what_the_machine_had_said(tmp_path: Path) -> None:
    """The finding stays listed though nothing is missed any more, and is reviewed again as the machine's own."""
    scored = scored_call("a.wav", data("1206"), {"closing.farewell": answer(Outcome.MISSED)})
    *others, farewell = scored.scorecard.items
    finding = replace(
        farewell.finding, answer=answer(Outcome.MET), machine=farewell.finding.answer, reviewers=("王", "李")
    )
    items = (*others, replace(farewell, finding=finding))
    reviewed = replace(scored, scorecard=replace(scored.scorecard, items=items), machine=scored.scorecard)
    book = reopen(write_night(night([reviewed]), tmp_path, "en").agent_workbooks[0])
    (shown,) = rows(book["Findings"])
    assert (shown["Outcome"].value, shown["Reviewed by"].value) == ("met", "王, 李; the machine said: missed")
    (to_review,) = rows(book["Review"], 2)
    assert to_review["The machine's outcome"].value == "missed"
    (call,) = rows(book["Calls"])
    assert call["Remarks (why not scored)"].value.startswith("reviewed; the machine's own: 70.0, fail")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_notes_say_what_was_run_and_what_everything_means(lang: Language, zhang: Paths) -> None:
    notes = pairs(reopen(zhang[lang]).worksheets[-1])
    values = set(notes.values())
    assert {"ab" * 32, "small", "1.2", "faster-whisper", "2026-11-19 02:00:00"} <= values
    outcomes = {
        "zh": {"做到", "未做到", "不适用", "无法判定"},
        "en": {"met", "missed", "not applicable", "undetermined"},
    }
    assert outcomes[lang] <= set(notes)
    assert {"zh": "两个录音没有坐席", "en": "two recordings have no agent"}[lang] in values
    assert all(value for term, value in notes.items() if term in outcomes[lang])
