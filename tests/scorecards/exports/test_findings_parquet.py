"""findings.parquet has a row for each rule of each call, the same as the scorecards have."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest

from qa_scorer.model import Outcome
from qa_scorer.scorecards import write_night
from qa_scorer.scorecards.exports import findings_parquet
from tests.nights import REVIEWED, answer, data, night, rubric, scored_call, small_night


def test_every_finding_has_a_row(tmp_path: Path) -> None:
    write_night(small_night(), tmp_path, "zh", with_pages=False, exports=("parquet",))
    table = pandas.read_parquet(tmp_path / "findings.parquet")
    expected = [
        (scored.call.name, number, item.rule.id, item.finding.answer.outcome.value)
        for scored in small_night().scored
        for number, item in enumerate(scored.scorecard.items, 1)
    ]
    found = list(table[["file", "number", "rule", "outcome"]].itertuples(index=False, name=None))
    assert found == expected and len(found) == 20
    missed = table[(table.file == "1206/b.wav") & (table.rule == "closing.farewell")].iloc[0]
    assert (missed.points, missed.possible, missed.start_s, missed.quote) == (0, 30, 61.26, "嗯")
    assert (missed.title, missed.reason, missed.verdict, missed.score) == ("道别", "理由：missed", "fail", 60)
    assert missed.started_at == datetime(2026, 11, 18, 9, 40)


def test_what_does_not_count_is_null_and_numbers_are_masked(tmp_path: Path) -> None:
    of = rubric(REVIEWED)
    answers = {
        "opening.identity": answer(Outcome.UNDETERMINED, "13800138000", start_s=None),
        "voice.slang": answer(Outcome.MISSED),
    }
    write_night(night([scored_call("a\udcff.wav", data("1"), answers, of=of)], of=of), tmp_path, "en", with_pages=False)
    table = pandas.read_parquet(tmp_path / "findings.parquet").set_index("rule")
    assert table.loc["opening.identity", ["points", "start_s"]].isna().all()
    assert table.loc["voice.slang", ["points", "possible"]].isna().all()
    assert table.loc["opening.identity", "quote"] == "138****8000"
    assert set(table.file) == {"a\\udcff.wav"}


def test_a_night_of_no_calls_and_one_of_several_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_parquet, "_CALLS_A_GROUP", 2)
    for calls, groups in ((0, 0), (5, 3)):
        scored = [scored_call(f"{number}.wav", data("1", number)) for number in range(calls)]
        write_night(night(scored), tmp_path, "en", with_pages=False)
        file = pyarrow.parquet.ParquetFile(tmp_path / "findings.parquet")
        assert (file.metadata.num_rows, file.metadata.num_row_groups) == (5 * calls, groups)


def test_what_people_said_stands_beside_what_the_machine_had_said(tmp_path: Path) -> None:
    scored = scored_call("a.wav", data("1"))
    first, *others = scored.scorecard.items
    finding = replace(
        first.finding, machine=answer(Outcome.MISSED), reviewers=("王", "李"), unsettled=True, disputed=True
    )
    card = replace(scored.scorecard, items=(replace(first, finding=finding), *others))
    write_night(night([replace(scored, scorecard=card)]), tmp_path, "en", with_pages=False)
    table = pandas.read_parquet(tmp_path / "findings.parquet")
    assert list(table.loc[0, ["reviewers", "machine_outcome", "unsettled", "disputed"]]) == [
        "王; 李",
        "missed",
        True,
        True,
    ]
    assert table.loc[1:, ["reviewers", "machine_outcome"]].isna().all(axis=None) and not table.loc[1:, "disputed"].any()
