"""The Measures sheet of an agent, reopened: a row a call, "no data" where nothing is known, the usual voice below."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from qa_scorer.language import Language
from qa_scorer.model import UNKNOWN_AGENT, Baseline, ScoredCall
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.agent_sheets.measures import HEADER_ROW
from tests.nights import BASELINE, MONO, SIDES, data, night, scored_call
from tests.scorecards.reopened import cells, pairs, reopen

MEASURES: dict[Language, str] = {"zh": "声音与节奏", "en": "Measures"}
MEASURED = scored_call("a.wav", data("1206"), baseline=BASELINE)

EXPLAINED = {  # each column of the sheet, and the term of the Notes sheet that says what it means
    "Agent talks": "Share of the call: agent talks, customer talks",
    "Cust. talks": "Share of the call: agent talks, customer talks",
    "No one talks": "Share of the call: no one talks",
    "Gross": "Speech rate, gross",
    "Net": "Speech rate, net",
    "Without pauses": "Speech rate, without pauses",
    "Level dBFS": "Level, dBFS",
    "Loud- ness LUFS": "Loudness, LUFS",
    "Over cust. dB": "Over the customer, over own usual (level)",
    "Over own usual dB": "Over the customer, over own usual (level)",
    "Sudden rises": "Sudden rises",
    "Clip- ping": "Clipping",
    "Agent": "SNR",
    "Cust.": "SNR",
    "Over own usual": "Pitch, over own usual",
    "Range": "Pitch range",
    "Reply, median": "Reply, median and longest",
    "Reply, longest": "Reply, median and longest",
    "Longest dead air": "Dead air (longest, in all)",
    "Dead air in all": "Dead air (longest, in all)",
    "Asked to wait": "Asked to wait",
    "By agent": "Cutting in",
    "By agent (s)": "Cutting in",
    "By cust.": "Cutting in",
    "By cust. (s)": "Cutting in",
    "Signs by agent": "Listening signs",
    "Certain": "Roles certain",
}


def sheet_of(calls: Sequence[ScoredCall], tmp_path: Path, lang: Language = "en") -> Worksheet:
    return reopen(write_night(night(calls), tmp_path, lang).agent_workbooks[0])[MEASURES[lang]]


def row_of(sheet: Worksheet, number: int = 1) -> dict[str, Cell]:
    """The cells of a call under their titles, which stand below the usual ranges and the bands."""
    titles = [str(cell.value).replace("\n", " ") for cell in cells(sheet, HEADER_ROW)]
    return dict(zip(titles, cells(sheet, HEADER_ROW + number), strict=True))


def test_every_figure_of_a_call_stands_under_its_title(tmp_path: Path) -> None:
    row = {title: cell.value for title, cell in row_of(sheet_of([MEASURED], tmp_path)).items()}
    assert (row["No."], row["Call id"]) == (1, "C000")
    assert [row["Agent talks"], row["Cust. talks"], row["No one talks"]] == pytest.approx([0.32064, 0.24, 0.44])
    assert (row["Gross"], row["Net"], row["Without pauses"]) == (110.4, 213.3, 239.52)
    assert (row["Level dBFS"], row["Loud- ness LUFS"], row["Clip- ping"]) == (-23.456, -21.9, 0.0123)
    assert [row["Over cust. dB"], row["Over own usual dB"]] == pytest.approx([6.544, 2.544])
    assert (row["Sudden rises"], row["Agent"], row["Cust."], row["Range"]) == (1, 31, 12.5, 6.4)
    assert row["Over own usual"] == pytest.approx(2.0, abs=0.001)  # 220 Hz is two semitones over 196
    assert [row["Reply, median"], row["Reply, longest"]] == pytest.approx([1.5, 7.34])
    assert [row["Longest dead air"], row["Dead air in all"]] == pytest.approx([7.34, 8.84])
    assert (row["By agent"], row["By agent (s)"], row["By cust."], row["By cust. (s)"]) == (2, 1.75, 1, 0.75)
    assert (row["Asked to wait"], row["Signs by agent"], row["Certain"]) == (6, 1, 0.95)


def test_a_hold_that_was_announced_and_a_silence_the_customer_owed_are_no_dead_air(tmp_path: Path) -> None:
    owed_by_others = tuple(s for s in MEASURED.call.evidence.silences if s.announced or s.owed_by != "agent")
    evidence = replace(MEASURED.call.evidence, silences=owed_by_others)
    call = replace(MEASURED, call=replace(MEASURED.call, evidence=evidence))
    row = row_of(sheet_of([call], tmp_path))
    assert (row["Longest dead air"].value, row["Dead air in all"].value, row["Asked to wait"].value) == (0, 0, 6)


@pytest.mark.parametrize(("lang", "word", "known"), [
    ("zh", "无数据", {"序号", "通话编号", "无人 说话", "已请 等候", "把握"}),
    ("en", "no data", {"No.", "Call id", "No one talks", "Asked to wait", "Certain"}),
])  # fmt: skip
def test_where_nobody_is_known_to_be_the_agent_there_are_no_figures_of_one(
    lang: Language, word: str, known: set[str], tmp_path: Path
) -> None:
    row = row_of(sheet_of([scored_call("a.wav", data("1206"), sides=MONO)], tmp_path, lang))
    assert {title for title, cell in row.items() if cell.value != word} == known


def test_a_call_without_usual_voice_or_customer_lacks_only_what_compares_with_them(tmp_path: Path) -> None:
    row = row_of(sheet_of([scored_call("a.wav", data("1206"), sides=SIDES[:1])], tmp_path))
    missing = {title for title, cell in row.items() if cell.value == "no data"}
    assert missing == {"Cust. talks", "Over cust. dB", "Over own usual dB", "Cust.", "Over own usual"}


@pytest.mark.parametrize(("lang", "line"), [
    ("zh", "坐席平时的声音（6 通的中位数）：音量 -26.0 dBFS；音量起伏 7.5 dB；音调 196 Hz；音调起伏 5.9 半音"),
    ("en", "The agent's usual voice (median over 6 calls): level -26.0 dBFS; level range 7.5 dB; pitch 196 Hz; "
           "pitch range 5.9 semitones"),
])  # fmt: skip
def test_the_usual_voice_stands_under_the_table(lang: Language, line: str, tmp_path: Path) -> None:
    sheet = sheet_of([MEASURED, scored_call("b.wav", data("1206", 1))], tmp_path, lang)
    assert (sheet["A7"].value, sheet["A9"].value, sheet.max_row) == (None, line, 9)


@pytest.mark.parametrize("baseline", [None, Baseline(calls=4)])
def test_few_calls_give_no_usual_voice_and_the_sheet_says_so(baseline: Baseline | None, tmp_path: Path) -> None:
    sheet = sheet_of([scored_call("a.wav", data("1206"), baseline=baseline)], tmp_path)
    assert sheet["A8"].value == "The agent's usual voice: fewer than 5 calls in which it was measured"


def test_the_calls_of_nobody_have_no_usual_voice_however_many(tmp_path: Path) -> None:
    sheet = sheet_of([scored_call(f"{n}.wav", data(UNKNOWN_AGENT, n)) for n in range(6)], tmp_path)
    assert sheet["A13"].value == "Nobody knows the agent: there is no usual voice to compare with"


def test_bands_lie_over_their_columns_and_both_rows_stay_in_sight_and_on_paper(tmp_path: Path) -> None:
    sheet = sheet_of([MEASURED], tmp_path)
    over = {str(area): sheet[str(area).split(":")[0]].value for area in sheet.merged_cells.ranges}
    assert over["C3:E3"] == "Share of the call" and over["X3:AB3"] == "Cutting in, and listening signs"
    assert sheet.freeze_panes == "C5" and sheet.print_title_rows == "$3:$4" and sheet.auto_filter.ref == "A4:AC5"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_its_columns_are_narrow_enough_to_be_read_on_one_page(tmp_path: Path) -> None:
    """A4 across holds some 140 characters of 10 pt; at 240 they are printed at 6 pt."""
    sheet = sheet_of([MEASURED], tmp_path)
    assert sum(column.width for column in sheet.column_dimensions.values()) <= 240


def test_differences_carry_their_sign_shares_and_amounts_a_bar(tmp_path: Path) -> None:
    sheet = sheet_of([MEASURED], tmp_path)
    assert row_of(sheet)["Over cust. dB"].number_format == "+0.0;-0.0;0.0"
    assert row_of(sheet)["Clip- ping"].number_format == "0.0%"
    bars = {str(area.sqref) for area in sheet.conditional_formatting for rule in area.rules if rule.type == "dataBar"}
    assert bars == {f"{letter}5" for letter in ("C", "D", "E", "AC", "F", "G", "T", "V", "W", "X", "Z", "AB")}


def test_every_figure_is_explained_in_the_notes(tmp_path: Path) -> None:
    book = reopen(write_night(night([MEASURED]), tmp_path, "en").agent_workbooks[0])
    titles = list(row_of(book["Measures"]))[2:]
    assert set(titles) == set(EXPLAINED)
    notes = pairs(book["Notes"])
    assert all(notes.get(EXPLAINED[title]) for title in titles)


@pytest.mark.parametrize(("lang", "net", "articulation"), [
    ("zh", ("语速（净）", "发言时间"), ("语速（不计停顿）", "0.25 秒")),
    ("en", ("Speech rate, net", "speaking time"), ("Speech rate, without pauses", "0.25 s")),
])  # fmt: skip
def test_each_speech_rate_names_its_denominator(
    lang: Language, net: tuple[str, str], articulation: tuple[str, str], tmp_path: Path
) -> None:
    notes = pairs(reopen(write_night(night([MEASURED]), tmp_path, lang).agent_workbooks[0]).worksheets[-1])
    for term, denominator in (net, articulation):
        assert denominator in str(notes[term])


def test_the_usual_ranges_of_agent_and_team_stand_above_the_calls(tmp_path: Path) -> None:
    """Five calls of the agent at 100 to 140 characters a minute; the team has five of another at 300 besides."""

    def at_rate(agent: str, number: int, rate: float) -> ScoredCall:
        sides = (replace(SIDES[0], speech_rate_gross_per_min=rate), SIDES[1])
        return scored_call(f"{agent}{number}.wav", data(agent, number), sides=sides)

    own = [at_rate("1206", n, 100.0 + 10 * n) for n in range(5)]
    other = [at_rate("1301", n, 300.0) for n in range(5)]
    sheet = sheet_of([*own, *other], tmp_path)
    gross = next(cell.column for cell in cells(sheet, HEADER_ROW) if cell.value == "Gross")
    assert [sheet.cell(row, 2).value for row in (1, 2)] == ["Own usual range", "Team's usual range"]
    assert [sheet.cell(row, gross).value for row in (1, 2)] == ["104–136", "109–300"]
    outside = {str(area.sqref): rule.formula for area in sheet.conditional_formatting for rule in area.rules
               if rule.operator == "notBetween"}  # fmt: skip
    assert outside["F5:F9"] == ["109", "300"]


def test_fewer_than_five_calls_have_no_usual_range(tmp_path: Path) -> None:
    sheet = sheet_of([MEASURED], tmp_path)
    assert {sheet.cell(1, column).value for column in range(3, 30)} == {"no data"}
