"""What the store says of earlier nights is in the figures of this one."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook

from qa_scorer.model import Night, in_hand
from qa_scorer.nights_before import nights_before
from qa_scorer.review.read_workbook import read_workbook
from qa_scorer.review.sampling import draw, keep_sample
from qa_scorer.review.stored_calls import chosen_calls
from qa_scorer.review.take_in import score_again, take_in
from qa_scorer.scorecards import write_night
from qa_scorer.store import Store
from tests.review.reviewed_night import agrees, call, disagrees, kept_night, rubric, scored, type_into
from tests.store.kept import keep


def tonight() -> Night:
    """A call of 1206, the day after those that were kept, by the same customer."""
    made = call(7)
    later = replace(made, data=replace(made.data, started_at=datetime(2026, 11, 19, 10, 0)))
    at = datetime(2026, 11, 20, 2, 0)
    return Night(
        rubric=rubric(), scored=in_hand([scored(later)]), unscored=(), started_at=at, finished_at=at, engine="written"
    )


def test_the_days_before_and_the_callers_come_from_the_store(tmp_path: Path) -> None:
    kept = kept_night(tmp_path)
    with Store.open(kept.store) as store:
        before = nights_before(store, tonight())
    assert [(day.day.isoformat(), day.calls) for day in before.days["1206"]] == [("2026-11-18", 3)]
    assert len(before.callers["13800138000"]) == 4
    assert before.agreement is None


def test_a_reviewed_score_counts_in_the_trend_and_the_team_workbook_says_how_far_people_agree(tmp_path: Path) -> None:
    kept = kept_night(tmp_path)
    greeting = "opening.greeting"
    type_into(kept.book(), {(greeting, 0): disagrees(), (greeting, 1): agrees()})
    with Store.open_to_write(kept.store, "test") as store:
        plain = nights_before(store, tonight()).days["1206"][0].mean_score
        taken = take_in(store, read_workbook(kept.book()))
        score_again(store, rubric(), taken.calls)
        before = nights_before(store, tonight())
    assert before.days["1206"][0].mean_score > plain
    written = write_night(tonight(), tmp_path / "next", "en", history=before)
    sheet = load_workbook(written.team_workbook)["Agreement"]
    rows = {row[0].value: [cell.value for cell in row[1:4]] for row in sheet.iter_rows(max_col=4)}
    assert rows["Greets first"][:2] == [2, "50% (9%–91%; 1/2)"]


def test_a_call_without_a_time_asks_nothing_of_the_store(tmp_path: Path) -> None:
    made = call(0)
    timeless = replace(made, data=replace(made.data, started_at=None))
    night = replace(tonight(), scored=in_hand([scored(timeless)]))
    with Store.open_to_write(tmp_path / "qa.db", "test") as store:
        keep(store, timeless)
        assert not nights_before(store, night).days


def test_samples_drawn_for_listening_stand_in_the_team_workbook(tmp_path: Path) -> None:
    kept = kept_night(tmp_path)
    with Store.open_to_write(kept.store, "test") as store:
        drawn = draw(chosen_calls(store, rubric()), method="random", seed=7, per_agent=1)
        keep_sample(store, drawn)
        before = nights_before(store, tonight())
    (sample,) = before.samples
    assert (sample.method, sample.seed, len(sample.calls)) == ("random", 7, len(drawn.calls))
    sheet = load_workbook(write_night(tonight(), tmp_path / "next", "zh", history=before).team_workbook)["抽样"]
    said = [str(cell.value) for cell in sheet["A"]]
    assert any(drawn.population_sha256[:16] in line and "种子 7" in line for line in said)
    assert drawn.calls[0][1].call.name in [cell.value for cell in sheet["C"]]
