"""The Review sheet as whoever reads it back finds it: keys, open and locked cells, choices, its origin."""

import json
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.language import Language
from qa_scorer.scorecards.review_layout import (
    APPEALS,
    HIDDEN,
    INPUTS,
    MARK,
    MARK_SHEET,
    OPINIONS,
    RIGHT_OUTCOMES,
    Fact,
    Key,
)
from tests.nights import rubric
from tests.scorecards.reopened import pairs, reopen, rows

Paths = dict[Language, Path]
KEY_ROW, HEADER_ROW = 1, 2


def review(zhang: Paths, lang: Language) -> Worksheet:
    sheet: Worksheet = reopen(zhang[lang])[{"zh": "复核", "en": "Review"}[lang]]
    return sheet


def places(sheet: Worksheet) -> dict[str, int]:
    return {str(sheet.cell(KEY_ROW, column).value): column for column in range(1, sheet.max_column + 1)}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_key_stands_over_its_column_in_a_hidden_row(lang: Language, zhang: Paths) -> None:
    sheet = review(zhang, lang)
    assert list(places(sheet)) == list(Key) and sheet.row_dimensions[KEY_ROW].hidden
    hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    assert hidden == {sheet.cell(1, places(sheet)[key]).column_letter for key in HIDDEN}


def test_a_row_names_its_call_its_rule_and_the_rules_hash(zhang: Paths) -> None:
    sheet = review(zhang, "en")
    shas = {rule.id: rule.sha256 for rule in rubric().rules}
    found = [{key: sheet.cell(row, places(sheet)[key]).value for key in HIDDEN[:3]} for row in range(3, 6)]
    assert [row[Key.RULE] for row in found] == ["voice.speech_rate", "closing.farewell", "opening.identity"]
    assert all(row[Key.CALL] == "cd" * 32 and row[Key.RULE_SHA256] == shas[str(row[Key.RULE])] for row in found)


@pytest.mark.parametrize(("lang", "outcome"), [("zh", "未做到"), ("en", "missed")])
def test_a_row_remembers_what_was_written_in_it(lang: Language, outcome: str, zhang: Paths) -> None:
    sheet = review(zhang, lang)
    written = json.loads(str(sheet.cell(4, places(sheet)[Key.AS_WRITTEN]).value))
    assert (written["outcome"], written["quote"], written["time"], written["call_number"]) == (outcome, "嗯", 61.3, 2)
    assert (written["finding"], written["call_id"]) == ("#5", "C001")
    shown = {key: sheet.cell(4, column).value for key, column in places(sheet).items() if key in written}
    assert shown.pop("time").total_seconds() == written.pop("time")  # type: ignore[union-attr]
    assert shown == written


def test_only_what_is_to_be_typed_is_open(zhang: Paths) -> None:
    sheet = review(zhang, "zh")
    assert sheet.protection.sheet and not sheet.protection.autoFilter  # False: filtering is allowed
    for key, column in places(sheet).items():
        letter = sheet.cell(1, column).column_letter
        assert sheet.column_dimensions[letter].protection.locked is (key not in INPUTS)
        assert all(sheet.cell(row, column).protection.locked for row in (1, 2))
        if key not in INPUTS:
            assert all(sheet.cell(row, column).protection.locked for row in range(3, 6))
    for other in reopen(zhang["zh"]).worksheets:
        assert other.protection.sheet, other.title


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_verdicts_outcomes_and_appeals_are_chosen_from_lists(lang: Language, zhang: Paths) -> None:
    sheet = review(zhang, lang)
    listed = {str(v.sqref): str(v.formula1) for v in sheet.data_validations.dataValidation if v.type == "list"}
    dates = [v for v in sheet.data_validations.dataValidation if v.type == "date"]
    for key, words in ((Key.OPINION, OPINIONS), (Key.RIGHT_OUTCOME, RIGHT_OUTCOMES), (Key.APPEAL_STATE, APPEALS)):
        letter = sheet.cell(1, places(sheet)[key]).column_letter
        choice = ",".join(text.read(lang) for text in words.values())  # type: ignore[attr-defined]
        assert listed[f"{letter}3:{letter}5"] == f'"{choice}"'
    assert len(dates) == 2 and all(v.allow_blank for v in sheet.data_validations.dataValidation)


def test_the_hidden_sheet_says_which_night_and_which_rubric(zhang: Paths) -> None:
    book = reopen(zhang["zh"])
    sheet = book[MARK_SHEET]
    assert sheet.sheet_state == "veryHidden" and sheet["A1"].value == MARK
    facts = pairs(sheet)
    assert facts[Fact.NIGHT] == "2026-11-19T02:00:00" and facts[Fact.AGENT] == "1206" and facts[Fact.LANG] == "zh"
    assert (facts[Fact.RUBRIC], facts[Fact.RUBRIC_VERSION], facts[Fact.RUBRIC_SHA256]) == ("small", "1.2", "ab" * 32)
    assert facts[Fact.LAYOUT] == "1"


def test_it_has_the_findings_of_the_findings_sheet(zhang: Paths) -> None:
    book = reopen(zhang["en"])
    listed = [(row["Call no."].value, row["On the page"].value) for row in rows(book["Findings"])]
    assert [(r["Call no."].value, r["On the page"].value) for r in rows(book["Review"], HEADER_ROW)] == listed
