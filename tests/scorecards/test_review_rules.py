"""A miss of a rule that is for review only goes to a person: it costs nothing and stands in no ranking of items."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qa_scorer.language import Language
from qa_scorer.model import Outcome
from qa_scorer.scorecards import Written, write_night
from tests.nights import REVIEWED, answer, data, night, rubric, scored_call, standings
from tests.scorecards.reopened import header_row, pairs, reopen, rows

MISSED = {REVIEWED.id: answer(Outcome.MISSED, "啊这个嘛")}
RUBRIC = rubric(REVIEWED)
CALLS = [
    scored_call(f"{name}/{n}.wav", data(name, n), MISSED if n else {}, of=RUBRIC) for name in "abc" for n in range(3)
]
NIGHT = night(CALLS, of=RUBRIC)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Written]:
    def write(lang: Language) -> Written:
        return write_night(NIGHT, tmp_path_factory.mktemp(lang), lang)

    return {"zh": write("zh"), "en": write("en")}


@pytest.mark.parametrize(("lang", "sheet", "title", "word", "not_counted"), [
    ("zh", "明细", "结果", "复核", "不计分"),
    ("en", "Findings", "Outcome", "for a person", "not counted"),
])  # fmt: skip
def test_its_misses_are_for_a_person_in_the_findings(
    lang: Language, sheet: str, title: str, word: str, not_counted: str, written: dict[Language, Written]
) -> None:
    findings = reopen(written[lang].agent_workbooks[0])[sheet]
    points, possible = {"zh": ("得分", "满分"), "en": ("Points", "Of")}[lang]
    for_person = [row for row in rows(findings) if row[title].value == word]
    assert len(for_person) == 2
    assert {(row[points].value, row[possible].value) for row in for_person} == {(not_counted, None)}
    coloured = {f for area in findings.conditional_formatting for rule in area.rules for f in rule.formula}
    assert f'"{word}"' in coloured


def test_it_is_neither_weakest_nor_missed_most_but_counted_for_a_person(written: dict[Language, Written]) -> None:
    summary = reopen(written["en"].agent_workbooks[0])["Summary"]
    figures = pairs(summary)
    assert (figures["Mean score"], figures["Items for a person"]) == (100, 2)
    assert {"No item stands out", "No item was missed"} <= set(figures)


def test_the_rules_sheet_counts_it_apart_and_last(written: dict[Language, Written]) -> None:
    sheet = reopen(written["en"].team_workbook)["Rules"]
    last = rows(sheet)[-1]
    assert (last["Rule"].value, last["For a person"].value, last["Met"].value) == (REVIEWED.id, 6, 3)
    assert last["Missed"].value is last["Share missed"].value is last["Agents mostly missing"].value is None
    assert (last["Agents determined"].value, last["Remark"].value) == (3, "for a person: costs nothing")
    assert [row["For a person"].value for row in rows(sheet)[:-1]] == [0] * 5


def test_it_is_never_doubted_though_every_agent_misses_it_in_most_calls(written: dict[Language, Written]) -> None:
    assert standings(NIGHT).doubtful_rules == ()
    sheet = reopen(written["en"].team_workbook)["Ranking"]
    assert sheet.cell(3, 1).value == "Rank" == sheet.cell(header_row(sheet, "Rank"), 1).value


def test_points_on_a_review_rule_never_reach_the_share_of_points() -> None:
    """Not even where a rubric gives it a weight."""
    weighed = rubric(replace(REVIEWED, weight=10.0))
    calls = [scored_call(f"{n}.wav", data("a", n), MISSED if n else {}, of=weighed) for n in range(3)]
    figures = standings(night(calls, of=weighed)).rules[-1].figures
    assert (figures.missed, figures.for_person, figures.determined) == (0, 2, 3)
    assert figures.miss_ratio is figures.points_ratio is None


def test_scorecards_json_keeps_the_outcome_and_says_that_it_is_for_review(written: dict[Language, Written]) -> None:
    content: Any = json.loads(Path(written["en"].json_file).read_text(encoding="utf-8"))
    finding = content["calls"][1]["findings"][-1]
    assert (finding["outcome"], finding["points"], finding["review"]) == ("missed", None, True)
    assert not any(finding["review"] for finding in content["calls"][1]["findings"][:-1])
    assert [rule["review"] for rule in content["rubric"]["rules"]] == [False] * 5 + [True]
    assert [agent["for_person"] for agent in content["agents"]] == [2, 2, 2]
    rule = content["rules"][-1]
    assert (rule["for_person"], rule["missed"], rule["miss_rate"], rule["doubtful"]) == (6, 0, None, False)


def test_the_notes_say_what_for_a_person_means(written: dict[Language, Written]) -> None:
    notes = pairs(reopen(written["zh"].agent_workbooks[0])["说明"])
    assert "不扣分" in str(notes["复核"])
