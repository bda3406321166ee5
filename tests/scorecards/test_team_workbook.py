"""The workbook of the team, reopened cell by cell in both languages."""

from pathlib import Path

import pytest

from qa_scorer.language import Language
from qa_scorer.model import UNKNOWN_AGENT, Outcome
from qa_scorer.scorecards import write_night
from tests.nights import answer, data, night, scored_call
from tests.scorecards.conftest import Both
from tests.scorecards.reopened import column, header_row, pairs, reopen, rows, values


def test_the_sheets_are_named_in_the_language_of_the_run(both: Both) -> None:
    assert reopen(both["zh"].team_workbook).sheetnames == [
        "概况", "排名", "热力图", "规则", "培训", "先听", "跟进", "承诺", "建议与问题", "运营", "抽样", "一致性",
        "未评分录音", "说明",
    ]  # fmt: skip
    assert reopen(both["en"].team_workbook).sheetnames == [
        "Overview", "Ranking", "Heat map", "Rules", "Training", "Ears first", "Follow-up", "Promises", "Suggestions",
        "Operations", "Samples", "Agreement", "Not scored", "Notes",
    ]  # fmt: skip


def test_agents_are_ranked_and_one_without_a_scored_call_comes_last(both: Both) -> None:
    sheet = reopen(both["zh"].team_workbook)["排名"]
    first, second, last = rows(sheet, header_row(sheet, "名次"))
    assert [row["名次"].value for row in (first, second, last)] == [1, 2, None]
    assert [row["工号"].value for row in (first, second, last)] == ["1301", "1206", "1302"]
    assert values(second, "平均分", "合格率") == pytest.approx([260 / 3, 2 / 3])
    assert (second["合格"].value, second["不合格"].value, second["需人工 复核"].value) == (2, 1, 0)
    assert (first["触发 一票否决"].value, second["触发 一票否决"].value) == (1, 0)
    assert second["声音 得分率"].value == pytest.approx(50 / 60)
    assert (second["最弱项目"].value, first["最弱项目"].value) == ("道别", None)
    assert (second["已评分 通话"].value, second["未能评分"].value) == (3, 1)
    assert first["备注"].value == "通话偏少（不足 5 通），仅供参考"
    assert (last["平均分"].value, last["备注"].value) == (None, "没有已评分的通话")


def test_the_ranking_is_titled_in_english_too(both: Both) -> None:
    sheet = reopen(both["en"].team_workbook)["Ranking"]
    row = rows(sheet, header_row(sheet, "Rank"))[1]
    assert values(row, "Agent id", "Need a person") == ["1206", 0]
    assert row["Voice share"].value == pytest.approx(5 / 6)
    assert row["Remark"].value == "few calls (under 5): says little"
    assert sheet["A2"].value == (
        "Small rubric 1.2, pass mark 80; 4 calls scored, 2 recordings not scored; run of 2026-11-19 02:00"
    )


def test_five_calls_are_not_few_and_an_unknown_agent_is_not_ranked(tmp_path: Path) -> None:
    calls = [scored_call(f"{name}{n}.wav", data(name, n)) for name in ("1206", UNKNOWN_AGENT) for n in range(5)]
    sheet = reopen(write_night(night(calls), tmp_path, "en").team_workbook)["Ranking"]
    known, unknown = rows(sheet, header_row(sheet, "Rank"))
    assert (known["Rank"].value, known["Remark"].value) == (1, None)
    assert (unknown["Rank"].value, unknown["Remark"].value) == (None, "agent unknown: not ranked")


def test_rules_are_listed_by_how_often_they_are_missed(both: Both) -> None:
    sheet = reopen(both["en"].team_workbook)["Rules"]
    assert column(sheet, "Rule") == [
        "voice.speech_rate", "forbidden.insult", "closing.farewell", "opening.greeting", "opening.identity",
    ]  # fmt: skip
    number = rows(sheet)[-1]
    counts = [number[title].value for title in ("Met", "Missed", "Not applicable", "Undetermined")]
    assert counts == [3, 0, 0, 1]
    farewell = rows(sheet)[2]
    assert (farewell["Share missed"].value, farewell["Share of points"].value) == (0.25, 0.75)
    assert (farewell["Agents determined"].value, farewell["Agents mostly missing"].value) == (2, 0)


def test_recordings_that_were_not_scored_say_why_and_what_to_do(both: Both) -> None:
    sheet = reopen(both["zh"].team_workbook)["未评分录音"]
    assert column(sheet, "录音文件") == ["1206/x.wav", "1302/x.wav"]
    assert column(sheet, "原因") == ["文件是空的"] * 2 and column(sheet, "处理办法") == ["重新导出录音"] * 2


def test_where_all_were_scored_the_sheet_says_so(tmp_path: Path) -> None:
    written = write_night(night([scored_call("a.wav", data("1206"))]), tmp_path, "en")
    assert reopen(written.team_workbook)["Not scored"]["A2"].value == "Every recording was scored"


@pytest.mark.parametrize(
    ("lang", "warning"),
    [
        ("zh", "注意：3 名坐席中有 3 名多数通话未做到“道别”（closing.farewell），"
               "可能是规则或标准定得不合适，使用前请先核对"),
        ("en", 'Caution: 3 of 3 agents miss "Says goodbye" (closing.farewell) in most of their calls. '
               "The rule or its target may be wrong: check it before you use these figures"),
    ],
)  # fmt: skip
def test_a_rule_that_everybody_misses_is_warned_of_where_it_is_seen(
    lang: Language, warning: str, tmp_path: Path
) -> None:
    missed = {"closing.farewell": answer(Outcome.MISSED)}
    calls = [scored_call(f"{name}.wav", data(name), missed) for name in "abc"]
    written = write_night(night(calls), tmp_path, lang)
    overview, ranking, _, rules, *_, notes = reopen(written.team_workbook).worksheets
    assert warning in [cell.value for cell in overview["A"]]
    assert ranking["A3"].value == warning
    assert ranking.freeze_panes == "D5" and ranking.print_title_rows == "$4:$4"
    remarks = column(rules, {"zh": "备注", "en": "Remark"}[lang])
    assert remarks[0] in ("几乎人人未做到，请核对规则", "nearly everybody misses it: check the rule")
    assert warning in pairs(notes).values()
    assert warning in pairs(reopen(written.agent_workbooks[0]).worksheets[-1]).values()
    assert sum(remark is not None for remark in remarks) == 1


def test_an_empty_night_still_gives_a_workbook_that_opens(tmp_path: Path) -> None:
    written = write_night(night([]), tmp_path, "zh")
    assert written.agent_workbooks == ()
    assert reopen(written.team_workbook)["规则"]["A2"].value == "opening.greeting"
