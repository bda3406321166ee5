"""The Review sheet of a real workbook, edited as people edit, taken in by the real command's parts."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from qa_scorer.errors import UsageError
from qa_scorer.model import Outcome, in_hand
from qa_scorer.review.as_cases import write_cases
from qa_scorer.review.kept import appeals, reviews
from qa_scorer.review.read_workbook import read_workbook
from qa_scorer.review.stored_calls import chosen_calls
from qa_scorer.review.take_in import TakenIn, score_again, take_in
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.review_layout import AppealState, Key, Opinion
from qa_scorer.store import Store
from tests.review.reviewed_night import Kept, agrees, disagrees, kept_night, places, review_sheet, row_of, rubric
from tests.review.reviewed_night import type_into as typed

GREETING, IDENTITY, FAREWELL = "opening.greeting", "opening.identity", "closing.farewell"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return kept_night(tmp_path_factory.mktemp("night"))


@pytest.fixture
def kept(written: Kept, tmp_path: Path) -> Kept:
    shutil.copytree(written.out, tmp_path / "out")
    shutil.copy(written.store, tmp_path / "qa.db")
    return Kept(store=tmp_path / "qa.db", out=tmp_path / "out", night=written.night)


def take(kept: Kept, path: Path | None = None, *, final: bool = False) -> TakenIn:
    with Store.open_to_write(kept.store, "test") as store:
        return take_in(store, read_workbook(path or kept.book()), final=final)


def test_verdicts_are_kept_with_who_when_and_why(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): disagrees(), (FAREWELL, 1): agrees()})
    taken = take(kept)
    assert (taken.new, taken.known, taken.not_taken, len(taken.calls)) == (2, 0, (), 2)
    with Store.open(kept.store) as store:
        first, second = reviews(store.db)
    assert (first.opinion, first.right, first.reason, first.reviewer) == (
        Opinion.DISAGREE, Outcome.MET, "听到了", "王芳",
    )  # fmt: skip
    assert (second.opinion, second.outcome, second.reviewed_on) == (Opinion.AGREE, Outcome.MISSED, date(2026, 11, 20))


def test_taking_it_in_twice_changes_nothing(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): {**disagrees(), Key.APPEAL: "我说了您好"}})
    assert (take(kept).new, take(kept).new) == (2, 0)
    with Store.open(kept.store) as store:
        assert len(list(reviews(store.db))) == len(list(appeals(store.db))) == 1


def test_the_score_changes_and_the_machines_own_stays(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): disagrees()})
    taken = take(kept)
    with Store.open_to_write(kept.store, "test") as store:
        (again,) = score_again(store, rubric(), taken.calls)
        own = store.db.execute("SELECT score FROM scorecards WHERE call = ?", taken.calls).fetchone()[0]
        reviewed = store.db.execute("SELECT score FROM reviewed_scorecards WHERE call = ?", taken.calls).fetchone()[0]
    assert again.machine and again.machine.score == own
    assert again.scorecard.score == reviewed > own
    item = next(item for item in again.scorecard.items if item.rule.id == GREETING)
    assert item.finding.answer.outcome is Outcome.MET and item.finding.reviewers == ("王芳",)
    assert item.finding.machine and item.finding.machine.outcome is Outcome.MISSED


def test_two_who_differ_are_shown_and_a_final_word_decides(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): disagrees("王芳")})
    take(kept)
    typed(kept.book(), {(GREETING, 0): {**agrees("李强"), Key.RIGHT_OUTCOME: None}})
    take(kept)

    def greeting() -> tuple[Outcome, bool]:
        with Store.open(kept.store) as store:
            every = [scored for _, scored in chosen_calls(store, rubric())]
        (item,) = [i for each in every for i in each.scorecard.items if i.rule.id == GREETING and i.finding.reviewers]
        return item.finding.answer.outcome, item.finding.disputed

    assert greeting() == (Outcome.MISSED, True)
    typed(kept.book(), {(GREETING, 0): disagrees("组长")})
    take(kept, final=True)
    assert greeting() == (Outcome.MET, False)


def test_an_appeal_has_state_deadline_and_answer(kept: Kept) -> None:
    appeal = {Key.APPEAL_STATE: "复核中", Key.APPEAL: "我说了您好", Key.APPEAL_DEADLINE: "2026-12-01"}
    typed(kept.book(), {(GREETING, 0): appeal})
    assert take(kept).new == 1
    typed(kept.book(), {(GREETING, 0): {Key.APPEAL_STATE: "申诉驳回", Key.APPEAL_ANSWER: "没有听到"}})
    assert take(kept).new == 1
    with Store.open(kept.store) as store:
        (standing,) = appeals(store.db)
    stands = standing.appeal
    assert (stands.state, stands.deadline, stands.answer) == (AppealState.REJECTED, date(2026, 12, 1), "没有听到")
    assert (standing.agent_id, standing.call, standing.is_open) == ("1206", "1206/0.wav", False)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({Key.OPINION: "不同意", Key.REVIEWER: "王芳"}, Key.RIGHT_OUTCOME),
        ({Key.OPINION: "不同意", Key.RIGHT_OUTCOME: "未做到", Key.REVIEWER: "王芳"}, Key.RIGHT_OUTCOME),
        ({Key.OPINION: "同意", Key.RIGHT_OUTCOME: "做到", Key.REVIEWER: "王芳"}, Key.RIGHT_OUTCOME),
        ({Key.RIGHT_OUTCOME: "做到", Key.REVIEWER: "王芳"}, Key.RIGHT_OUTCOME),
        ({Key.OPINION: "同意"}, Key.REVIEWER),
        ({Key.OPINION: "也许", Key.REVIEWER: "王芳"}, Key.OPINION),
        ({Key.OPINION: "=A1", Key.REVIEWER: "王芳"}, Key.OPINION),
        ({Key.OPINION: "同意", Key.REVIEWER: "王芳", Key.REVIEWED_ON: "昨天"}, Key.REVIEWED_ON),
        ({Key.APPEAL_STATE: "申诉成立"}, Key.APPEAL_ANSWER),
        ({**agrees(), Key.QUOTE: "改过的原话"}, Key.QUOTE),
        ({**agrees(), Key.OUTCOME: "做到"}, Key.OUTCOME),
        ({Key.QUOTE: "改过的原话"}, Key.QUOTE),
        ({**agrees(), Key.AS_WRITTEN: "{broken"}, Key.AS_WRITTEN),
        ({**agrees(), Key.AS_WRITTEN: None}, Key.AS_WRITTEN),
        ({Key.APPEAL_STATE: "申诉成立", Key.APPEAL_ANSWER: "确有问候"}, Key.APPEAL_STATE),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_cell_and_the_rest_is_taken(
    words: dict[Key, object], key: Key, kept: Kept
) -> None:
    typed(kept.book(), {(GREETING, 0): words, (FAREWELL, 0): agrees()})
    sheet = review_sheet(load_workbook(kept.book()))
    cell = sheet.cell(row_of(sheet, GREETING), places(sheet)[key]).coordinate
    taken = take(kept)
    assert (taken.new, [problem.where for problem in taken.not_taken]) == (1, [f"1206.xlsx {sheet.title}!{cell}"])


@pytest.mark.parametrize("typed_day", ["2026-1-5", "2026/01/05", "2026年1月5日", "2026.1.5", 46027, date(2026, 1, 5)])
def test_a_day_may_be_written_as_people_write_it(typed_day: object, kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): {**agrees(), Key.REVIEWED_ON: typed_day}})
    assert take(kept).not_taken == ()
    with Store.open(kept.store) as store:
        assert [review.reviewed_on for review in reviews(store.db)] == [date(2026, 1, 5)]


def test_an_appeal_is_upheld_together_with_the_outcome_or_after_it(kept: Kept) -> None:
    upheld: dict[Key, object] = {Key.APPEAL_STATE: "申诉成立", Key.APPEAL_ANSWER: "确有问候"}
    typed(kept.book(), {(GREETING, 0): {**upheld, **disagrees()}, (FAREWELL, 0): disagrees()})
    assert take(kept).not_taken == ()
    typed(kept.book(), {(FAREWELL, 0): {**dict.fromkeys(disagrees()), **upheld}})
    assert take(kept).not_taken == ()


def test_who_could_not_tell_leaves_the_machines_word_and_the_sheet_says_so(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): {Key.OPINION: "听不出", Key.REVIEWER: "王芳"}})
    with Store.open_to_write(kept.store, "test") as store:
        (scored,) = score_again(store, rubric(), take_in(store, read_workbook(kept.book())).calls)
    write_night(replace(kept.night, scored=in_hand([scored])), kept.out, "zh")
    cells = [str(cell.value) for row in load_workbook(kept.book())["明细"] for cell in row]
    assert "王芳；机器判定：未做到；听不出，仍按机器判定" in cells
    assert write_cases([scored], rubric(), kept.out / "cases").verdicts == 0


def test_a_workbook_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_workbook(tmp_path / "1206.xlsx")


def shuffled(path: Path) -> None:
    """Rows sorted the other way round, columns moved, the sheet renamed, half of the rows deleted."""
    book = load_workbook(path)
    sheet = review_sheet(book)
    last, width = sheet.max_row, sheet.max_column
    rows = [[sheet.cell(row, column).value for column in range(1, width + 1)] for row in range(1, last + 1)]
    body = [row for row in rows[2:] if row[places(sheet)[Key.OPINION] - 1]] + rows[2 : 2 + len(rows) // 2]
    sheet.delete_rows(3, last)
    for number, row in enumerate([*rows[:2], *reversed(body)], 1):
        for column, value in enumerate(reversed(row), 1):
            sheet.cell(number, column).value = value
    for row in range(3, sheet.max_row + 1):  # links that stay where they were, in some programs
        cell = sheet.cell(row, places(sheet)[Key.TIME])
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target="../calls/x.html", location="t=1.0")
    sheet.title = "my notes"
    book.save(path)


def by_libreoffice(path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(path.parent / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.copy(path.parent / "saved" / path.name, path)


@pytest.mark.parametrize("edit", [shuffled, by_libreoffice])
def test_a_workbook_may_be_rearranged_or_saved_by_another_program(edit: Callable[[Path], None], kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): disagrees(), (FAREWELL, 1): agrees()})
    edit(kept.book())
    taken = take(kept)
    assert (taken.new, taken.not_taken) == (2, ())
    with Store.open(kept.store) as store:
        assert {review.key.rule for review in reviews(store.db)} == {GREETING, FAREWELL}


def test_a_workbook_with_macros_is_read_like_any_other(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): agrees()})
    macros = kept.book().with_suffix(".xlsm")
    shutil.copy(kept.book(), macros)
    assert take(kept, macros).new == 1


def test_another_store_knows_nothing_of_the_rows(kept: Kept, tmp_path: Path) -> None:
    typed(kept.book(), {(GREETING, 0): agrees()})
    other = Kept(store=tmp_path / "other.db", out=kept.out, night=kept.night)
    taken = take(other)
    assert taken.new == 0 and "no such call" in taken.not_taken[0].why.en


def test_rows_of_another_agent_are_refused(kept: Kept) -> None:
    """Copied from one workbook into another."""
    typed(kept.book(), {(GREETING, 0): agrees()})
    own = load_workbook(kept.book("1301"))
    sheet, copied = review_sheet(own), review_sheet(load_workbook(kept.book()))
    for column in range(1, copied.max_column + 1):
        sheet.cell(3, column).value = copied.cell(row_of(copied, GREETING), column).value
    own.save(kept.book("1301"))
    taken = take(kept, kept.book("1301"))
    assert taken.new == 0 and "1206's, not 1301's" in taken.not_taken[0].why.en


def test_a_finding_the_machine_has_changed_since_is_to_be_reviewed_again(kept: Kept) -> None:
    typed(kept.book(), {(GREETING, 0): disagrees(), (FAREWELL, 0): agrees()})
    with Store.open_to_write(kept.store, "test") as store:
        number = store.keep_rubric(rubric())[rubric().rule(GREETING).sha256]
        store.db.execute("UPDATE findings SET outcome = 'undetermined' WHERE rule = ?", (number,))
    taken = take(kept)
    assert taken.new == 1 and "another outcome" in taken.not_taken[0].why.en


@pytest.mark.parametrize("spoil", ["key row gone", "other workbook", "no workbook"])
def test_what_is_no_review_workbook_is_refused_whole(spoil: str, kept: Kept) -> None:
    path = kept.book()
    if spoil == "no workbook":
        path.write_bytes(b"PK and nothing after it")
    elif spoil == "other workbook":
        path = kept.out / "team.xlsx"
    else:
        book = load_workbook(path)
        review_sheet(book).delete_rows(1)
        book.save(path)
    with pytest.raises(UsageError):
        read_workbook(path)


def test_an_english_workbook_is_read_too(tmp_path: Path) -> None:
    kept = kept_night(tmp_path, "en")
    disagree: dict[Key, object] = {Key.OPINION: "disagree", Key.RIGHT_OUTCOME: "met", Key.REVIEWER: "Wang"}
    typed(kept.book(), {(IDENTITY, 0): disagree})
    taken = take(kept)
    assert (taken.new, taken.not_taken) == (1, ())
