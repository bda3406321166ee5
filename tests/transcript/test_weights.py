"""The default model: joined from the data packages, checked to the byte, refused when it is not what was published."""

import shutil
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from qa_scorer.errors import MachineError
from qa_scorer.transcript.arriving import arriving
from qa_scorer.transcript.weights import BASE_FILES, base_folder, join, packaged_parts, sha256_of


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def _flip_a_bit(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))


def _cut_short(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size - 1)


def test_the_joined_files_are_those_that_were_published(cache: Path) -> None:
    folder = base_folder()
    assert folder == cache / "models" / "base"
    assert {file.name: sha256_of(file) for file in folder.iterdir()} == {
        name: published.sha256 for name, published in BASE_FILES.items()
    }
    assert {file.name: file.stat().st_size for file in folder.iterdir()} == {
        name: published.size_bytes for name, published in BASE_FILES.items()
    }


@pytest.mark.parametrize("spoil", [_flip_a_bit, _cut_short])
def test_a_spoilt_data_package_is_refused_and_nothing_is_left_behind(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    """One bit in 70 MB, or one byte too few."""
    parts = dict(packaged_parts())
    copy = tmp_path / "model.bin.part2"
    shutil.copyfile(parts["model.bin"][1], copy)
    spoil(copy)
    target = tmp_path / "models" / "base"
    with pytest.raises(MachineError) as refused, arriving(target) as temporary:
        temporary.mkdir()
        join({**parts, "model.bin": (parts["model.bin"][0], copy)}, temporary)
    assert "model.bin" in refused.value.where
    assert BASE_FILES["model.bin"].sha256 in refused.value.why.en
    assert f"found {145_217_532 - (spoil is _cut_short)} bytes" in refused.value.why.en
    assert "pip install" in refused.value.mend.en and "pip install" in refused.value.mend.zh
    assert not list(target.parent.iterdir())


@pytest.mark.parametrize("name", ["config.json", "model.bin"])
@pytest.mark.parametrize("spoil", [_flip_a_bit, _cut_short, Path.unlink])
def test_a_spoilt_file_in_the_cache_is_refused_by_name(name: str, spoil: Callable[[Path], None], cache: Path) -> None:
    file = base_folder() / name
    spoil(file)
    with pytest.raises(MachineError) as refused:
        base_folder()
    assert refused.value.where == str(file)
    assert str(file.parent) in refused.value.mend.en


def test_two_processes_may_join_at_once(cache: Path) -> None:
    """Both get a whole model, and no temporary folder is left."""
    with get_context("spawn").Pool(2) as pool:
        folders = pool.starmap(base_folder, [(), ()], chunksize=1)
    assert folders == [cache / "models" / "base"] * 2
    assert [path.name for path in (cache / "models").iterdir()] == ["base"]


def test_a_cache_that_cannot_be_written_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file lies where the folder should be (permissions would not stop an administrator)."""
    (tmp_path / "cache").write_text("in the way")
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path / "cache"))
    with pytest.raises(MachineError, match="QA_SCORER_CACHE"):
        base_folder()
