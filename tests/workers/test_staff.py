"""What the options say about who listens."""

from pathlib import Path

import pytest

from qa_scorer.cli.staff import number_of_workers, staff
from qa_scorer.errors import UsageError
from qa_scorer.workers.ears import Ears
from qa_scorer.workers.shared_storage import PathMap, path_map, path_there


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
