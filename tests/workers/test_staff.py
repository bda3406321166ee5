"""What the options say about who listens."""

from pathlib import Path

import pytest

from qa_scorer.cli.staff import number_of_workers, staff
from qa_scorer.errors import UsageError
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.shared_storage import PathMap, path_map, path_there
from qa_scorer.workers.staffing import worker_bytes, workers_that_fit


def test_a_number_or_auto() -> None:
    assert number_of_workers("auto") is None
    assert number_of_workers("3") == 3


@pytest.mark.parametrize("written", ["0", "-1", "two", "", "1.5", "²"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        number_of_workers(written)


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(UsageError, match="--cluster-path"):
        staff(Ears(), "auto", None, ["/a=/b"])
    with pytest.raises(UsageError, match="--workers"):
        staff(Ears(), "2", "auto", [])
    with pytest.raises(UsageError, match="--transcripts"):
        staff(Ears(transcripts=Path()), "auto", "auto", [])


def test_the_longest_fitting_path_counts() -> None:
    maps = [PathMap("/data", "/mnt/all"), PathMap("/data/calls", "/mnt/calls/")]
    assert path_there(Path("/data/calls/a b.wav"), maps) == "/mnt/calls/a b.wav"
    assert path_there(Path("/data/other/c.wav"), maps) == "/mnt/all/other/c.wav"
    assert path_there(Path("/database/d.wav"), maps) == "/database/d.wav"


@pytest.mark.parametrize("written", ["", "/data", "=/mnt", "/data="])
def test_half_a_path_map_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="HERE=THERE"):
        path_map(written)


def test_a_larger_model_leaves_room_for_fewer_workers(tmp_path: Path) -> None:
    with (tmp_path / "model.bin").open("wb") as file:
        file.truncate(1 << 40)  # 1 TB that takes no room
    assert worker_bytes(Ears(model=str(tmp_path))) > 1 << 40
    assert workers_that_fit(Ears(model=str(tmp_path), device="cpu")) == 1
    assert worker_bytes(Ears(model=str(tmp_path / "none"))) == worker_bytes(Ears(model="base"))
