"""The sheets of the team workbook that are worked with: what stands in them, and what may be typed in them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.figures.appealed import KeptAppeal
from qa_scorer.figures.days import DayFigures
from qa_scorer.figures.history import EarlierCall, EarlierPromise, History
from qa_scorer.figures.promises import Promise
from qa_scorer.language import Language
from qa_scorer.model import Outcome, Role, ScoredCall
from qa_scorer.scorecards import write_night
from tests.nights import STARTED, answer, data, night, scored_call, turn
from tests.scorecards.reopened import header_row, pairs, reopen, rows

MISSED = Outcome.MISSED
SAID = {
    "promise": (turn(Role.AGENT, 4.0, "您的号码13800138000，我们24小时内给您答复"),),
    "suggestion": (turn(Role.CUSTOMER, 4.0, "我建议你们改一下短信"),),
    "unanswered": (turn(Role.CUSTOMER, 4.0, "网速会降到多少呢"), turn(Role.AGENT, 8.0, "这个我不太清楚")),
    "threat": (turn(Role.CUSTOMER, 7.5, "再不解决我就打12315"),),
}
HISTORY = History(
    days={"a": (DayFigures(day=STARTED.date() - timedelta(days=7), calls=5, mean_score=50.0),)},
    promises=(EarlierPromise(
        call=EarlierCall(name="old.wav", data=replace(data("a"), call_id="OLD")),
        promise=Promise(words="三天前说的", start_s=9.0, due_at=STARTED - timedelta(days=2)),
    ),),
)  # fmt: skip


def calls() -> list[ScoredCall]:
    """a misses the farewell in all of three calls, b in none; b's third falls to an insult."""
    farewell, insult = {"closing.farewell": answer(MISSED, "嗯")}, {"forbidden.insult": answer(MISSED, "你有病")}
    where = {"province": "浙江", "city": "杭州"}
    return [
        scored_call("a0.wav", replace(data("a", 0, name="张丽", team="一班"), call_type="投诉", **where), farewell,
                    turns=SAID["threat"]),
        scored_call("a1.wav", replace(data("a", 1, name="张丽", team="一班"), call_type="咨询", **where), farewell,
                    turns=SAID["promise"]),
        scored_call("a2.wav", replace(data("a", 2, name="张丽", team="一班"), call_type="咨询", **where), farewell,
                    turns=SAID["suggestion"]),
        scored_call("b0.wav", replace(data("b", 3), customer_number="13911112222"), turns=SAID["unanswered"]),
        scored_call("b1.wav", replace(data("b", 4), customer_number="13922223333")),
        scored_call("b2.wav", replace(data("b", 5), customer_number="13933334444"), insult),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Workbook]:
    def write(lang: Language) -> Workbook:
        folder = tmp_path_factory.mktemp(lang)
        return reopen(write_night(night(calls()), folder, lang, history=HISTORY).team_workbook)

    return {"zh": write("zh"), "en": write("en")}


def under(sheet: Worksheet, title: str) -> list[object]:
    """The cells of the column of that title in the sheet's only table."""
    header = next(row for row in range(1, 6) if title in [cell.value for cell in sheet[row]])
    column = [cell.value for cell in sheet[header]].index(title)
    return [sheet.cell(row, column + 1).value for row in range(header + 1, sheet.max_row + 1)]


def block(sheet: Worksheet, heading: str) -> list[list[object]]:
    """The rows below a heading, up to the next empty one."""
    first = header_row(sheet, heading) + 1
    found = []
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if all(value is None for value in row):
            break
        found.append(list(row))
    return found


def test_the_overview_has_the_night_in_figures(books: dict[Language, Workbook]) -> None:
    figures = pairs(books["en"]["Overview"])
    assert (figures["Calls scored"], figures["Agents"], figures["Calls with a fatal item"]) == (6, 2, 1)
    assert figures["Share of complaints"] == pytest.approx(1 / 3) and figures["Mean length (m:ss)"] is not None
    assert (figures["Promises made"], figures["Of them past their time"]) == (2, 1)
    assert figures["Repeat calls within 7 days"] == pytest.approx(2 / 6)
    assert str(figures["Against last week"]).startswith("50.0 → 85.0")


@pytest.mark.parametrize(("lang", "sheet", "start"), [
    ("zh", "概况", "严重投诉预警：通话 C000，客户提到“12315”"),
    ("en", "Overview", "Serious complaint: in call C000 the customer names 12315"),
])  # fmt: skip
def test_a_serious_complaint_is_an_alert_that_leads_to_the_second(
    lang: Language, sheet: str, start: str, books: dict[Language, Workbook]
) -> None:
    (alert,) = [cell for cell in books[lang][sheet]["A"] if cell.value == start]
    assert alert.hyperlink.target.startswith("calls/") and alert.hyperlink.location == "t=7.5"


def test_the_heat_map_has_a_row_an_agent_and_a_column_for_each_rule_that_was_missed(
    books: dict[Language, Workbook],
) -> None:
    sheet = books["en"]["Heat map"]
    assert [cell.value for cell in sheet[2]] == ["Agent id", "Name", "Says goodbye", "Insults"]
    cells = {row[0].value: [cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=3)}
    assert cells == {"a": [1, 0], "b": [0, pytest.approx(1 / 3)]}
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["C3:D4"]


def test_training_names_who_needs_it(books: dict[Language, Workbook]) -> None:
    sheet = books["zh"]["培训"]
    assert block(sheet, "培训需求")[1:] == [["指标", "坐席数", "坐席（未做到比例）", "可以这样说、这样做"],
                                           ["道别", 1, "a 张丽 100%", None]]  # fmt: skip


def test_rules_have_examples_that_lead_to_the_finding_on_its_page(books: dict[Language, Workbook]) -> None:
    farewell = next(row for row in rows(books["en"]["Rules"]) if row["Rule"].value == "closing.farewell")
    example = farewell["Example 1"]
    assert example.value == "C000 #5" and example.hyperlink.location == "f=5"
    assert (farewell["Example 3"].value, farewell["Example 3: words"].value) == ("C002 #5", "嗯")


def test_fatal_findings_are_followed_up_first_and_owner_action_and_dates_can_be_typed(
    books: dict[Language, Workbook],
) -> None:
    sheet = books["en"]["Follow-up"]
    assert under(sheet, "Indicator") == ["Insults", "Says goodbye", "Says goodbye", "Says goodbye"]
    assert under(sheet, "Kind") == ["fatal", None, None, None]
    titles = [cell.value for cell in sheet[2]]
    for title in ("Owner", "Action", "Due", "Closed"):
        letter = sheet.cell(2, titles.index(title) + 1).column_letter
        assert not sheet.column_dimensions[letter].protection.locked
    assert sheet.protection.sheet and sheet["A3"].protection.locked


def test_an_appeal_stands_beneath_with_its_state_its_deadline_and_its_answer(tmp_path: Path) -> None:
    appeal = KeptAppeal(agent_id="a", call="a.wav", rule="closing.farewell", state="filed",
                        reason="我说了再见，13800138000", deadline=date(2026, 12, 1), answer="")  # fmt: skip
    late = replace(appeal, deadline=date(2026, 11, 18))
    answered = replace(late, state="rejected", answer="听过了")
    history = History(appeals=(late, answered, appeal))
    sheet = reopen(write_night(night(calls()), tmp_path, "en", history=history).team_workbook)["Follow-up"]
    *_, first, second, (agent, call, deadline, title, state, why, *_) = sheet.iter_rows(values_only=True)
    assert (first[4], second[4]) == ("filed, overdue", "rejected")
    assert (agent, call, deadline, title, state) == ("a", "a.wav", "2026-12-01", "Says goodbye", "filed")
    assert why == "我说了再见，138****8000"


def test_promises_are_registered_with_their_time_earlier_ones_too_and_masked(books: dict[Language, Workbook]) -> None:
    sheet = books["zh"]["承诺"]
    assert under(sheet, "通话") == ["OLD", "C001"] and under(sheet, "状态") == ["已到期", "未到期"]
    assert under(sheet, "期限")[1] == datetime(2026, 11, 19, 9, 40)
    old, new = sheet["B3"], sheet["B4"]
    assert old.hyperlink is None and new.hyperlink is not None  # the page of an earlier night may be gone
    assert "138****8000" in str(under(sheet, "承诺的原话")[1])


def test_suggestions_and_unanswered_questions_stand_with_the_agents_answer(books: dict[Language, Workbook]) -> None:
    sheet = books["en"]["Suggestions"]
    assert under(sheet, "Kind") == ["suggestion", "unanswered"]
    assert under(sheet, "The customer")[1] == "网速会降到多少呢" and under(sheet, "The agent")[1] == "这个我不太清楚"


def test_operations_say_no_data_where_the_call_table_says_nothing(books: dict[Language, Workbook]) -> None:
    sheet = books["en"]["Operations"]
    kinds = {row[0]: row[1] for row in block(sheet, "By kind of call")[1:]}
    assert kinds == {"complaint": 1, "query": 2, "no data": 3}
    assert block(sheet, "By level of the customer") == [["no data", *[None] * 10]]
    city = {row[0]: row for row in block(sheet, "By city")[1:]}
    assert city["浙江 / 杭州"][1:3] == [3, 1] and city["no data"][6] == "no data"
    agent = {row[0]: row for row in block(sheet, "By agent: handle time and complaints")[1:]}
    assert (agent["a 张丽"][7], agent["a 张丽"][8]) == (timedelta(seconds=62), timedelta(seconds=6))
    assert agent["b"][10] == "no data"
    assert block(sheet, "Complaints by topic") == [["no data", *[None] * 10]]
    assert len(block(sheet, "Repeat calls within 7 days (not settled the first time?)")) == 3


def test_months_are_the_means_over_their_calls_earlier_nights_in_them(tmp_path: Path) -> None:
    before = DayFigures(day=date(2026, 10, 30), calls=3, mean_score=60.0)
    written = write_night(night(calls()), tmp_path, "en", history=History(days={"a": (before,)}))
    table = block(reopen(written.team_workbook)["Operations"], "Mean score by month (calls in brackets)")
    assert [row[:3] for row in table] == [
        ["Agent", "2026-10", "2026-11"], ["all", "60.0 (3)", "85.0 (6)"], ["b", "no data", "100.0 (3)"],
        ["a 张丽", "60.0 (3)", "70.0 (3)"],
    ]  # fmt: skip


def test_the_ranking_says_how_an_agent_did_against_last_week(books: dict[Language, Workbook]) -> None:
    sheet = books["en"]["Ranking"]
    by_id = {row["Agent id"].value: row for row in rows(sheet, header_row(sheet, "Rank"))}
    assert (by_id["a"]["Against last week"].value, by_id["b"]["Against last week"].value) == (20, "no data")


def test_a_night_without_anything_to_list_says_so_on_every_sheet(tmp_path: Path) -> None:
    book = reopen(write_night(night([scored_call("a.wav", data("a"))]), tmp_path, "zh").team_workbook)
    firsts = {name: book[name]["A1"].value for name in ("先听", "跟进", "承诺", "建议与问题", "热力图")}
    assert all(str(first).startswith("没有") for first in firsts.values())
