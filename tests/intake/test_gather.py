"""Who took which call: the call table and the file name against the recordings that are there."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from qa_scorer.errors import UsageError
from qa_scorer.intake import Batch, gather
from qa_scorer.model import UNKNOWN_AGENT, CallData
from tests.intake.files import recording, table

ROOT = Path(__file__).parents[2]
PATTERN = "{agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}"


def agents(batch: Batch) -> dict[str, str]:
    return {found.name: found.call.agent_id for found in batch.recordings}


def said(batch: Batch) -> str:
    return "\n".join(remark.en for remark in batch.remarks)


# --- rows and recordings ---------------------------------------------------------------------------------------


def test_the_table_that_lies_in_the_folder_is_used(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012")
    batch = gather([tmp_path])
    assert agents(batch) == {"a.wav": "0012"}
    assert (batch.unscored, batch.remarks) == ((), ())


def test_the_table_that_is_named_goes_before_it(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012")
    other = table(tmp_path / "other.csv", "file,agent_id", "a.wav,1206")
    assert agents(gather([tmp_path], calls=other)) == {"a.wav": "1206"}


def test_two_tables_in_one_folder(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012")
    (tmp_path / "calls.xlsx").touch()
    with pytest.raises(UsageError) as caught:
        gather([tmp_path])
    assert "--calls" in caught.value.mend.en


def test_each_folder_has_its_own_table(tmp_path: Path) -> None:
    for folder, agent in (("monday", "1"), ("tuesday", "2")):
        recording(tmp_path / folder / "a.wav")
        table(tmp_path / folder / "calls.csv", "file,agent_id", f"a.wav,{agent}")
    assert agents(gather([tmp_path / "monday", tmp_path / "tuesday"])) == {"monday/a.wav": "1", "tuesday/a.wav": "2"}


@pytest.mark.parametrize(
    "cell",
    ["day1/a.wav", "day1\\a.wav", "DAY1/A.WAV", "day1/a", "a.wav", "A", "D:\\rec\\day1\\a.wav", "/data/rec/day1/a.wav"],
)
def test_ways_to_write_a_recordings_name(tmp_path: Path, cell: str) -> None:
    recording(tmp_path / "day1" / "a.wav")
    recording(tmp_path / "day1" / "b.wav")
    table(tmp_path / "calls.csv", "file,agent_id", f"{cell},0012")
    assert agents(gather([tmp_path], recursive=True)) == {"day1/a.wav": "0012", "day1/b.wav": UNKNOWN_AGENT}


def test_a_name_that_two_recordings_share_decides_nothing(tmp_path: Path) -> None:
    recording(tmp_path / "day1" / "a.wav")
    recording(tmp_path / "day2" / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012")
    batch = gather([tmp_path], recursive=True)
    assert agents(batch) == {"day1/a.wav": UNKNOWN_AGENT, "day2/a.wav": UNKNOWN_AGENT}
    assert 'calls.csv:2: "a.wav" could be any of day1/a.wav, day2/a.wav' in said(batch)


def test_a_recording_of_another_folder_is_not_meant(tmp_path: Path) -> None:
    """The row is about day1/a.wav, which is missing; day2/a.wav is somebody else's call."""
    recording(tmp_path / "day2" / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "day1/a.wav,0012")
    batch = gather([tmp_path], recursive=True)
    assert agents(batch) == {"day2/a.wav": UNKNOWN_AGENT}
    assert [missing.name for missing in batch.unscored] == ["day1/a.wav"]


def test_names_in_gb18030_bytes_meet_their_row(tmp_path: Path) -> None:
    try:
        recording(tmp_path / "plain.wav").rename(tmp_path / os.fsdecode("投诉.wav".encode("gb18030")))
    except (OSError, UnicodeEncodeError):
        assert sys.platform != "linux"
        pytest.skip("this system allows no such bytes in names")
    table(tmp_path / "calls.csv", "文件,工号", "投诉.wav,0012", encoding="gb18030")
    assert agents(gather([tmp_path])) == {"投诉.wav": "0012"}


def test_a_row_without_a_recording(tmp_path: Path) -> None:
    """It is a call that could not be scored, with all that the table says of it."""
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012", "lost.wav,1206")
    (missing,) = gather([tmp_path]).unscored
    assert (missing.name, missing.data.agent_id) == ("lost.wav", "1206")
    assert missing.why.en == "calls.csv:3 lists this recording, but there is no such file"
    assert missing.why.zh.startswith("calls.csv:3 列出了这条录音")


def test_a_row_about_a_file_that_is_there_but_no_recording(tmp_path: Path) -> None:
    """It is not said to be missing; headerless telephone audio under an ending of its own is the likeliest."""
    recording(tmp_path / "a.wav")
    (tmp_path / "call.src").write_bytes(bytes(range(256)) * 8)
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012", "call.src,1206")
    (refused,) = gather([tmp_path]).unscored
    assert refused.why.en.startswith("calls.csv:3 lists this file, but neither its ending nor its content")
    assert "--raw alaw:8000" in refused.mend.zh


def test_rows_of_other_recordings_are_no_matter_where_files_are_named(tmp_path: Path) -> None:
    path = recording(tmp_path / "a.wav")
    calls = table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012", "b.wav,1206")
    batch = gather([path], calls=calls)
    assert (agents(batch), batch.unscored) == ({"a.wav": "0012"}, ())


def test_a_recording_without_a_row(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    recording(tmp_path / "b.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012")
    batch = gather([tmp_path])
    assert agents(batch) == {"a.wav": "0012", "b.wav": UNKNOWN_AGENT}
    assert "calls.csv has no row for 1 recording: b.wav" in said(batch)


def test_the_same_row_twice(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012", "a.wav,0012")
    batch = gather([tmp_path])
    assert (agents(batch), batch.unscored) == ({"a.wav": "0012"}, ())
    assert "calls.csv:3: a.wav again, the same as calls.csv:2; used once" in said(batch)


def test_rows_that_disagree(tmp_path: Path) -> None:
    """Whose call it is cannot be told, so nobody is scored for it."""
    recording(tmp_path / "a.wav")
    recording(tmp_path / "b.wav")
    table(tmp_path / "calls.csv", "file,agent_id", "a.wav,0012", "b.wav,7", "A.wav,1206")
    batch = gather([tmp_path])
    assert agents(batch) == {"b.wav": "7"}
    (unscored,) = batch.unscored
    assert (unscored.name, unscored.data) == ("a.wav", CallData())
    assert "disagree (calls.csv:2, calls.csv:4: agent_id)" in unscored.why.en
    assert "互相矛盾" in unscored.why.zh


def test_remarks_of_the_table_reach_the_batch(tmp_path: Path) -> None:
    recording(tmp_path / "a.wav")
    table(tmp_path / "calls.csv", "file,agent_id,started_at", "a.wav,0012,昨天")
    assert 'calls.csv:2: started_at "昨天"' in said(gather([tmp_path]))


# --- what file names say ---------------------------------------------------------------------------------------


def test_call_data_from_the_file_name(tmp_path: Path) -> None:
    recording(tmp_path / "0012_20261123083005_c-17.wav")
    (found,) = gather([tmp_path], name_pattern=PATTERN).recordings
    assert found.call == CallData(agent_id="0012", started_at=datetime(2026, 11, 23, 8, 30, 5), call_id="c-17")


@pytest.mark.parametrize("name", ["0012.wav", "0012_20261323083005_c.wav", "0012_2026_c.wav", "_20261123083005_c.wav"])
def test_a_name_that_does_not_fit(tmp_path: Path, name: str) -> None:
    recording(tmp_path / name)
    batch = gather([tmp_path], name_pattern=PATTERN)
    assert agents(batch) == {name: UNKNOWN_AGENT}
    assert f"1 file name did not fit --name-pattern, or in more than one way, and said nothing: {name}" in said(batch)


def test_a_name_that_fits_in_two_ways_says_nothing(tmp_path: Path) -> None:
    """li_na_1206 is agent na_1206 or agent 1206: better nobody than the wrong one."""
    recording(tmp_path / "li_na_1206.wav")
    recording(tmp_path / "wang_1207.wav")
    batch = gather([tmp_path], name_pattern="{agent_name}_{agent_id}")
    assert agents(batch) == {"li_na_1206.wav": UNKNOWN_AGENT, "wang_1207.wav": "1207"}


def test_parts_of_the_name_that_are_not_wanted(tmp_path: Path) -> None:
    recording(tmp_path / "rec-4711-0012-呼出.wav")
    (found,) = gather([tmp_path], name_pattern="rec-{_}-{agent_id}-{direction}").recordings
    assert (found.call.agent_id, found.call.direction) == ("0012", "outbound")


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("{agent_id", "braces"),
        ("{agnet_id}", "did you mean {agent_id}"),
        ("{agent_id}{call_id}", "between"),
        ("{agent_id}_{agent_id}", "twice"),
        ("{started_at:%A}", "not supported"),
        ("{started_at:%H%M}", "not supported"),
        ("{ring_s:%S}", "not supported"),
        ("recording", "no field"),
        ("{_}", "no field"),
        ("", "no field"),
        ("{}", "no field"),
    ],
)
def test_a_pattern_that_is_none(tmp_path: Path, pattern: str, why: str) -> None:
    recording(tmp_path / "a.wav")
    with pytest.raises(UsageError) as caught:
        gather([tmp_path], name_pattern=pattern)
    assert why in caught.value.why.en
    assert "{agent_id}_{started_at:%Y%m%d%H%M%S}_{call_id}" in caught.value.mend.en


def test_the_table_goes_before_the_name(tmp_path: Path) -> None:
    """The name adds what the table does not say; where the two name different agents, that is told."""
    recording(tmp_path / "0012_20261123083005_c-17.wav")
    recording(tmp_path / "0013_20261123093005_c-18.wav")
    table(tmp_path / "calls.csv", "file,agent_id,team", "0012_20261123083005_c-17,1206,二班")
    first, second = gather([tmp_path], name_pattern=PATTERN).recordings
    assert first.call == CallData(
        agent_id="1206", team="二班", started_at=datetime(2026, 11, 23, 8, 30, 5), call_id="c-17"
    )
    assert second.call.agent_id == "0013"
    assert "the call table says agent 1206, the file name 0012; the table counts" in said(
        gather([tmp_path], name_pattern=PATTERN)
    )


# --- cost ------------------------------------------------------------------------------------------------------


def test_intake_is_light_to_import() -> None:
    """pandas and openpyxl are loaded when a call table is read, not before."""
    program = "import qa_scorer.intake, sys; print(sorted({'pandas', 'openpyxl', 'numpy', 'av'} & set(sys.modules)))"
    command = [sys.executable, "-c", program]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert child.stdout.strip() == "[]"
