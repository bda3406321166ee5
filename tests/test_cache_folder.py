"""Where what is made once on a machine is kept."""

from pathlib import Path

import pytest

from qa_scorer.cache_folder import cache_folder, cache_folder_made
from qa_scorer.errors import MachineError


def test_it_is_the_users_own_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QA_SCORER_CACHE", raising=False)
    assert cache_folder().is_relative_to(Path.home()) and "qa-scorer" in cache_folder().parts
    monkeypatch.setenv("QA_SCORER_CACHE", "elsewhere")
    assert cache_folder() == Path("elsewhere")


def test_it_is_made_or_it_is_said_that_it_cannot_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path / "new" / "cache"))
    assert cache_folder_made().is_dir()
    (tmp_path / "file").touch()
    monkeypatch.setenv("QA_SCORER_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(MachineError, match="QA_SCORER_CACHE"):
        cache_folder_made()
